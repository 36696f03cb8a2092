import '../../messages/feedback-compliance/words.ts'
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleMinus,
  IconTrendingDown,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Result } from '../../api/compliance.ts'
import type { Tone } from '../../ui/Note.tsx'

const LOOKS: Record<Result | 'none', readonly [Tone, Icon]> = {
  met: ['good', IconCircleCheck],
  warned: ['warn', IconAlertTriangle],
  lowered: ['bad', IconTrendingDown],
  excepted: ['info', IconCircleMinus],
  none: ['quiet', IconCircleMinus],
}

/** What an evening found, by word, sign and colour. */
export function ResultState({ result }: { result: Result | null }) {
  const { t } = useTranslation('feedback-compliance')
  const name = result ?? 'none'
  const [tone, Sign] = LOOKS[name]
  return (
    <span className={`state tone-${tone}`}>
      <Sign size={17} aria-hidden />
      {t(`results.${name}`)}
    </span>
  )
}
