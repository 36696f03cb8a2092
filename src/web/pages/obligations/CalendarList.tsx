import { useTranslation } from 'react-i18next'
import type { Calendar, CalendarItem } from '../../api/obligations.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { useMe } from '../../ui/me.ts'
import { PathLink } from '../../ui/PathLink.tsx'
import { ObligationState } from './ObligationState.tsx'
import { useObligationName } from './obligation-words.ts'

type Row =
  | { id: string; day: string; kind: 'end'; code: string; number: string; agency: string }
  | { id: string; day: string; kind: 'item'; item: CalendarItem }

/** Everything of a range by its day, with the ends of agreements among it. */
export function CalendarList({ calendar, empty }: { calendar: Calendar; empty: string }) {
  const { t } = useTranslation('obligations')
  const format = useFormat()
  const nameOf = useObligationName()
  const { agency: own } = useMe()
  const rows: Row[] = [
    ...calendar.items.map((item) => ({
      id: `${item.code} ${item.key}`,
      day: item.dueOn,
      kind: 'item' as const,
      item,
    })),
    ...calendar.ends.map((end) => ({ id: `${end.code} end`, kind: 'end' as const, ...end })),
  ].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
  const placeOf = (row: Row) => (row.kind === 'end' ? row : row.item)
  return (
    <DataTable
      name={t('calendar.table')}
      rows={rows}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        {
          title: t('due'),
          cell: (row) => (
            <>
              <span className="nowrap">{format.day(row.day)}</span>
              {row.kind === 'item' && row.item.uncertainYears.length > 0 && (
                <div className="toned tone-warn">
                  {t('uncertain', { years: row.item.uncertainYears.join(', ') })}
                </div>
              )}
            </>
          ),
        },
        {
          title: t('what'),
          cell: (row) => {
            const { code, number, agency } = placeOf(row)
            return (
              <>
                {row.kind === 'end' ? (
                  <PathLink to={PATHS.agreement} params={{ code }}>
                    {t('calendar.ends')}
                  </PathLink>
                ) : (
                  <PathLink to={PATHS.agreementObligations} params={{ code }}>
                    {nameOf(row.item)}
                  </PathLink>
                )}
                {row.kind === 'item' && row.item.about !== '' && <div>{row.item.about}</div>}
                <div className="dim">{own === null ? `${agency} · ${number}` : number}</div>
              </>
            )
          },
        },
        {
          title: t('owedBy'),
          cell: (row) => (row.kind === 'end' ? '–' : t(`parties.${row.item.owedBy}`)),
        },
        {
          title: t('state'),
          cell: (row) => (row.kind === 'end' ? '–' : <ObligationState state={row.item.state} />),
        },
      ]}
    />
  )
}
