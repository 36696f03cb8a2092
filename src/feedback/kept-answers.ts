import type { Tx } from '../kernel/database.ts'
import type { RowFate } from './domain.ts'
import type { Post, PostAnswer } from './post-feedback.ts'

/** So long a key is remembered; a program that is still unsure then sends under a new one, and repeats are harmless. */
const KEPT_HOURS = 48

/**
 * Gives posts whose key was answered before the same answer, and refuses a key that came with another body.
 *
 * @returns the places that are still to be answered; of several with one key the first
 */
export async function recallAnswers(
  tx: Tx,
  credentialId: number,
  posts: readonly Post[],
  places: readonly number[],
  answers: PostAnswer[],
): Promise<number[]> {
  const keys = places.flatMap((place) => posts[place]?.idempotency?.key ?? [])
  if (keys.length === 0) return [...places]
  const { rows } = await tx.query<{ key: string; bodyHash: Buffer; fates: RowFate[] }>(
    `select key, body_hash as "bodyHash", fates from feedback_answer where credential_id = $1 and key = any($2)`,
    [credentialId, keys],
  )
  const known = new Map(rows.map((row) => [row.key, row]))
  const met = new Set<string>()
  return places.filter((place) => {
    const given = posts[place]?.idempotency
    if (given === undefined) return true
    const before = known.get(given.key)
    if (before !== undefined) {
      answers[place] = before.bodyHash.equals(given.bodyHash)
        ? { kind: 'taken', fates: before.fates }
        : { kind: 'refused', reason: 'key-reused' }
      return false
    }
    if (met.has(given.key)) {
      // Twice at once: the program is told to ask again for the answer that is being made.
      answers[place] = { kind: 'refused', reason: 'key-reused' }
      return false
    }
    met.add(given.key)
    return true
  })
}

/** Keeps the answers of posts that came with a key, in the transaction that stores their rows. */
export async function keepAnswers(
  tx: Tx,
  credentialId: number,
  posts: readonly Post[],
  fates: ReadonlyMap<number, RowFate[]>,
): Promise<void> {
  for (const [place, list] of fates) {
    const given = posts[place]?.idempotency
    if (given === undefined) continue
    await tx.query(
      'insert into feedback_answer (credential_id, key, body_hash, fates) values ($1, $2, $3, $4)',
      [credentialId, given.key, given.bodyHash, JSON.stringify(list)],
    )
  }
}

/** Forgets answers that are too old to be asked for again. */
export async function purgeAnswers(tx: Tx): Promise<void> {
  await tx.query(
    'delete from feedback_answer where answered_at < clock_timestamp() - make_interval(hours => $1)',
    [KEPT_HOURS],
  )
}
