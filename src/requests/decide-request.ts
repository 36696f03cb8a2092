import { type AgreementDraft, ensureCentralApproval } from '../agreements/index.ts'
import { type Fields, readFields } from '../kernel/fields.ts'
import { withWords } from '../letters/index.ts'
import { isElement } from '../registry/elements.ts'
import type { Approval, RequestFault } from './domain.ts'
import { updateCentralApproval } from './request.store.ts'
import type { ActDoing, Doing, Done } from './take-step.ts'
import { numberFaults, readOfficial, writePaper } from './write-paper.ts'

const MAX_TERM_MONTHS = 120
const MAX_QUOTA = 2_000_000_000

/** The central authority's word: what the agreement may hold, and no more (requirement 3.2, RQ-10). */
export const APPROVE: ActDoing = {
  do: async (doing): Promise<Done> => {
    const { tx, request, sent, body, on, isRefused } = doing
    const { approval, faults } = readApproval(body, doing)
    const { official, faults: signatoryFaults } = readOfficial(sent, 'signatory')
    const all = [...faults, ...signatoryFaults, ...numberFaults(doing, true)]
    if (all.length > 0 || isRefused) return { kind: 'refused', faults: all }
    const { number, purpose, elements, methods } = approval
    const letter = { number, date: on }
    const centralApprovalId = await ensureCentralApproval(tx, request.officeId, {
      ...letter,
      purpose,
      elements: elements.filter(isElement),
      methods: methods.filter(isMethod),
    })
    await updateCentralApproval(tx, centralApprovalId, approval)
    const draft = { ...request.draft, centralApproval: letter }
    const written = await writePaper(doing, {
      kind: 'central-approval',
      number,
      draft: approvedOf(draft, approval),
      facts: {
        jangka_waktu: termInWords(approval.termMonths),
        centralName: official.name,
        centralTitle: official.title,
        centralNip: official.nip ?? '',
      },
    })
    if (written.kind === 'refused') return written
    return {
      kind: 'done',
      change: { draft, approval: { approval, centralApprovalId } },
      paper: written.paper,
      detail: { ...approval, signatory: official },
    }
  },
}

export const METHODS = ['web-portal', 'web-service', 'card-reader'] as const

const isMethod = (text: string): text is (typeof METHODS)[number] => METHODS.some((one) => one === text)

/** `2 (dua) tahun`, `18 (delapan belas) bulan` */
function termInWords(months: number): string {
  return months % 12 === 0 ? `${withWords(months / 12)} tahun` : `${withWords(months)} bulan`
}

/** What the letter's annex lists: the request as far as it is approved. */
function approvedOf(draft: AgreementDraft, approval: Approval): AgreementDraft {
  const { elementsAsCounted: _, quotaAfterProofOfConcept: __, ...rest } = draft
  const { purpose, elements, methods, feedback, quotaAfterProofOfConcept: quota } = approval
  return {
    ...rest,
    ...(quota === null ? {} : { quotaAfterProofOfConcept: quota }),
    purpose,
    elements: elements.filter(isElement),
    methods: methods.filter(isMethod),
    feedback: { methods: draft.feedback?.methods ?? [], fields: feedback.map((name) => ({ name })) },
  }
}

function readApproval(
  body: Fields,
  { request, on }: Pick<Doing, 'request' | 'on'>,
): { approval: Approval; faults: RequestFault[] } {
  const faults: RequestFault[] = []
  const fault = (field: string, message: string) => faults.push({ field, code: 'RQ-10', message })
  const { draft } = request
  const purpose = body.has('purpose') ? body.text('purpose') : (draft.purpose ?? '')
  if (purpose === '' || purpose.length > 500) fault('purpose', 'Tujuan wajib diisi, paling banyak 500 huruf.')
  const listed = (field: 'elements' | 'methods', asked: readonly string[]) => {
    const named = [...new Set(body.texts(field) ?? [])]
    if (named.length === 0) fault(field, 'Pilih paling sedikit satu.')
    for (const name of named) {
      if (!asked.includes(name)) fault(field, `${name} tidak dimohonkan.`)
    }
    return named
  }
  const elements = listed('elements', draft.elements ?? [])
  const methods = listed('methods', draft.methods ?? [])
  const feedback = [...new Set((body.texts('feedback') ?? []).map((name) => name.trim()))]
  if (feedback.length === 0 || feedback.some((name) => name === '' || name.length > 500)) {
    fault('feedback', 'Sebutkan data balikan yang disetujui.')
  }
  const termMonths = body.integer('termMonths') ?? 0
  if (termMonths < 1 || termMonths > MAX_TERM_MONTHS) {
    fault('termMonths', `Jangka waktu 1 sampai ${MAX_TERM_MONTHS} bulan.`)
  }
  const quota = quotaIn(body)
  if (quota === undefined) {
    fault('quotaAfterProofOfConcept', 'Kuota sesudah PoC: bilangan mulai 1, atau "unlimited".')
  }
  const fixed = { purpose, elements, methods, feedback, termMonths }
  return {
    approval: { number: body.text('number'), date: on, ...fixed, quotaAfterProofOfConcept: quota ?? null },
    faults,
  }
}

/** null: not named; undefined: named wrongly. */
function quotaIn(body: Fields): number | 'unlimited' | null | undefined {
  const name = 'quotaAfterProofOfConcept'
  if (!body.has(name) || body.isBlank(name)) return null
  if (body.text(name) === 'unlimited') return 'unlimited'
  const quota = body.integer(name)
  return quota !== undefined && quota >= 1 && quota <= MAX_QUOTA ? quota : undefined
}

export const REJECT: ActDoing = {
  needs: ['comment'],
  do: async (doing): Promise<Done> => {
    const faults = numberFaults(doing, false)
    if (faults.length > 0) return { kind: 'refused', faults }
    const number = readFields(doing.sent).text('number')
    return { kind: 'done', detail: number === '' ? {} : { number } }
  },
}
