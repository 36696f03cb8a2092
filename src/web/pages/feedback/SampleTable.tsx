import { useTranslation } from 'react-i18next'
import type { Preview } from '../../api/feedback-uploads.ts'

/** The first rows as they stand in the file, with what is wrong with each. */
export function SampleTable({ preview: { columns, rows } }: { preview: Preview }) {
  const { t } = useTranslation('feedback')
  const name = t('upload.look.rows')
  const placed = columns.map((column, at) => ({ ...column, at }))
  return (
    <section
      className="table-scroll sample"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('app.scrollTable', { ns: 'translation', name })}
    >
      <table aria-label={name}>
        <thead>
          <tr>
            <th scope="col" className="numeric">
              {t('upload.look.rowNo')}
            </th>
            {placed.map((column) => (
              <th key={column.at} scope="col" className={column.key === null ? 'dim' : undefined}>
                {column.name === '' ? t('upload.look.noName', { n: column.at + 1 }) : column.name}
              </th>
            ))}
            <th scope="col">{t('upload.look.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ rowNo, cells, faults }) => (
            <tr key={rowNo}>
              <td className="numeric">{rowNo}</td>
              {placed.map(({ key, at }) => (
                <td key={at} className={classOf(key, faults)}>
                  {cells[at] ?? ''}
                </td>
              ))}
              <td>
                <Verdict faults={faults} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type Faults = Preview['rows'][number]['faults']

const NIK = 'NIK'

function classOf(key: string | null, faults: Faults): string {
  if (key === null) return 'dim'
  const isFaulty = faults.some(({ column }) => column === key)
  return [...(isFaulty ? ['fault-cell'] : []), ...(key === NIK ? ['nowrap'] : [])].join(' ')
}

function Verdict({ faults }: { faults: Faults }) {
  const { t } = useTranslation('feedback')
  if (faults.length === 0) return <span className="toned tone-good">✓ {t('upload.look.ok')}</span>
  return (
    <ul lang="id">
      {faults.map(({ code, column, message }) => (
        <li key={`${code} ${column}`}>{message}</li>
      ))}
    </ul>
  )
}
