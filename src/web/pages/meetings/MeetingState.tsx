import '../../messages/meetings/words.ts'
import { type Icon, IconCalendarEvent, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MeetingState as State } from '../../api/meetings.ts'
import type { Tone } from '../../ui/Note.tsx'

const LOOKS: Record<State, readonly [Tone, Icon]> = {
  planned: ['info', IconCalendarEvent],
  held: ['good', IconCircleCheck],
  cancelled: ['quiet', IconCircleX],
}

/** How a meeting stands: by word, sign and colour. */
export function MeetingState({ state }: { state: State }) {
  const { t } = useTranslation('meetings')
  const [tone, Sign] = LOOKS[state]
  return (
    <span className={`state tone-${tone}`}>
      <Sign size={17} aria-hidden />
      {t(`states.${state}`)}
    </span>
  )
}
