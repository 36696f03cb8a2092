import '../../messages/breaches/words.ts'
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleMinus,
  IconClock,
  IconClockExclamation,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Breach } from '../../api/breaches.ts'
import { useFormat } from '../../messages/format.ts'
import { Facts } from '../../ui/Facts.tsx'
import type { Tone } from '../../ui/Note.tsx'
import { DUTIES, type Standing, standingOf, worstOf } from './clock.ts'

const DAY_HOURS = 24

const LOOKS: Record<Standing['is'], readonly [Tone, Icon]> = {
  late: ['bad', IconAlertTriangle],
  running: ['info', IconClock],
  'too-late': ['warn', IconClockExclamation],
  'in-time': ['good', IconCircleCheck],
  'not-needed': ['quiet', IconCircleMinus],
}

function ClockState({ standing, isOfBoth = false }: { standing: Standing; isOfBoth?: boolean }) {
  const { t } = useTranslation('breaches')
  const format = useFormat()
  const [usual, Sign] = LOOKS[standing.is]
  const tone = standing.is === 'running' && standing.hours < DAY_HOURS ? 'warn' : usual
  const wordOf = () => {
    switch (standing.is) {
      case 'running':
        return standing.hours === 0
          ? t('clocks.lastHour')
          : t('clocks.left', { n: format.number(standing.hours) })
      case 'late':
        return standing.hours === 0
          ? t('clocks.justLate')
          : t('clocks.late', { n: format.number(standing.hours) })
      case 'in-time':
        return isOfBoth ? t('clocks.bothInTime') : t('clocks.inTime')
      case 'too-late':
        return isOfBoth ? t('clocks.bothDone') : t('clocks.tooLate')
      case 'not-needed':
        return t('clocks.notNeeded')
    }
  }
  return (
    <span className={`state tone-${tone}`}>
      <Sign size={17} aria-hidden />
      {wordOf()}
    </span>
  )
}

/** The clock of a breach in a list: of its two duties that which stands worse. By word, sign and colour. */
export const BreachClock = ({ breach }: { breach: Breach }) => (
  <ClockState standing={worstOf(breach)} isOfBoth />
)

/** Both duties, each with when it ends, or when and how it was done. */
export function BreachClocks({ breach }: { breach: Breach }) {
  const { t } = useTranslation('breaches')
  const format = useFormat()
  return (
    <Facts
      facts={DUTIES.map((duty) => {
        const standing = standingOf(breach, duty)
        return [
          t(`clocks.${duty}`),
          <div key={duty}>
            <ClockState standing={standing} />
            {'at' in standing && (
              <>
                <div className="dim">{format.moment(standing.at)}</div>
                <div>{standing.how}</div>
              </>
            )}
            {'hours' in standing && (
              <div className="dim">{t('clocks.until', { moment: format.moment(breach.dueAt) })}</div>
            )}
          </div>,
        ] as const
      })}
    />
  )
}
