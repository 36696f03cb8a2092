import { useTranslation } from 'react-i18next'
import type { Proposal } from '../../api/approvals.ts'
import { useFormat } from '../../messages/format.ts'
import { id as words } from '../../messages/id.ts'
import { useRoleName } from '../../ui/Door.tsx'

type KindName = keyof typeof words.approval.kinds

type Fact = keyof typeof words.approval.facts

const isKind = (name: string): name is KindName => Object.hasOwn(words.approval.kinds, name)

const isFact = (name: string): name is Fact => Object.hasOwn(words.approval.facts, name)

export const KIND_NAMES = Object.keys(words.approval.kinds)

/** A proposal that time has ended has not ended like an agreement: it has a word of its own. */
export const stateOf = (state: Proposal['state']) => (state === 'expired' ? 'lapsed' : state)

/** What is asked for; a kind the portal does not know is shown as it is. */
export function useKindName(): (kind: string) => string {
  const { t } = useTranslation()
  return (kind) => (isKind(kind) ? t(`approval.kinds.${kind}`) : kind)
}

/** What will happen once it is approved. */
export function useConsequence(): (kind: string) => string {
  const { t } = useTranslation()
  return (kind) => (isKind(kind) ? t(`approval.consequences.${kind}`) : kind)
}

/** The particulars of an act, in the words of people; what says nothing to them is left out. */
export function useActFacts(): (proposal: Proposal) => (readonly [string, string])[] {
  const { t } = useTranslation()
  const format = useFormat()
  const roleName = useRoleName()
  const show = (name: Fact, value: unknown): string => {
    if (Array.isArray(value)) return value.map(String).join(', ')
    if (typeof value === 'number') return format.number(value)
    if (typeof value !== 'string') return ''
    if (name === 'role') return roleName(value)
    if (name === 'credentialKind') {
      return value === 'production' ? t('credential.production') : t('credential.development')
    }
    return name === 'ndaSignedOn' || name === 'until' ? format.day(value) : value
  }
  return ({ act }) =>
    Object.entries(act).flatMap(([name, value]) => {
      if (!isFact(name)) return []
      const shown = show(name, value)
      return shown === '' ? [] : [[t(`approval.facts.${name}`), shown] as const]
    })
}

/** Why the viewer cannot answer. */
export function useWhyNot(): (why: string) => string {
  const { t } = useTranslation()
  return (why) => {
    switch (why) {
      case 'own':
        return t('approval.whyOwn')
      case 'about-you':
        return t('approval.whyAboutYou')
      case 'closed':
        return t('approval.whyClosed')
      default:
        return t('approval.whyRole')
    }
  }
}
