import '../../messages/obligations/words.ts'
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconHourglass,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ObligationState as State } from '../../api/obligations.ts'
import type { Tone } from '../../ui/Note.tsx'

const LOOKS: Record<State, { tone: Tone; icon: Icon }> = {
  due: { tone: 'quiet', icon: IconCircleDashed },
  submitted: { tone: 'info', icon: IconHourglass },
  done: { tone: 'good', icon: IconCircleCheck },
  late: { tone: 'bad', icon: IconAlertTriangle },
  waived: { tone: 'quiet', icon: IconCircleMinus },
  lapsed: { tone: 'quiet', icon: IconCircleMinus },
}

/** How an obligation stands: by word, sign and colour. */
export function ObligationState({ state }: { state: State }) {
  const { t } = useTranslation('obligations')
  const { tone, icon: Sign } = LOOKS[state]
  return (
    <span className={`state tone-${tone}`}>
      <Sign size={17} aria-hidden />
      {t(`states.${state}`)}
    </span>
  )
}
