import { useTranslation } from 'react-i18next'
import type { TermVersion } from '../../api/past.ts'
import { useFormat } from '../../messages/format.ts'
import { useAgreementWords } from '../agreement/agreement-words.ts'

/** The terms of one version in the words of people, always in the same order. */
export function useTermWords() {
  const { t } = useTranslation('past')
  const format = useFormat()
  const { method } = useAgreementWords()
  const quota = ({ quotaPerDay }: TermVersion) => {
    if (quotaPerDay === null) return t('terms.unnamed')
    return quotaPerDay === 'unlimited'
      ? t('terms.unlimited')
      : t('terms.perDay', { n: format.number(quotaPerDay) })
  }
  const factsOf = (term: TermVersion): (readonly [string, string])[] => [
    [t('terms.elements'), term.elements.map(({ label }) => label).join(', ')],
    [t('terms.methods'), term.methods.map(method).join(', ')],
    [t('terms.quota'), quota(term)],
    [t('terms.maxUsers'), term.maxUsers === null ? t('terms.unnamed') : format.number(term.maxUsers)],
    [t('terms.print'), term.printAllowed ? t('terms.printYes') : t('terms.printNo')],
    [t('terms.wire'), term.wireMethods.map(({ name }) => name).join(', ') || t('terms.unnamed')],
  ]
  return { factsOf }
}
