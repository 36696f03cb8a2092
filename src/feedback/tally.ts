import type { Tally } from './delivery.store.ts'
import type { RowFate } from './domain.ts'

/** Counts what became of rows. */
export function tallyOf(fates: readonly RowFate[]): Tally {
  const tally: Tally = { read: fates.length, stored: 0, known: 0, refused: 0, flagged: 0 }
  for (const fate of fates) {
    tally[fate.kind] += 1
    if (fate.kind === 'stored' && fate.isFlagged) tally.flagged += 1
  }
  return tally
}
