import { useTranslation } from 'react-i18next'
import '../../messages/agreement-form/words.ts'
import { ELEMENTS, isElement } from '../../../registry/elements.ts'
import { useFormat } from '../../messages/format.ts'
import { Facts } from '../../ui/Facts.tsx'
import { useChoiceWord } from './choice-word.ts'
import { draftOf, isTextField } from './draft.ts'
import { LIST_FIELDS, SET_FIELDS, TEXT_FIELDS, type TextField } from './form-fields.ts'

/** Everything that an agreement file says, for who is to decide about it and does not fill it in. */
export function AgreementContent({ agreement }: { agreement: unknown }) {
  const { t } = useTranslation('agreement-form')
  const format = useFormat()
  const choiceWord = useChoiceWord()
  const { texts, sets, lists, wireMethods } = draftOf(agreement).draft
  const shown = (path: TextField, value: string): string => {
    switch (TEXT_FIELDS[path]) {
      case 'day':
        return format.day(value)
      case 'truth':
        return value === 'true' ? t('choices.yes') : t('choices.no')
      case 'integer':
      case 'number':
      case 'quota':
        return value === 'unlimited' ? t('choices.unlimited') : format.number(Number(value))
      default:
        return choiceWord(value)
    }
  }
  const facts: (readonly [string, string])[] = [
    ...Object.entries(texts).flatMap(([path, value]) =>
      isTextField(path) && value !== '' ? [[t(`fields.${path}`), shown(path, value)] as const] : [],
    ),
    ...SET_FIELDS.flatMap((path) =>
      sets[path].length === 0
        ? []
        : [
            [
              t(`fields.${path}`),
              sets[path]
                .map((name) => (isElement(name) ? ELEMENTS[name].label : choiceWord(name)))
                .join(', '),
            ] as const,
          ],
    ),
    ...LIST_FIELDS.flatMap((path) => {
      const values = lists[path].map(({ value }) => value).filter((value) => value !== '')
      return values.length === 0 ? [] : [[t(`fields.${path}`), values.join('; ')] as const]
    }),
    ...(wireMethods.length === 0
      ? []
      : [[t('fields.wireMethods'), wireMethods.map(({ name }) => name).join(', ')] as const]),
  ]
  return <Facts facts={facts} />
}
