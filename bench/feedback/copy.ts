import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { from, to } from 'pg-copy-streams'
import type { Pool } from '../../src/kernel/database.ts'

const COLUMNS =
  'agreement_id, delivery_id, definition_id, nik, nik_hash, content_hash, cells, access_seq, received_at'

/** Writes the stored rows to a file, as COPY writes them unless asked otherwise. */
export async function copyOut(pool: Pool, file: string): Promise<void> {
  const client = await pool.connect()
  try {
    const source = client.query(to(`copy (select ${COLUMNS} from feedback_row order by id) to stdout`))
    await pipeline(source, createWriteStream(file))
  } finally {
    client.release()
  }
}

/** The same rows into the same table by COPY alone, in one transaction. @returns seconds */
export async function copyBack(pool: Pool, file: string): Promise<number> {
  const client = await pool.connect()
  try {
    const began = performance.now()
    const source = createReadStream(file, { highWaterMark: 256 * 1024 })
    await pipeline(source, client.query(from(`copy feedback_row (${COLUMNS}) from stdin`)))
    return (performance.now() - began) / 1000
  } finally {
    client.release()
  }
}
