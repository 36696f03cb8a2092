import type { Tx } from '../kernel/database.ts'
import { byteaArray } from '../kernel/pg-array.ts'
import type { UniqueValue } from './copy-rows.ts'
import { bigintText, type Hash64 } from './row-key.ts'

/**
 * Rows of one agreement are added by one transaction at a time: what is looked up before writing then stays true,
 * and a unique violation cannot come from outside. The lock ends with the transaction.
 */
export async function lockFeedbackOf(tx: Tx, agreementId: number): Promise<void> {
  // A transaction number before the first row's id: whoever follows the rows knows by it which are still to come
  // (proposals/follow-rows.ts).
  // Planned as index look-ups whatever the statistics say: while an upload grows a table from nothing they are
  // always old, and a scan of it for each chunk would take the square of its time.
  await tx.query(`select pg_current_xact_id(), pg_advisory_xact_lock(${FEEDBACK_LOCKS}, ${Number(agreementId)});
    set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_seqscan = off`)
}

const FEEDBACK_LOCKS = 0x6662 // "fb"

/**
 * The last access to each NIK under an agreement, by place; 0: none.
 *
 * Here and below `limit 1` keeps it one look-up a row, whatever the planner thinks of an array's length: a join would
 * read a million accesses for every two thousand rows, or for every post.
 */
export async function findAccessSeqs(
  tx: Tx,
  agreementId: number,
  nikHashes: readonly Buffer[],
): Promise<number[]> {
  const { rows } = await tx.query<{ seqs: string }>({
    name: 'feedback-access-seqs',
    text: `select coalesce(array_agg(coalesce(l.last_seq, 0) order by r.n), '{}')::text as seqs
           from unnest($2::bytea[]) with ordinality as r (nik_hash, n)
           left join lateral (select last_seq from looked_up where agreement_id = $1 and nik_hash = r.nik_hash
             limit 1) l on true`,
    values: [agreementId, byteaArray(nikHashes)],
  })
  return numbersOf(rows[0]?.seqs)
}

/** The places of rows that came before, word for word. */
export async function findKnown(
  tx: Tx,
  agreementId: number,
  rows: readonly { nikHash: Buffer; content: Hash64 }[],
): Promise<Set<number>> {
  const { rows: found } = await tx.query<{ places: string }>({
    name: 'feedback-known',
    text: `select coalesce(array_agg(r.n - 1), '{}')::text as places
           from unnest($2::bytea[], $3::bigint[]) with ordinality as r (nik_hash, content_hash, n)
           cross join lateral (select from feedback_row f where f.agreement_id = $1 and f.nik_hash = r.nik_hash
             and f.content_hash = r.content_hash limit 1) f`,
    values: [
      agreementId,
      byteaArray(rows.map((row) => row.nikHash)),
      bigints(rows.map(({ content }) => content)),
    ],
  })
  return new Set(numbersOf(found[0]?.places))
}

/** Whose each of these values is, where it is somebody's; by place. */
export async function findOwners(
  tx: Tx,
  agreementId: number,
  values: readonly UniqueValue[],
): Promise<Map<number, Buffer>> {
  const { rows } = await tx.query<{ n: string; owner: Buffer }>({
    name: 'feedback-owners',
    text: `select r.n, u.nik_hash as owner from unnest($2::bigint[]) with ordinality as r (value_hash, n)
           cross join lateral (select nik_hash from feedback_unique where agreement_id = $1
             and value_hash = r.value_hash limit 1) u`,
    values: [agreementId, bigints(values.map(({ hash }) => hash))],
  })
  return new Map(rows.map(({ n, owner }) => [Number(n) - 1, owner]))
}

const bigints = (hashes: readonly Hash64[]) => `{${hashes.map(bigintText).join()}}`

const numbersOf = (list: string | undefined): number[] =>
  list === undefined || list === '{}' ? [] : list.slice(1, -1).split(',').map(Number)
