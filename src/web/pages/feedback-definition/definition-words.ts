import { useTranslation } from 'react-i18next'
import type { Version } from '../../api/feedback-definition.ts'
import { useFormat } from '../../messages/format.ts'

/** What a version says besides its fields, in words. */
export function useDefinitionWords() {
  const { t } = useTranslation('feedback-definition')
  const format = useFormat()
  return {
    factsOf: ({ strangerPolicy, retentionMonths }: Version): (readonly [string, string])[] => [
      [t('strangers'), t(`strangerPolicies.${strangerPolicy}`)],
      [
        t('retention'),
        retentionMonths === null ? t('unlimited') : t('months', { n: format.number(retentionMonths) }),
      ],
    ],
  }
}
