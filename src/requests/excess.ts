import type { AgreementDraft } from '../agreements/index.ts'
import { daysInMonth, type IsoDay } from '../registry/calendar-day.ts'
import type { Approval, RequestFault } from './domain.ts'

/**
 * Where an agreement in the making goes beyond what the central authority has approved, each by its field
 * (requirement 3.2, RQ-11).
 *
 * @param signedOn the day of signing, once it is known: the term runs from it
 */
export function excessOf(draft: AgreementDraft, approval: Approval, signedOn: IsoDay): RequestFault[] {
  return [
    ...purposeFaults(draft, approval),
    ...listFaults('elements', draft.elements ?? [], approval.elements),
    ...listFaults('methods', draft.methods ?? [], approval.methods),
    ...feedbackFaults(draft, approval),
    ...termFaults(draft, approval, signedOn),
    ...quotaFaults(draft, approval),
  ]
}

const plain = (text: string) => text.trim().replaceAll(/\s+/g, ' ').toLowerCase()

const excess = (field: string, message: string): RequestFault => ({
  field: `draft.${field}`,
  code: 'RQ-11',
  message,
})

function purposeFaults({ purpose }: AgreementDraft, approval: Approval): RequestFault[] {
  if (purpose === undefined || plain(purpose) === plain(approval.purpose)) return []
  return [excess('purpose', 'Tujuannya bukan tujuan yang disetujui Dirjen.')]
}

function listFaults(field: string, named: readonly string[], approved: readonly string[]): RequestFault[] {
  return named.flatMap((name, index) =>
    approved.includes(name)
      ? []
      : [excess(`${field}[${index}]`, `${name} tidak ada dalam persetujuan Dirjen.`)],
  )
}

function feedbackFaults({ feedback }: AgreementDraft, approval: Approval): RequestFault[] {
  const approved = new Set(approval.feedback.map(plain))
  return (feedback?.fields ?? []).flatMap(({ name }, index) =>
    approved.has(plain(name))
      ? []
      : [excess(`feedback.fields[${index}].name`, `${name} tidak ada dalam persetujuan Dirjen.`)],
  )
}

function termFaults({ validUntil }: AgreementDraft, approval: Approval, signedOn: IsoDay): RequestFault[] {
  const last = monthsLater(signedOn, approval.termMonths)
  if (validUntil === undefined || validUntil <= last) return []
  const message = `Persetujuan Dirjen mengizinkan ${approval.termMonths} bulan, sampai ${last}.`
  return [excess('validUntil', message)]
}

function quotaFaults(
  { quotaAfterProofOfConcept: asked }: AgreementDraft,
  approval: Approval,
): RequestFault[] {
  const approved = approval.quotaAfterProofOfConcept
  if (asked === undefined || approved === 'unlimited') return []
  if (approved !== null && asked !== 'unlimited' && asked <= approved) return []
  const allowed = approved === null ? 'tidak menyebutnya' : `mengizinkan ${approved}`
  return [excess('quotaAfterProofOfConcept', `Kuota sesudah PoC: persetujuan Dirjen ${allowed}.`)]
}

/** The same day of a later month, or that month's last. */
export function monthsLater(day: IsoDay, months: number): IsoDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const index = year * 12 + month - 1 + months
  const [laterYear, laterMonth] = [Math.floor(index / 12), (index % 12) + 1]
  const last = Math.min(date, daysInMonth(laterYear, laterMonth))
  const two = (number: number) => String(number).padStart(2, '0')
  return `${String(laterYear).padStart(4, '0')}-${two(laterMonth)}-${two(last)}`
}
