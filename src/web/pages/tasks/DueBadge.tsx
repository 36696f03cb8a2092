import '../../messages/tasks/words.ts'
import { IconAlertTriangle, IconClock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useToday } from '../../ui/use-today.ts'

const DAY_MS = 86_400_000

/** Days from today to a day. */
export function useDaysUntil(): (due: string) => number {
  const today = useToday()
  return (due) => Math.round((Date.parse(`${due}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY_MS)
}

/** How far a due date is away: by word, sign and colour. */
export function DueBadge({ due, isLate }: { due: string | null; isLate: boolean }) {
  const { t } = useTranslation('tasks')
  const daysUntil = useDaysUntil()
  const days = due === null ? 0 : daysUntil(due)
  const distance =
    days === 0 ? t('today') : days === 1 ? t('tomorrow') : days > 0 ? t('days', { n: days }) : undefined
  if (isLate) {
    return (
      <span className="state tone-bad">
        <IconAlertTriangle size={17} aria-hidden />
        {days < 0 ? t('daysLate', { n: -days }) : t('late')}
      </span>
    )
  }
  if (distance === undefined) return null
  return (
    <span className={`state tone-${days <= 7 ? 'warn' : 'quiet'}`}>
      <IconClock size={17} aria-hidden />
      {distance}
    </span>
  )
}
