import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Breakdown, FigureRow, Figures, MonthFigures } from '../../api/compliance.ts'
import { patiently } from '../../lazy-route-component.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Note } from '../../ui/Note.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { useShare } from './use-share.ts'

const Chart = lazy(
  patiently(() => import('../../ui/Chart.tsx').then((module) => ({ default: module.Chart }))),
)

const AGE_NAMES = ['week', 'month', 'quarter', 'over'] as const

/** All of it in one card, with the age of what is owed. */
export function TotalCard({ total }: { total: Figures }) {
  const { t } = useTranslation('feedback-compliance')
  const format = useFormat()
  const share = useShare()
  return (
    <div className="card">
      <Facts
        facts={[
          [t('total.hits'), format.number(total.hits)],
          [t('total.people'), format.number(total.people)],
          [t('total.answered'), `${format.number(total.answered)} (${share(total)})`],
          ...AGE_NAMES.map(
            (age, index) =>
              [`${t('total.owed')}, ${t(`ages.${age}`)}`, format.number(total.owed[index] ?? 0)] as const,
          ),
        ]}
      />
    </div>
  )
}

/** Month by month, as bars and as a table. */
export function Trend({ months }: { months: readonly MonthFigures[] }) {
  const { t, i18n } = useTranslation('feedback-compliance')
  const format = useFormat()
  const share = useShare()
  const locale = i18n.language === 'en' ? 'en-GB' : 'id-ID'
  const nameOf = (month: string) =>
    new Date(`${month}-15T00:00:00Z`).toLocaleDateString(locale, { month: 'short', year: '2-digit' })
  return (
    <Suspense fallback={<div className="skeleton" />}>
      <Chart
        name={t('trendName')}
        hits={t('with')}
        refused={t('without')}
        rows={months.map(({ month, people, answered }) => ({
          label: nameOf(month),
          hits: answered,
          refused: people - answered,
        }))}
        table={
          <DataTable
            name={t('trendName')}
            rows={months}
            rowKey={({ month }) => month}
            empty={t('rowsEmpty')}
            withCount={false}
            columns={[
              { title: t('month'), cell: ({ month }) => nameOf(month) },
              { title: t('total.hits'), cell: ({ hits }) => format.number(hits), numeric: true },
              { title: t('total.people'), cell: ({ people }) => format.number(people), numeric: true },
              { title: t('total.answered'), cell: ({ answered }) => format.number(answered), numeric: true },
              { title: t('total.share'), cell: share, numeric: true },
            ]}
          />
        }
      />
    </Suspense>
  )
}

const MOST_ROWS = 500

/** The figures broken down, those that owe most first. */
export function FigureTable({ rows, by }: { rows: readonly FigureRow[]; by: Breakdown }) {
  const { t } = useTranslation('feedback-compliance')
  const format = useFormat()
  const share = useShare()
  const level = ['agency', 'agreement', 'unit', 'user', 'operator'].indexOf(by)
  const agreement: Column<FigureRow> = {
    title: t('by.agreement'),
    cell: ({ agreement: code, agency }) => (
      <span className="wide-cell">
        {code !== null && (
          <PathLink to={PATHS.complianceOf} params={{ code }}>
            {code}
          </PathLink>
        )}
        <span className="dim code-line">{agency}</span>
      </span>
    ),
  }
  const names: Column<FigureRow>[] = [
    level === 0 ? { title: t('by.agency'), cell: ({ agency }) => agency } : agreement,
    { title: t('by.unit'), cell: ({ unit }) => unit || <span className="dim">{t('noUnit')}</span> },
    { title: t('by.user'), cell: ({ userId }) => userId },
    {
      title: t('by.operator'),
      cell: ({ operator }) => operator || <span className="dim">{t('noOperator')}</span>,
    },
  ]
  return (
    <>
      {rows.length >= MOST_ROWS && <Note tone="info">{t('rowsMany')}</Note>}
      <DataTable
        name={t('rowsTable')}
        rows={rows}
        rowKey={({ agencyId, agreement, unit, userId, operator }) =>
          JSON.stringify([agencyId, agreement, unit, userId, operator])
        }
        empty={t('rowsEmpty')}
        columns={[
          ...names.slice(0, Math.max(1, level)),
          { title: t('total.hits'), cell: ({ hits }) => format.number(hits), numeric: true },
          { title: t('evenings.people'), cell: ({ people }) => format.number(people), numeric: true },
          { title: t('brief.answered'), cell: ({ answered }) => format.number(answered), numeric: true },
          { title: t('total.share'), cell: share, numeric: true },
          ...AGE_NAMES.map((age, index) => ({
            title: t(`brief.${age}`),
            cell: ({ owed }: FigureRow) => format.number(owed[index] ?? 0),
            numeric: true,
          })),
        ]}
      />
    </>
  )
}
