import { Button } from '@mantine/core'
import { type Icon, IconCircleCheck, IconFlag, IconHourglass } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fromEpochDay, toEpochDay } from '../../../registry/calendar-day.ts'
import type { Official } from '../../api/officials.ts'
import { patiently } from '../../lazy-route-component.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Tone } from '../../ui/Note.tsx'
import { useToday } from '../../ui/use-today.ts'

const LeaveDialog = lazy(
  patiently(() => import('./LeaveDialog.tsx').then((module) => ({ default: module.LeaveDialog }))),
)

const LOOKS = {
  now: ['good', IconCircleCheck],
  before: ['quiet', IconFlag],
  ahead: ['info', IconHourglass],
} as const satisfies Record<string, readonly [Tone, Icon]>

type OfficialTableProps = {
  place: string
  rows: readonly Official[]
  empty: string
  mayChange: boolean
}

export function OfficialTable({ place, rows, empty, mayChange }: OfficialTableProps) {
  const { t } = useTranslation('officials')
  const format = useFormat()
  const today = useToday()
  const [leaving, setLeaving] = useState<Official>()
  const stateOf = ({ from, until }: Official) => {
    if (from > today) return 'ahead'
    return until !== null && until <= today ? 'before' : 'now'
  }
  const timeOf = ({ from, until }: Official) =>
    until === null
      ? t('since', { day: format.day(from) })
      : t('between', { from: format.day(from), until: format.day(fromEpochDay(toEpochDay(until) - 1)) })
  const acts = {
    title: t('acts'),
    cell: (official: Official) =>
      official.until === null && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('leaveOf', { name: official.name })}
          onClick={() => setLeaving(official)}
        >
          {t('leave')}
        </Button>
      ),
  }
  return (
    <>
      <DataTable
        name={t('ofAgency')}
        rows={rows}
        rowKey={({ id }) => id}
        empty={empty}
        withCount={false}
        columns={[
          {
            title: t('position'),
            cell: ({ position, title }) => (
              <span className="wide-cell">
                {t(`positions.${position}`)}
                <span className="dim code-line">{title}</span>
              </span>
            ),
          },
          {
            title: t('name'),
            cell: ({ name, nip, rank }) => (
              <>
                {name}
                {nip !== null && <span className="dim code-line">NIP {nip}</span>}
                {rank !== null && <span className="dim code-line">{rank}</span>}
              </>
            ),
          },
          { title: t('time'), cell: timeOf },
          {
            title: t('state'),
            cell: (official) => {
              const state = stateOf(official)
              const [tone, Sign] = LOOKS[state]
              return (
                <span className={`state tone-${tone}`}>
                  <Sign size={17} aria-hidden />
                  {t(`states.${state}`)}
                </span>
              )
            },
          },
          ...(mayChange ? [acts] : []),
        ]}
      />
      {leaving !== undefined && (
        <Suspense fallback={null}>
          <LeaveDialog place={place} official={leaving} onClose={() => setLeaving(undefined)} />
        </Suspense>
      )}
    </>
  )
}
