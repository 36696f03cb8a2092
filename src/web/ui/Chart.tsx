import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'

/** Bars over a common axis: `good` below, `refused` stacked on it. */
export type ChartRow = { label: string; hits: number; refused: number }

const Bars = lazy(() => import('./Bars.tsx').then(({ Bars }) => ({ default: Bars })))

type ChartProps = { name: string; rows: readonly ChartRow[]; hits: string; refused: string; table: ReactNode }

/** A picture for those who see it, with the table behind it for everyone. */
export function Chart({ name, rows, hits, refused, table }: ChartProps) {
  const { t } = useTranslation()
  return (
    <figure aria-label={name}>
      <div className="chart" aria-hidden="true">
        <Suspense fallback={null}>
          <Bars rows={rows} hits={hits} refused={refused} />
        </Suspense>
      </div>
      <details>
        <summary>{t('app.asTable')}</summary>
        {table}
      </details>
    </figure>
  )
}
