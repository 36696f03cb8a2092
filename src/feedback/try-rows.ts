import type { Tx } from '../kernel/database.ts'
import { byteaArray } from '../kernel/pg-array.ts'
import type { NikHasher } from '../kernel/secrets.ts'
import type { FeedbackField, ReadRow, RowFate } from './domain.ts'
import { bigintText, contentHasher } from './row-key.ts'
import { refuseWholeGroups, STRANGER } from './store-rows.ts'

/** So long a repeat is known as one; no proof of concept takes longer. */
const KEPT_DAYS = 90

/**
 * Says what would become of rows that a development User ID posts, and keeps only that they came (FB-43). Its people
 * are those it asked about in the dummy space.
 *
 * @param groups as for `RowWriter.store`
 */
export async function tryRows(
  tx: Tx,
  nikHasher: NikHasher,
  sender: { credentialId: number; fields: readonly FeedbackField[] },
  rows: readonly ReadRow[],
  groups: readonly number[],
): Promise<RowFate[]> {
  const contentOf = contentHasher(sender.fields)
  const keyed = rows.map(({ nik, cells }) => {
    const nikHash = nikHasher.hash(nik)
    const content = bigintText(contentOf(cells))
    return { nikHash, content, key: `${nikHash.toString('hex')} ${content}` }
  })
  const asked = await findAsked(tx, sender.credentialId, keyed)
  const known = await findTried(tx, sender.credentialId, keyed)
  const fates: (RowFate | undefined)[] = keyed.map(({ nikHash, key }) => {
    if (known.has(key)) return { kind: 'known' }
    known.add(key)
    return asked.has(nikHash.toString('hex')) ? undefined : STRANGER
  })
  refuseWholeGroups(fates, groups)
  await insertTried(
    tx,
    sender.credentialId,
    keyed.filter((_, place) => fates[place] === undefined),
  )
  return fates.map((fate) => fate ?? { kind: 'stored', isFlagged: false })
}

type Keyed = { nikHash: Buffer; content: string }

const hashes = (rows: readonly Keyed[]) => byteaArray(rows.map(({ nikHash }) => nikHash))
const contents = (rows: readonly Keyed[]) => `{${rows.map(({ content }) => content).join()}}`

/** Whom of these the User ID asked about, by hash in hex. */
async function findAsked(tx: Tx, credentialId: number, rows: readonly Keyed[]): Promise<Set<string>> {
  const { rows: found } = await tx.query<{ nik: string }>(
    `select distinct encode(nik_hash, 'hex') as nik from audit_entry
     where credential_id = $1 and nik_hash = any($2::bytea[]) and event = 'verification.answered'
       and outcome in ('disclosed', 'matched')`,
    [credentialId, hashes(rows)],
  )
  return new Set(found.map(({ nik }) => nik))
}

async function findTried(tx: Tx, credentialId: number, rows: readonly Keyed[]): Promise<Set<string>> {
  const { rows: found } = await tx.query<{ key: string }>(
    `select encode(t.nik_hash, 'hex') || ' ' || t.content_hash as key
     from unnest($2::bytea[], $3::bigint[]) as r (nik_hash, content_hash)
     join feedback_trial t on t.credential_id = $1 and t.nik_hash = r.nik_hash and t.content_hash = r.content_hash`,
    [credentialId, hashes(rows), contents(rows)],
  )
  return new Set(found.map(({ key }) => key))
}

async function insertTried(tx: Tx, credentialId: number, rows: readonly Keyed[]): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `insert into feedback_trial (credential_id, nik_hash, content_hash)
     select $1, nik_hash, content_hash from unnest($2::bytea[], $3::bigint[]) as r (nik_hash, content_hash)
     on conflict do nothing`,
    [credentialId, hashes(rows), contents(rows)],
  )
}

/** Forgets what was tried long ago. */
export async function purgeTrials(tx: Tx): Promise<void> {
  await tx.query('delete from feedback_trial where came_at < clock_timestamp() - make_interval(days => $1)', [
    KEPT_DAYS,
  ])
}
