import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Bars } from './Bars.tsx'

/** Bars over a common axis: `good` below, `refused` stacked on it. */
export type ChartRow = { label: string; hits: number; refused: number }

type ChartProps = { name: string; rows: readonly ChartRow[]; hits: string; refused: string; table: ReactNode }

/** A picture for those who see it, with the table behind it for everyone. */
export function Chart({ name, rows, hits, refused, table }: ChartProps) {
  const { t } = useTranslation()
  return (
    <figure aria-label={name}>
      <div className="chart" aria-hidden="true">
        <Bars rows={rows} hits={hits} refused={refused} />
      </div>
      <details>
        <summary>{t('app.asTable')}</summary>
        {table}
      </details>
    </figure>
  )
}
