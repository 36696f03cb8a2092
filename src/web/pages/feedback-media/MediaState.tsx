import '../../messages/feedback-media/words.ts'
import {
  type Icon,
  IconCircleCheck,
  IconCircleX,
  IconClockPause,
  IconFlag,
  IconHourglass,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Dispatch, MediaPackage } from '../../api/feedback-media.ts'
import type { Tone } from '../../ui/Note.tsx'

type State = MediaPackage['state'] | Dispatch['state']

const LOOKS: Record<State, readonly [Tone, Icon]> = {
  receiving: ['warn', IconHourglass],
  checked: ['warn', IconClockPause],
  refused: ['bad', IconCircleX],
  taken: ['good', IconCircleCheck],
  declined: ['quiet', IconCircleX],
  making: ['warn', IconHourglass],
  made: ['info', IconFlag],
  'handed-over': ['good', IconCircleCheck],
  waiting: ['warn', IconHourglass],
  sent: ['good', IconCircleCheck],
  failed: ['bad', IconCircleX],
  void: ['quiet', IconCircleX],
}

/** How far a package or a dispatch is: by word, sign and colour. */
export function MediaState({ state }: { state: State }) {
  const { t } = useTranslation('feedback-media')
  const [tone, Sign] = LOOKS[state]
  return (
    <span className={`state tone-${tone}`}>
      <Sign size={17} aria-hidden />
      {t(`states.${state}`)}
    </span>
  )
}
