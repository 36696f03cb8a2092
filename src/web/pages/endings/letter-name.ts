import '../../messages/endings/words.ts'
import { useTranslation } from 'react-i18next'
import { id } from '../../messages/endings/id.ts'

type Letter = keyof typeof id.letters

const isLetter = (kind: string): kind is Letter => Object.hasOwn(id.letters, kind)

/** The letter of an ending by its kind; one that is not known is shown as it is. */
export function useLetterName(): (kind: string) => string {
  const { t } = useTranslation('endings')
  return (kind) => (isLetter(kind) ? t(`letters.${kind}`) : kind)
}
