import { randomUUID } from 'node:crypto'
import { findAgreement } from '../agreements/index.ts'
import { makeMediaKeys, makeSigningKey, registerKey } from '../feedback/index.ts'
import type { Pool } from '../kernel/database.ts'
import type { MediaConfig } from '../kernel/media-config.ts'

const CODE = 'karanganyar-rsud-2026'

/** The office's keys for media, and a hospital's key that waits to be compared. */
export async function enterDemoMedia(pool: Pool, media: MediaConfig): Promise<void> {
  await makeMediaKeys(media)
  const agreement = await findAgreement(pool, CODE)
  if (agreement === undefined) return
  const { rows } = await pool.query('select from feedback_key where agreement_id = $1', [agreement.id])
  if (rows.length > 0) return
  await registerKey(pool, {
    officeId: agreement.officeId,
    agreementId: agreement.id,
    publicKey: makeSigningKey().publicPem,
    holder: 'Komputer rekam medis',
    actor: { by: 'demo', requestId: randomUUID(), address: null },
  })
}
