import { useTranslation } from 'react-i18next'
import '../../messages/requests/words.ts'
import { useFormat } from '../../messages/format.ts'
import { id as words } from '../../messages/requests/id.ts'

type StateName = keyof typeof words.states
type ActName = keyof typeof words.acts
type TextName = keyof typeof words.texts
type Side = Exclude<keyof typeof words.sides, 'nobody'>
type PaperName = keyof typeof words.papersNames

const isState = (name: string): name is StateName => Object.hasOwn(words.states, name)
export const isActName = (name: string): name is ActName => Object.hasOwn(words.acts, name)
const isTold = (name: string): name is TextName => Object.hasOwn(words.texts, name)
const isSide = (name: string): name is Side => Object.hasOwn(words.sides, name)

export const STATE_NAMES = Object.keys(words.states).filter(isState)
export const SIDE_NAMES = ['agency', 'office', 'central'] as const

const DAY_MS = 86_400_000

/** The words of the path; what the portal does not know is shown in the server's. */
export function useRequestWords() {
  const { t } = useTranslation('requests')
  const format = useFormat()
  return {
    state: (name: string, label = name) => (isState(name) ? t(`states.${name}`) : label),
    act: (name: string, label = name) => (isActName(name) ? t(`acts.${name}`) : label),
    /** What an act brings about. */
    effect: (name: string) => (isTold(name) ? t(`texts.${name}`) : undefined),
    side: (name: string | null) =>
      name === null ? t('sides.nobody') : isSide(name) ? t(`sides.${name}`) : name,
    /** How long something has stood, seen from a moment. */
    days: (since: string, nowMs: number) => {
      const days = Math.floor((nowMs - Date.parse(since)) / DAY_MS)
      return days < 1 ? t('today') : t('days', { n: format.number(days) })
    },
    preview: (kind: PaperName) => t('preview', { paper: t(`papersNames.${kind}`) }),
  }
}

export type { ActName, PaperName }
