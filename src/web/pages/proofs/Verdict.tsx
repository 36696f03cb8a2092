import { type Icon, IconCircleCheck, IconCircleX, IconClockPause, IconFlag } from '@tabler/icons-react'
import type { Tone } from '../../ui/Note.tsx'
import { toneOf } from './proof-words.ts'

const ICONS: Record<Tone, Icon> = {
  good: IconCircleCheck,
  warn: IconClockPause,
  bad: IconCircleX,
  quiet: IconFlag,
  info: IconFlag,
}

/** A verdict or a state by colour, icon and word: never by colour alone. */
export function Verdict({ name, word }: { name: string; word: string }) {
  const tone = toneOf(name)
  const Sign = ICONS[tone]
  return (
    <span className={`state tone-${tone}`}>
      <Sign size={17} aria-hidden />
      {word}
    </span>
  )
}
