import { type Icon, IconCircleCheck, IconCircleX, IconClockPause, IconFlag } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { id } from '../messages/id.ts'
import type { Tone } from './Note.tsx'

type StateName = keyof typeof id.state

const isState = (state: string): state is StateName => Object.hasOwn(id.state, state)

const TONES: Partial<Record<StateName, Tone>> = {
  active: 'good',
  in_force: 'good',
  passed: 'good',
  suspended: 'warn',
  missing: 'warn',
  revoked: 'bad',
  waiting: 'warn',
  approved: 'good',
  rejected: 'bad',
}

const ICONS: Record<Tone, Icon> = {
  good: IconCircleCheck,
  warn: IconClockPause,
  bad: IconCircleX,
  quiet: IconFlag,
  info: IconFlag,
}

/** The words of a state; one the portal does not know is shown as it is. */
export function useStateWord(): (state: string) => string {
  const { t } = useTranslation()
  return (state) => (isState(state) ? t(`state.${state}`) : state)
}

/** A state by colour, icon and word: never by colour alone. */
export function StateBadge({ state }: { state: string }) {
  const word = useStateWord()
  const tone = (isState(state) ? TONES[state] : undefined) ?? 'quiet'
  const Sign = ICONS[tone]
  return (
    <span className={`state tone-${tone}`}>
      <Sign size={17} aria-hidden />
      {word(state)}
    </span>
  )
}
