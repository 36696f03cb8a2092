import { useTranslation } from 'react-i18next'
import { useFormat } from '../../messages/format.ts'

/** `79,9 %`, rounded down: what is shown as met is met. */
export function useShare(): (counts: { people: number; answered: number }) => string {
  const { t } = useTranslation('feedback-compliance')
  const format = useFormat()
  return ({ people, answered }) =>
    people === 0 ? t('total.nobody') : `${format.number(Math.floor((answered * 1000) / people) / 10)}%`
}
