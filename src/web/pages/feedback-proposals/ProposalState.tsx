import '../../messages/feedback-proposals/words.ts'
import {
  type Icon,
  IconAlertTriangle,
  IconArrowsSplit,
  IconCircleCheck,
  IconCircleX,
  IconClockPause,
  IconEqual,
  IconHistory,
  IconUserQuestion,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ProposalState as State } from '../../api/registry-proposals.ts'
import type { Tone } from '../../ui/Note.tsx'

const LOOKS: Record<State, readonly [Tone, Icon]> = {
  open: ['warn', IconClockPause],
  accepted: ['good', IconCircleCheck],
  rejected: ['bad', IconCircleX],
  settled: ['quiet', IconEqual],
}

/** Where a proposal stands: by word, sign and colour. */
export function ProposalState({ state }: { state: State }) {
  const { t } = useTranslation('feedback-proposals')
  const [tone, Sign] = LOOKS[state]
  return (
    <span className={`state tone-${tone}`}>
      <Sign size={17} aria-hidden />
      {t(`states.${state}`)}
    </span>
  )
}

const MARKS = [
  ['isContested', 'contested', 'warn', IconArrowsSplit],
  ['isDoubtful', 'doubtful', 'warn', IconAlertTriangle],
  ['isUnknown', 'unknown', 'bad', IconUserQuestion],
  ['isStale', 'stale', 'info', IconHistory],
] as const

type Marked = { [K in (typeof MARKS)[number][0]]: boolean }

/** What asks for a look at the proposal itself. */
export function ProposalMarks(proposal: Marked) {
  const { t } = useTranslation('feedback-proposals')
  const marks = MARKS.filter(([is]) => proposal[is])
  return (
    <span className="proposal-marks">
      {marks.map(([, mark, tone, Sign]) => (
        <span key={mark} className={`state tone-${tone}`}>
          <Sign size={17} aria-hidden />
          {t(`marks.${mark}`)}
        </span>
      ))}
    </span>
  )
}
