import { type Icon, IconCircleCheck, IconCircleX, IconHourglass, IconPencil } from '@tabler/icons-react'
import type { Tone } from '../../ui/Note.tsx'
import { useRequestWords } from './request-words.ts'

const LOOKS: Readonly<Record<string, [Tone, Icon]>> = {
  drafting: ['quiet', IconPencil],
  returned: ['warn', IconPencil],
  rejected: ['bad', IconCircleX],
  withdrawn: ['quiet', IconCircleX],
  'in-force': ['good', IconCircleCheck],
}

const UNDER_WAY: [Tone, Icon] = ['info', IconHourglass]

/** How far a request is, by colour, icon and word. */
export function RequestState({ state, label }: { state: string; label?: string }) {
  const words = useRequestWords()
  const [tone, Sign] = LOOKS[state] ?? UNDER_WAY
  return (
    <span className={`state tone-${tone}`}>
      <Sign size={17} aria-hidden />
      {words.state(state, label)}
    </span>
  )
}
