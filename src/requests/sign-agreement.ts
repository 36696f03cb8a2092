import type { AgreementFile } from '../agreements/index.ts'
import {
  type AgreementFault,
  findAgreement,
  importAgreementIn,
  readAgreementFile,
} from '../agreements/index.ts'
import { formatNumber, takeNumber } from '../letters/index.ts'
import { numberingOf } from '../papers/index.ts'
import { closeRenewalIn } from '../renewals/index.ts'
import type { RequestFault } from './domain.ts'
import { contentFaults } from './draft-agreement.ts'
import type { Step } from './step.store.ts'
import type { ActDoing, Doing, Done } from './take-step.ts'
import { numberFaults, numberIn, type Official, readOfficial, writePaper } from './write-paper.ts'

/** One party's signature: its own number for the agreement, the day, who signed (requirement 3.3). */
export type Signature = { number: string; date: string; signatory: Official }

/** The signatures that have been given; a step has what was fixed with it. */
export function signaturesOf(steps: readonly Step[]): {
  civilRegistry: Signature | null
  userAgency: Signature | null
} {
  return {
    civilRegistry: signatureOf(steps, 'sign-for-registry'),
    userAgency: signatureOf(steps, 'sign-for-agency'),
  }
}

function signatureOf(steps: readonly Step[], act: Step['act']): Signature | null {
  const detail: Partial<Signature> | undefined = steps.findLast((step) => step.act === act)?.detail
  const { number, date, signatory } = detail ?? {}
  return number === undefined || date === undefined || signatory === undefined
    ? null
    : { number, date, signatory }
}

/** The signature of the office. Its number is the next of its own series unless it is given. */
export const SIGN_FOR_REGISTRY: ActDoing = {
  changesAuthority: true,
  needs: ['files'],
  do: (doing) => sign(doing, 'civilRegistry'),
}

export const SIGN_FOR_AGENCY: ActDoing = {
  changesAuthority: true,
  needs: ['files'],
  do: (doing) => sign(doing, 'userAgency'),
}

async function sign(doing: Doing, party: 'civilRegistry' | 'userAgency'): Promise<Done> {
  const { request, steps, sent, on, to, isRefused } = doing
  const isOffice = party === 'civilRegistry'
  const { official: signatory, faults } = readOfficial(sent, 'signatory')
  faults.push(...numberFaults(doing, !isOffice), ...contentFaults(request, on))
  if (faults.length > 0 || isRefused) return { kind: 'refused', faults }
  const number = numberIn(doing).number ?? (await nextNumber(doing))
  const own: Signature = { number, date: on, signatory }
  const detail = { ...own, party }
  if (to !== 'signed') return { kind: 'done', detail }
  const other = signaturesOf(steps)[isOffice ? 'userAgency' : 'civilRegistry']
  if (other === null) throw new Error(`request ${request.id} is half signed without a signature`)
  const [registry, agency] = isOffice ? [own, other] : [other, own]
  return enterSigned(doing, { registry, agency, detail })
}

async function nextNumber({ tx, request: { officeId }, on }: Doing): Promise<string> {
  const numbering = await numberingOf(tx, officeId, 'agreement')
  const year = Number(on.slice(0, 4))
  const number = await takeNumber(tx, { officeId, series: numbering.series, year })
  return formatNumber(numbering, { number, date: on })
}

/**
 * Both have signed: the agreement is entered by the same way as an imported one, from the later of the two days,
 * so that it grants the same. It asks for an SPTJM, for it was born here.
 */
async function enterSigned(
  doing: Doing,
  { registry, agency, detail }: { registry: Signature; agency: Signature; detail: object },
): Promise<Done> {
  const { tx, request, actor } = doing
  const signedOn = registry.date > agency.date ? registry.date : agency.date
  const read = readAgreementFile(
    JSON.stringify({
      ...request.draft,
      number: { civilRegistry: registry.number, userAgency: agency.number },
      signedOn,
      sptjmRequired: true,
    }),
  )
  const excess = contentFaults(request, signedOn)
  if (read.kind === 'faulty' || excess.length > 0) {
    return { kind: 'refused', faults: [...excess, ...(read.kind === 'faulty' ? toDraft(read.faults) : [])] }
  }
  const file: AgreementFile & { code: string } = { ...read.agreement, code: read.agreement.code ?? '' }
  const note = {
    request: request.id,
    draftedBy: request.draftedBy?.username,
    endorsedBy: request.endorsedBy?.username,
  }
  const entered = await importAgreementIn(tx, file, { by: actor.by, note })
  if (entered.kind === 'refused') return { kind: 'refused', faults: toDraft(entered.faults) }
  const agreement = await findAgreement(tx, file.code)
  if (agreement === undefined || entered.kind !== 'imported') {
    return { kind: 'refused', faults: [{ field: 'code', code: 'RQ-13', message: 'Kode ini sudah dipakai.' }] }
  }
  if (request.renews !== null) {
    const reason = `Perjanjian ${registry.number}`
    // Refused where nobody has asked for the renewal: then there is none to close.
    await closeRenewalIn(tx, { code: request.renews, as: 'granted', reason, by: actor.by })
  }
  const written = await writePaper(doing, {
    kind: 'agreement',
    number: registry.number,
    date: signedOn,
    agreementId: agreement.id,
    facts: { ...signatoryFacts('dinas', registry), ...signatoryFacts('lembaga', agency) },
  })
  if (written.kind === 'refused') return written
  return {
    kind: 'done',
    change: { agreementId: agreement.id },
    paper: written.paper,
    detail: { ...detail, code: file.code, signedOn },
  }
}

/** Those who signed, whoever the list of officials has. */
function signatoryFacts(side: 'dinas' | 'lembaga', { signatory }: Signature): Record<string, string> {
  const { name, title, nip, rank } = signatory
  return {
    [`nama_kepala_${side}`]: name,
    [`jabatan_kepala_${side}`]: title,
    [`nip_kepala_${side}`]: nip ?? '',
    [`pangkat_kepala_${side}`]: rank ?? '',
  }
}

/** A fault of the file is a fault of the draft it was made from; a number is the signature's. */
function toDraft(faults: readonly AgreementFault[]): RequestFault[] {
  return faults.map((fault) => ({
    ...fault,
    field: fault.field.startsWith('number.') ? 'number' : `draft.${fault.field}`,
  }))
}
