import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../messages/format.ts'

export type Column<Row> = {
  title: string
  cell: (row: Row) => ReactNode
  numeric?: boolean
}

type DataTableProps<Row> = {
  /** Names the table for those who do not see it. */
  name: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string | number
  /** What to do when there is nothing. */
  empty: string
  /** False where the number of rows says nothing. */
  withCount?: boolean
}

/** Every list of the portal. It scrolls in itself, so that the page never does sideways. */
export function DataTable<Row>({
  name,
  columns,
  rows,
  rowKey,
  empty,
  withCount = true,
}: DataTableProps<Row>) {
  const { t } = useTranslation()
  const format = useFormat()
  if (rows.length === 0) return <p className="empty">{empty}</p>
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={t('app.scrollTable', { name })}>
        <table aria-label={name}>
          <thead>
            <tr>
              {columns.map(({ title, numeric }) => (
                <th key={title} scope="col" className={numeric === true ? 'numeric' : undefined}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)}>
                {columns.map(({ title, cell, numeric }) => (
                  <td key={title} className={numeric === true ? 'numeric' : undefined}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {withCount && <p className="table-count">{t('app.count', { n: format.number(rows.length) })}</p>}
    </>
  )
}
