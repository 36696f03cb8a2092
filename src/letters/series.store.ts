import type { Tx } from '../kernel/database.ts'
import type { Numbering } from './numbering.ts'

// Any number that no one else uses for advisory locks of two keys in this database.
const LETTER_LOCKS = 730_502_197

/**
 * Takes the next number of a series. Its row stays locked until the transaction ends and is rolled back with it,
 * so the numbers of a year have no gap (LT-05).
 *
 * The office's letters take turns: an act may write letters of several series, and append to the audit log in
 * between, so two such acts could otherwise wait for each other. An act MUST write its first letter before it
 * appends to the log.
 */
export async function takeNumber(
  tx: Tx,
  of: { officeId: number; series: string; year: number },
): Promise<number> {
  await tx.query('select pg_advisory_xact_lock($1, $2)', [LETTER_LOCKS, of.officeId])
  const { rows } = await tx.query<{ number: number }>(
    `insert into letter_series as s (office_id, series, year, last_number) values ($1, $2, $3, 1)
     on conflict (office_id, series, year) do update set last_number = s.last_number + 1
     returning last_number as number`,
    [of.officeId, of.series, of.year],
  )
  return rows[0]?.number ?? 1
}

/** The last number of each series of a year. */
export async function listSeries(tx: Tx, officeId: number, year: number): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ series: string; last: number }>(
    'select series, last_number as last from letter_series where office_id = $1 and year = $2',
    [officeId, year],
  )
  return new Map(rows.map(({ series, last }) => [series, last]))
}

/**
 * Goes on after a number that was given elsewhere: upwards only, or a number would be given twice.
 *
 * @returns whether it was higher
 */
export async function raiseSeries(
  tx: Tx,
  of: { officeId: number; series: string; year: number },
  last: number,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into letter_series as s (office_id, series, year, last_number) values ($1, $2, $3, $4)
     on conflict (office_id, series, year) do update set last_number = excluded.last_number
       where s.last_number < excluded.last_number`,
    [of.officeId, of.series, of.year, last],
  )
  return rowCount === 1
}

/** What an office has set about the numbers of its letters, by kind. */
export async function listPatterns(tx: Tx, officeId: number): Promise<Map<string, Numbering>> {
  const { rows } = await tx.query<Numbering & { kind: string }>(
    'select kind, series, pattern, classification from letter_pattern where office_id = $1',
    [officeId],
  )
  return new Map(rows.map(({ kind, ...numbering }) => [kind, numbering]))
}

export async function savePattern(
  tx: Tx,
  officeId: number,
  kind: string,
  { series, pattern, classification }: Numbering,
): Promise<void> {
  await tx.query(
    `insert into letter_pattern (office_id, kind, series, pattern, classification) values ($1, $2, $3, $4, $5)
     on conflict (office_id, kind) do update set series = excluded.series, pattern = excluded.pattern,
       classification = excluded.classification`,
    [officeId, kind, series, pattern, classification],
  )
}
