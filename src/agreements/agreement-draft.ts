import {
  type AgreementFault,
  type AgreementFile,
  readAgreementFile,
  wellFormedPart,
} from './agreement-file.ts'

/** An agreement in the making: a file of it in which fields may still be missing. */
export type AgreementDraft = Partial<AgreementFile>

/** What only the signatures fix. */
const OF_SIGNING = { number: { civilRegistry: '-', userAgency: '-' }, signedOn: '0001-01-01' } as const

const MISSING = 'AG-03'

/** Reads a draft: every field that is there is well formed, and those that are there agree with each other. */
export function readDraft(value: unknown):
  | { kind: 'read'; draft: AgreementDraft }
  /** `part` is what of it can be judged further. */
  | { kind: 'faulty'; faults: AgreementFault[]; part: AgreementDraft } {
  if (!isObject(value)) {
    return {
      kind: 'faulty',
      faults: [{ field: '', code: 'AG-02', message: 'Rancangan harus berupa objek.' }],
      part: {},
    }
  }
  const faults = faultsOf(value).filter(({ code, field }) => code !== MISSING || field.includes('.'))
  return faults.length > 0
    ? { kind: 'faulty', faults, part: wellFormedPart(value, faults.filter(isOfForm)) }
    : { kind: 'read', draft: value }
}

const isOfForm = ({ code }: AgreementFault) => ['AG-01', 'AG-02', 'AG-03', 'AG-04', 'AG-22'].includes(code)

/** What a draft lacks to be signed, apart from the numbers and the day that signing gives it. */
export function signingFaults(draft: AgreementDraft): AgreementFault[] {
  const { number: _, signedOn: __, ...rest } = draft
  return faultsOf({ ...rest, ...OF_SIGNING })
}

function faultsOf(value: object): AgreementFault[] {
  const read = readAgreementFile(JSON.stringify(value))
  return read.kind === 'faulty' ? read.faults : []
}

const isObject = (value: unknown): value is AgreementDraft =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
