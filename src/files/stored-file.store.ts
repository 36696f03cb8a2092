import type { Tx } from '../kernel/database.ts'

export type StoredFile = { sealed: Buffer; mediaType: string }

/** Keeps a sealed file unless one of the same content is there. */
export async function insertFile(
  tx: Tx,
  file: { sha256: Buffer; size: number; mediaType: string; sealed: Buffer },
): Promise<void> {
  await tx.query(
    `insert into stored_file (sha256, size, media_type, sealed) values ($1, $2, $3, $4)
     on conflict (sha256) do nothing`,
    [file.sha256, file.size, file.mediaType, file.sealed],
  )
}

export async function hasFile(tx: Tx, sha256: Buffer): Promise<boolean> {
  const { rowCount } = await tx.query('select from stored_file where sha256 = $1', [sha256])
  return rowCount === 1
}

export async function findFile(tx: Tx, sha256: Buffer): Promise<StoredFile | undefined> {
  const { rows } = await tx.query<StoredFile>(
    'select sealed, media_type as "mediaType" from stored_file where sha256 = $1',
    [sha256],
  )
  return rows[0]
}

/** The fingerprint of the key that this installation was set up with; null: none yet. */
export async function findKeyFingerprint(tx: Tx): Promise<string | null> {
  const { rows } = await tx.query<{ fingerprint: string | null }>(
    'select file_key_fingerprint as fingerprint from installation',
  )
  return rows[0]?.fingerprint ?? null
}

/** Notes the key of an installation that has none; the one that is noted afterwards. */
export async function noteKeyFingerprint(tx: Tx, fingerprint: string): Promise<string | null> {
  await tx.query('update installation set file_key_fingerprint = $1 where file_key_fingerprint is null', [
    fingerprint,
  ])
  return findKeyFingerprint(tx)
}
