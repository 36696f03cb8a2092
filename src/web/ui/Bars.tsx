import './bars.css'
import type { ChartRow } from './Chart.tsx'

type BarsProps = { rows: readonly ChartRow[]; hits: string; refused: string }

const MAX_LABELS = 8

/** Stacked bars. Drawn by the browser's own layout: a chart library alone weighs half of what a page may. */
export function Bars({ rows, hits, refused }: BarsProps) {
  const top = roundUp(Math.max(1, ...rows.map((row) => row.hits + row.refused)))
  const every = Math.ceil(rows.length / MAX_LABELS)
  const height = (count: number) => ({ height: `${(count / top) * 100}%` })
  return (
    <div className="bars">
      <div className="bars-scale">
        <span>{top}</span>
        {top % 2 === 0 && <span>{top / 2}</span>}
        <span>0</span>
      </div>
      <div className="bars-columns">
        {rows.map((row) => (
          <div
            key={row.label}
            className="bars-column"
            title={`${row.label}: ${hits} ${row.hits}, ${refused} ${row.refused}`}
          >
            <i className="bars-refused" style={height(row.refused)} />
            <i className="bars-hits" style={height(row.hits)} />
          </div>
        ))}
      </div>
      <div className="bars-labels">
        {rows
          .filter((_, index) => index % every === 0)
          .map(({ label }) => (
            <span key={label}>{label}</span>
          ))}
      </div>
      <div className="bars-legend">
        <span>
          <i className="bars-hits" /> {hits}
        </span>
        <span>
          <i className="bars-refused" /> {refused}
        </span>
      </div>
    </div>
  )
}

/** The next of 1, 2, 5, 10, 20, 50, 100 … */
export function roundUp(count: number): number {
  const power = 10 ** Math.floor(Math.log10(count))
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= count) ?? count
}
