import '../../messages/breaches/words.ts'
import { type Icon, IconCircleCheck, IconFlag, IconGavel, IconHourglass } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Breach } from '../../api/breaches.ts'
import type { Tone } from '../../ui/Note.tsx'

const LOOKS: Record<Breach['state'], readonly [Tone, Icon]> = {
  reported: ['warn', IconFlag],
  examined: ['info', IconHourglass],
  decided: ['info', IconGavel],
  closed: ['quiet', IconCircleCheck],
}

/** How far a breach is: by word, sign and colour. */
export function BreachState({ state }: { state: Breach['state'] }) {
  const { t } = useTranslation('breaches')
  const [tone, Sign] = LOOKS[state]
  return (
    <span className={`state tone-${tone}`}>
      <Sign size={17} aria-hidden />
      {t(`states.${state}`)}
    </span>
  )
}
