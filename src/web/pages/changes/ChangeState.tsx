import { type Icon, IconCircleCheck, IconCircleX, IconHourglass, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ChangeState as State } from '../../api/changes.ts'
import type { Tone } from '../../ui/Note.tsx'

const LOOKS: Readonly<Partial<Record<State, [Tone, Icon]>>> = {
  draft: ['quiet', IconPencil],
  returned: ['warn', IconPencil],
  rejected: ['bad', IconCircleX],
  withdrawn: ['quiet', IconCircleX],
  'in-effect': ['good', IconCircleCheck],
}

/** How far a change is, by colour, icon and word. */
export function ChangeState({ state }: { state: State }) {
  const { t } = useTranslation('changes')
  const [tone, Sign] = LOOKS[state] ?? ['info', IconHourglass]
  return (
    <span className={`state tone-${tone}`}>
      <Sign size={17} aria-hidden />
      {t(`states.${state}`)}
    </span>
  )
}
