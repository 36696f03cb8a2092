import type { Tx } from '../kernel/database.ts'

/**
 * Turns this transaction back: from here on it reads what authority is made of as it stood when an entry was
 * decided, through the views of the schema `past` (ADR 0018). What has no past there is read as it is now. MUST
 * NOT write.
 */
export async function turnBack(tx: Tx, seq: number): Promise<void> {
  await tx.query('set transaction read only')
  await tx.query(
    `select set_config('gapura.as_of', $1, true), set_config('search_path', 'past, public', true)`,
    [String(seq)],
  )
}

/** The last entry before the past was kept; 0: it was kept from the beginning. */
export async function findHistoryStart(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ seq: string }>(
    'select coalesce(max(after_seq), 0) as seq from authority_history where is_baseline',
  )
  return Number(rows[0]?.seq ?? 0)
}
