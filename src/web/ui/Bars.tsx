import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { ChartRow } from './Chart.tsx'

type BarsProps = { rows: readonly ChartRow[]; hits: string; refused: string }

const INK = 'var(--mantine-color-dimmed)'

/** The only file that loads the chart library; the figure around it is named and has the table. */
export function Bars({ rows, hits, refused }: BarsProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={[...rows]} accessibilityLayer={false} margin={{ left: 0, right: 8, top: 8, bottom: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--mantine-color-default-border)" />
        <XAxis dataKey="label" tick={{ fill: INK, fontSize: 13 }} stroke={INK} minTickGap={24} />
        <YAxis allowDecimals={false} width={44} tick={{ fill: INK, fontSize: 13 }} stroke={INK} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--mantine-color-default-hover)' }}
          contentStyle={{
            background: 'var(--mantine-color-body)',
            color: 'var(--mantine-color-text)',
            border: '1px solid var(--gapura-line)',
          }}
        />
        <Legend />
        <Bar dataKey="hits" name={hits} stackId="all" fill="var(--gapura-info)" isAnimationActive={false} />
        <Bar
          dataKey="refused"
          name={refused}
          stackId="all"
          fill="var(--gapura-bad)"
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  )
}
