import type { AgreementDraft } from '../agreements/index.ts'
import { ELEMENTS, isElement } from '../registry/elements.ts'
import type { RequestFault } from './domain.ts'

/** The papers of a request, and when each must be there (RQ-05). */
export const DOCUMENTS = {
  'request-letter': { label: 'Surat permohonan bertanda tangan kepala instansi', required: 'always' },
  'legal-basis': { label: 'Dasar hukum dan susunan organisasi instansi (ORTALA)', required: 'always' },
  'head-appointment': { label: 'Keputusan pengangkatan kepala instansi', required: 'always' },
  'application-description': { label: 'Uraian aplikasi yang memakai data', required: 'web-service' },
  'network-sketch': { label: 'Gambar topologi jaringan', required: 'always' },
  other: { label: 'Dokumen lain', required: 'optional' },
} as const satisfies Record<string, { label: string; required: 'always' | 'web-service' | 'optional' }>

export type DocumentKind = keyof typeof DOCUMENTS

export const DOCUMENT_KINDS = Object.keys(DOCUMENTS).filter(isDocumentKind)

export function isDocumentKind(text: string): text is DocumentKind {
  return Object.hasOwn(DOCUMENTS, text)
}

export function isRequired(kind: DocumentKind, { methods = [] }: AgreementDraft): boolean {
  const { required } = DOCUMENTS[kind]
  return required === 'always' || (required === 'web-service' && methods.includes('web-service'))
}

/** A paper that was handed in, and what the office found wrong with it. */
export type Given = { kind: string; refusedNote: string | null }

/** The reasons for which elements are asked for. */
export type Needs = Readonly<Record<string, string>>

/** What an agency must say before the office looks at it. */
const ASKED = {
  purpose: 'Tujuan pemanfaatan belum diisi.',
  elements: 'Elemen data belum dipilih.',
  methods: 'Metode akses belum dipilih.',
  feedback: 'Data balikan belum diisi.',
  network: 'Rencana jaringan belum diisi.',
} as const satisfies Partial<Record<keyof AgreementDraft, string>>

/** What keeps a request from being submitted, all at once; nothing when it is complete (RQ-05 to RQ-07). */
export function missingOf(draft: AgreementDraft, needs: Needs, given: readonly Given[]): RequestFault[] {
  return [...draftFaults(draft), ...needFaults(draft, needs), ...documentFaults(draft, given)]
}

function draftFaults(draft: AgreementDraft): RequestFault[] {
  return Object.entries(ASKED).flatMap(([field, message]) =>
    Object.entries(draft).some(([name, value]) => name === field && value !== undefined)
      ? []
      : [{ field: `draft.${field}`, code: 'RQ-07', message }],
  )
}

function needFaults({ elements = [] }: AgreementDraft, needs: Needs): RequestFault[] {
  return elements
    .filter((element) => (needs[element] ?? '').trim() === '')
    .map((element) => ({
      field: `needs.${element}`,
      code: 'RQ-06',
      message: `Kebutuhan atas ${ELEMENTS[element].label} belum dijelaskan.`,
    }))
}

function documentFaults(draft: AgreementDraft, given: readonly Given[]): RequestFault[] {
  return DOCUMENT_KINDS.flatMap((kind): RequestFault[] => {
    const own = given.filter((one) => one.kind === kind).at(-1)
    const field = `documents.${kind}`
    if (own?.refusedNote) {
      return [{ field, code: 'RQ-05', message: `${DOCUMENTS[kind].label} harus diganti: ${own.refusedNote}` }]
    }
    if (own !== undefined || !isRequired(kind, draft)) return []
    return [{ field, code: 'RQ-05', message: `${DOCUMENTS[kind].label} belum dilampirkan.` }]
  })
}

const MAX_NEED = 300

/** Faults of form in the reasons that were sent. */
export function needsFaults(needs: ReadonlyMap<string, string>): RequestFault[] {
  return [...needs].flatMap(([element, reason]): RequestFault[] => {
    const field = `needs.${element}`
    if (!isElement(element)) return [{ field, code: 'RQ-06', message: 'Elemen ini tidak dikenal.' }]
    return reason.length > MAX_NEED
      ? [{ field, code: 'RQ-06', message: `Paling banyak ${MAX_NEED} huruf.` }]
      : []
  })
}
