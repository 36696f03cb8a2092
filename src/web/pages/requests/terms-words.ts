import { useTranslation } from 'react-i18next'
import { ELEMENTS, isElement } from '../../../registry/elements.ts'
import { useFormat } from '../../messages/format.ts'
import { id as words } from '../../messages/requests/id.ts'
import { textAt, textsAt } from './read-draft.ts'

type Method = keyof typeof words.methods

const isMethod = (name: string): name is Method => Object.hasOwn(words.methods, name)

/** The terms of a request or a draft, in the words of people. */
export function useTermsWords() {
  const { t } = useTranslation('requests')
  const format = useFormat()
  return {
    element: (name: string) => (isElement(name) ? ELEMENTS[name].label : name),
    method: (name: string) => (isMethod(name) ? t(`methods.${name}`) : name),
    quota: (value: number | string | null) => {
      if (value === null || value === '') return t('network.none')
      if (value === 'unlimited') return t('facts.unlimited')
      return format.number(Number(value))
    },
  }
}

/** What an agreement in the making says, as far as it says it. */
export const termsOf = (draft: Readonly<Record<string, unknown>>) => ({
  purpose: textAt(draft, 'purpose'),
  elements: textsAt(draft, 'elements'),
  methods: textsAt(draft, 'methods'),
  users: textAt(draft, 'users'),
  quota: textAt(draft, 'quotaPerUserPerDay'),
  quotaAfter: textAt(draft, 'quotaAfterProofOfConcept'),
  feedback: textsAt(draft, 'feedback.fields'),
  feedbackMethods: textsAt(draft, 'feedback.methods'),
  bandwidth: textAt(draft, 'network.bandwidthMbps') || textAt(draft, 'network.bandwidthAsWritten'),
  provider: textAt(draft, 'network.provider'),
})
