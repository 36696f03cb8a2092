import { useTranslation } from 'react-i18next'
import type { CentralApproval } from '../../api/requests.ts'
import { useFormat } from '../../messages/format.ts'
import { Facts } from '../../ui/Facts.tsx'
import { useTermsWords } from './terms-words.ts'

/** What the central authority fixed. */
export function ApprovalFacts({ approval }: { approval: CentralApproval }) {
  const { t } = useTranslation('requests')
  const format = useFormat()
  const words = useTermsWords()
  const { number, date, purpose, elements, methods, feedback, termMonths, quotaAfterProofOfConcept } =
    approval
  return (
    <Facts
      facts={[
        [t('approval.number'), t('approval.source', { number, day: format.day(date) })],
        [t('facts.purpose'), purpose],
        [t('facts.elements'), elements.map(words.element).join(', ')],
        [t('facts.methods'), methods.map(words.method).join(', ')],
        [t('facts.feedback'), feedback.join(', ')],
        [t('approval.term'), t('approval.months', { n: format.number(termMonths) })],
        [t('facts.quotaAfter'), words.quota(quotaAfterProofOfConcept)],
      ]}
    />
  )
}
