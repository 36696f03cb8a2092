import { useTranslation } from 'react-i18next'
import type { Quota } from '../../api/verification.ts'
import { useFormat } from '../../messages/format.ts'
import '../../messages/check-nik/words.ts'

/** What is left of today's calls, and when they start anew. */
export function QuotaLine({ quota }: { quota: Quota }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { left, limit } = quota
  if (left === null) return null
  const isCounted = typeof left === 'number' && typeof limit === 'number'
  return (
    <p className="desk-quota">
      {t('check.quota')}:{' '}
      <b>
        {isCounted && t('check.quotaLeft', { left: format.number(left), limit: format.number(limit) })}
        {left === 'unlimited' && t('check.quotaUnlimited')}
      </b>
      {isCounted && ` · ${t('check.resets', { time: format.time(quota.resetsAt) })}`}
    </p>
  )
}
