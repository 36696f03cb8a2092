import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../api/agreement.ts'
import { useFormat } from '../../messages/format.ts'

/** The terms of an agreement in the words of people. */
export function useAgreementWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const quota = ({ quotaPerDay }: Agreement) => {
    if (quotaPerDay === null) return t('agreement.noQuota')
    if (quotaPerDay === 'unlimited') return t('agreement.unlimited')
    return t('agreement.perDay', { n: format.number(quotaPerDay) })
  }
  const left = ({ daysLeft }: Agreement) => {
    if (daysLeft < 0) return t('agreement.over')
    return daysLeft === 0
      ? t('agreement.lastDay')
      : t('agreement.daysLeft', { days: format.number(daysLeft) })
  }
  const method = (name: string) =>
    name === 'web-portal' || name === 'web-service' || name === 'card-reader' ? t(`agreement.${name}`) : name
  const plainQuota = (agreement: Agreement) =>
    typeof agreement.quotaPerDay === 'number'
      ? t('agreement.plainQuota', { quota: quota(agreement) })
      : t('agreement.plainUnlimited')
  const plain = (agreement: Agreement) =>
    t('agreement.plain', {
      elements: format.number(agreement.elements.length),
      quota: plainQuota(agreement),
      purpose: agreement.purpose,
      until: format.day(agreement.validUntil),
    })
  return { quota, left, method, plain }
}
