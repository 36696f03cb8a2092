import { type AgreementDraft, readDraft } from '../agreements/index.ts'
import { isElement } from '../registry/elements.ts'
import type { RequestFault } from './domain.ts'
import { missingOf, needsFaults } from './package.ts'
import type { RequestRow } from './request.store.ts'
import type { ActDoing, Done } from './take-step.ts'
import { documentTable, numberFaults, writePaper } from './write-paper.ts'

/** The fields of a draft that follow from the request itself, whatever is sent. */
export function partiesOf(
  request: Pick<RequestRow, 'officeCode' | 'officeName' | 'officeLevel' | 'agencyName' | 'agencyKind'>,
  draft: AgreementDraft,
): AgreementDraft {
  const { officeCode, officeName, officeLevel, agencyName, agencyKind } = request
  const parties: unknown = {
    ...draft,
    civilRegistry: { ...draft.civilRegistry, name: officeName, region: officeCode, level: officeLevel },
    userAgency: { ...draft.userAgency, name: agencyName, kind: agencyKind },
  }
  const read = readDraft(parties)
  return read.kind === 'read' ? read.draft : draft
}

/** Reads a draft that was sent, its faults under `draft.`; what only the path fixes stays as it was. */
export function readSentDraft(
  sent: unknown,
  request: RequestRow,
):
  | { kind: 'read'; draft: AgreementDraft }
  | { kind: 'faulty'; faults: RequestFault[]; part: AgreementDraft } {
  const read = readDraft(Object(sent).draft)
  if (read.kind === 'faulty') {
    const faults = read.faults.map((fault) => ({
      ...fault,
      field: fault.field === '' ? 'draft' : `draft.${fault.field}`,
    }))
    return { kind: 'faulty', faults, part: read.part }
  }
  const { requestLetter, centralApproval } = request.draft
  const {
    number: _,
    signedOn: __,
    technicalGuideline: ___,
    code: ____,
    requestLetter: _____,
    centralApproval: ______,
    sptjmRequired: _______,
    ...rest
  } = read.draft
  return {
    kind: 'read',
    draft: partiesOf(request, {
      ...rest,
      ...(requestLetter === undefined ? {} : { requestLetter }),
      ...(centralApproval === undefined ? {} : { centralApproval }),
      ...(request.renews === null ? {} : { renews: request.renews }),
    }),
  }
}

export const SAVE: ActDoing = {
  isQuiet: true,
  do: async ({ request, body, sent }): Promise<Done> => {
    const read = readSentDraft(sent, request)
    const needs = body.textsByKey('needs')
    const faults = [...(read.kind === 'faulty' ? read.faults : []), ...needsFaults(needs)]
    if (read.kind === 'faulty' || faults.length > 0) return { kind: 'refused', faults }
    const elements = read.draft.elements ?? []
    const kept = [...needs].filter(([element]) => isElement(element) && elements.includes(element))
    return {
      kind: 'done',
      change: { draft: read.draft, needs: Object.fromEntries(kept) },
      detail: { elements },
    }
  },
}

const MAX_SUBJECT = 200

/** Submitting: the package is complete, and the letter goes out (RQ-05 to RQ-08). */
export const SUBMIT: ActDoing = {
  do: async (doing): Promise<Done> => {
    const { request, body, files } = doing
    const missing = missingOf(request.draft, request.needs, files)
    const letter = files.filter(({ kind }) => kind === 'request-letter').at(-1)
    const number = body.text('number') || letter?.number || ''
    const faults = [...missing, ...(number === '' ? numberFaults(doing, true) : numberFaults(doing, false))]
    const subject = body.text('subject') || 'Permohonan akses data kependudukan'
    if (subject.length > MAX_SUBJECT) {
      faults.push({ field: 'subject', code: 'RQ-08', message: `Paling banyak ${MAX_SUBJECT} huruf.` })
    }
    if (faults.length > 0) return { kind: 'refused', faults }
    const date = letter?.date ?? doing.on
    const draft = { ...request.draft, requestLetter: { number, date, subject } }
    const tables = { documents: documentTable(files) }
    const written = await writePaper(doing, { kind: 'access-request', number, date, draft, tables })
    if (written.kind === 'refused') return written
    return { kind: 'done', change: { draft }, paper: written.paper, detail: { number, date, subject } }
  },
}

export const WITHDRAW: ActDoing = { needs: ['comment'], do: async () => ({ kind: 'done' }) }
