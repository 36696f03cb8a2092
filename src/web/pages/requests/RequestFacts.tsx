import { useTranslation } from 'react-i18next'
import type { RequestView } from '../../api/requests.ts'
import { PATHS } from '../../paths.ts'
import { Facts } from '../../ui/Facts.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { termsOf, useTermsWords } from './terms-words.ts'

/** What is asked for, or drafted since, point by point; why each element is needed lies one step behind. */
export function RequestFacts({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests')
  const { t: shared } = useTranslation()
  const words = useTermsWords()
  const terms = termsOf(request.draft)
  const none = shared('app.none')
  const listed = (names: readonly string[]) => (names.length === 0 ? none : names.join(', '))
  const network = [terms.provider, terms.bandwidth === '' ? '' : t('network.mbps', { n: terms.bandwidth })]
  const { agreement, draftedBy, endorsedBy, renews, openedBy, needs } = request
  const reasons = Object.entries(needs).filter(([, reason]) => reason.trim() !== '')
  return (
    <>
      <Facts
        facts={[
          [t('facts.purpose'), terms.purpose || none],
          [t('facts.elements'), listed(terms.elements.map(words.element))],
          [t('facts.methods'), listed(terms.methods.map(words.method))],
          [t('facts.users'), terms.users || none],
          [t('facts.quota'), words.quota(terms.quota)],
          ...(terms.quotaAfter === ''
            ? []
            : [[t('facts.quotaAfter'), words.quota(terms.quotaAfter)] as const]),
          [
            t('facts.feedback'),
            terms.feedback.length === 0
              ? none
              : `${listed(terms.feedback)} (${listed(terms.feedbackMethods.map(words.method))})`,
          ],
          [t('facts.network'), network.filter((one) => one !== '').join(', ') || none],
          ...(renews === null ? [] : [[t('facts.renews'), renews] as const]),
          [t('facts.opened'), openedBy.fullName],
          ...(draftedBy === null ? [] : [[t('facts.draftedBy'), draftedBy.fullName] as const]),
          ...(endorsedBy === null ? [] : [[t('facts.endorsedBy'), endorsedBy.fullName] as const]),
          ...(agreement === null
            ? []
            : [
                [
                  t('facts.agreement'),
                  <PathLink key="agreement" to={PATHS.agreement} params={{ code: agreement }}>
                    {agreement}
                  </PathLink>,
                ] as const,
              ]),
        ]}
      />
      {reasons.length > 0 && (
        <details>
          <summary>{t('facts.showNeeds')}</summary>
          <Facts facts={reasons.map(([name, reason]) => [words.element(name), reason] as const)} />
        </details>
      )}
    </>
  )
}
