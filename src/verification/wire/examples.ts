import type { IdStyle, Profile } from '../../credentials/index.ts'
import { type Element, inCatalogueOrder } from '../../registry/elements.ts'
import type { ResidentStatus } from '../../registry/index.ts'
import { decide } from '../decide.ts'
import type { Decision, Grant, Operation, Question } from '../domain.ts'
import { OUTCOMES, type Outcome, type Refusal } from '../outcomes.ts'
import { encodeAnswer } from './encode.ts'
import { UNAVAILABLE } from './unavailable.ts'

/** An invented resident, in a region that is assigned to nobody (docs/rules/synthetic-people.md). */
const SAMPLE: Record<Element, string | null> = {
  NIK: '8801015503029500',
  NAMA_LGKP: 'CONTOH WARGA',
  JENIS_KLMIN: 'Perempuan',
  TMPT_LHR: 'CONTOH',
  TGL_LHR: '2002-03-15',
  NO_AKTA_LHR: '8801-LT-15032002-0001',
  GOL_DARAH: 'O',
  AGAMA: 'ISLAM',
  STATUS_KAWIN: 'BELUM KAWIN',
  TGL_KWN: null,
  NO_AKTA_KWN: null,
  TGL_CRAI: null,
  NO_AKTA_CRAI: null,
  PDDK_AKH: 'SLTA/SEDERAJAT',
  JENIS_PKRJN: 'BELUM/TIDAK BEKERJA',
  STAT_HBKEL: 'ANAK',
  NO_KK: '8801010101209500',
  ALAMAT: 'JALAN CONTOH NOMOR 1',
  DUSUN: 'CONTOH',
  NO_RT: '1',
  NO_RW: '2',
  NO_KEL: '2001',
  NO_KEC: '1',
  NO_KAB: '1',
  NO_PROP: '88',
  KEL_NAME: 'DESA CONTOH',
  KEC_NAME: 'KECAMATAN CONTOH',
  KAB_NAME: 'KABUPATEN CONTOH',
  PROP_NAME: 'PROVINSI CONTOH',
  NIK_AYAH: '8801010101759500',
  NAMA_LGKP_AYAH: 'CONTOH AYAH',
  NIK_IBU: '8801014101789500',
  NAMA_LGKP_IBU: 'CONTOH IBU',
  EKTP_STATUS: 'CARD ISSUED',
  EKTP_CREATED: '2019-04-01',
  KODE_POS: '88111',
  PNYDNG_CCT: null,
}

const VILLAGE = '8801012001'
const THRESHOLD = '90'
const LIMIT = 200

export type ExampleAnswer = {
  outcome: Outcome
  /** Of the table of outcomes; null for data and for a server that cannot answer. */
  code: string | null
  status: 200 | 503
  isHit: boolean
  /** To the byte as the gate sends it. */
  body: string
}

export type ExampleMethod = { operation: Operation; elements: readonly Element[] }

/** The NIK and claims that the examples of a method ask with. */
export function exampleRequest({ operation, elements }: ExampleMethod): Record<string, string> {
  const nik = SAMPLE.NIK ?? ''
  return operation === 'match'
    ? { nik, TRESHOLD: THRESHOLD, ...Object.fromEntries(claimsOf(elements)) }
    : { nik }
}

/** An answer of every outcome, decided and encoded by what decides and encodes for the gate. */
export function exampleAnswers(
  method: ExampleMethod,
  shape: { profile: Profile; idStyle: IdStyle; isUnlimited: boolean },
): ExampleAnswer[] {
  const found = decisionOf(method, 'active')
  const outcomes = Object.keys(OUTCOMES).filter((name): name is Outcome => Object.hasOwn(OUTCOMES, name))
  return outcomes.flatMap((outcome): ExampleAnswer[] => {
    const { code, isHit } = OUTCOMES[outcome]
    if (outcome === 'registry-unavailable') {
      return [
        {
          outcome,
          code,
          isHit,
          status: 503,
          body: JSON.stringify({ code: outcome, message: UNAVAILABLE[outcome] }),
        },
      ]
    }
    if (outcome === 'disclosed' || outcome === 'matched') {
      if (outcome !== found.kind) return []
      return [{ outcome, code, isHit, status: 200, body: encoded(found, shape, isHit) }]
    }
    return [{ outcome, code, isHit, status: 200, body: encoded(refusalOf(outcome), shape, isHit) }]
  })
}

const refusalOf = (outcome: Refusal): Decision => ({ kind: 'refused', outcome, reason: 'an example' })

/** Told who holds a grant: these say how many hits are left, whoever has none is told nought. */
const WITH_GRANT: readonly Outcome[] = ['malformed', 'parameters-invalid']

function encoded(
  decision: Decision,
  { profile, idStyle, isUnlimited }: { profile: Profile; idStyle: IdStyle; isUnlimited: boolean },
  isHit: boolean,
): string {
  const outcome = decision.kind === 'refused' ? decision.outcome : decision.kind
  const left = isHit ? LIMIT - 1 : WITH_GRANT.includes(outcome) ? LIMIT : null
  const quotaLeft = left !== null && isUnlimited ? ('unlimited' as const) : left
  return encodeAnswer(
    { kind: 'decided', decision, profile, idStyle, authority: null, grant: null, quotaLeft },
    profile,
  )
}

function decisionOf({ operation, elements }: ExampleMethod, status: ResidentStatus): Decision {
  const grant: Grant = { operation, elements, space: 'dummy', quotaPerDay: LIMIT }
  const resident = { status, villageCode: VILLAGE, valueOf: (element: Element) => SAMPLE[element] }
  return decide(questionOf(elements), grant, resident)
}

function questionOf(elements: readonly Element[]): Question {
  return {
    requestId: '',
    method: 'web-service',
    credentialId: null,
    secretVersion: 0,
    usedPreviousSecret: false,
    refusal: null,
    path: { region: null, agency: '', method: '' },
    operation: null,
    address: '',
    declaredAddress: null,
    localOperator: null,
    purpose: null,
    nik: SAMPLE.NIK ?? '',
    claims: claimsOf(elements),
    threshold: THRESHOLD,
  }
}

/** What the person at the counter said: a slip of the pen in the name, the rest as it is. */
function claimsOf(elements: readonly Element[]): Map<Element, string> {
  const said = inCatalogueOrder(elements)
    .filter((element) => element !== 'NIK')
    .flatMap((element): [Element, string][] => {
      const value = element === 'NAMA_LGKP' ? 'CONTOH WARGO' : SAMPLE[element]
      return value === null ? [] : [[element, value]]
    })
  return new Map(said)
}
