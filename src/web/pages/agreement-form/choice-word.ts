import { useTranslation } from 'react-i18next'
import { id as words } from '../../messages/agreement-form/id.ts'

type Choice = keyof typeof words.choices

const isChoice = (name: string): name is Choice => Object.hasOwn(words.choices, name)

/** A value of a fixed table in the words of people; any other stays as it is. */
export function useChoiceWord(): (value: string) => string {
  const { t } = useTranslation('agreement-form')
  return (value) => (isChoice(value) ? t(`choices.${value}`) : value)
}
