import { AGREEMENT_STATES, type AgreementInForce } from '../agreements/index.ts'
import { inDigits } from './output.ts'

/** What an agreement's state means at the instant it was read for. */
export function stateInWords(agreement: AgreementInForce): string {
  if (agreement.state !== 'in_force') return AGREEMENT_STATES[agreement.state]
  if (agreement.isOver) return 'masa berlaku habis'
  if (!agreement.isWithinTerm) return 'belum mulai'
  return agreement.agencyState === 'suspended' ? 'lembaga ditangguhkan' : AGREEMENT_STATES.in_force
}

export function quotaInWords(agreement: Pick<AgreementInForce, 'quotaPerDay' | 'isQuotaUnlimited'>): string {
  if (agreement.isQuotaUnlimited) return 'tidak terbatas'
  return agreement.quotaPerDay === null ? 'menurut User ID' : inDigits(agreement.quotaPerDay)
}
