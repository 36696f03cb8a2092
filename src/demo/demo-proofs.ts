import { findAgreement } from '../agreements/index.ts'
import type { Pool } from '../kernel/database.ts'
import type { PaperMaker } from '../papers/index.ts'
import { listProofs, requestProof, scheduleProof, startRun } from '../proofs/index.ts'

const AGREEMENT = 'karanganyar-kesehatan-2026'
const RUN_MINUTES = 480

/** A proof of concept on its day, with a run open: whoever tries the demo can call at once and watch. */
export async function enterDemoProof(pool: Pool, { paperMaker }: { paperMaker: PaperMaker }): Promise<void> {
  const agreement = await findAgreement(pool, AGREEMENT)
  if (agreement === undefined) throw new Error(`the demo has no agreement ${AGREEMENT}`)
  if ((await listProofs(pool, agreement.id)).length > 0) return
  const [pic, officer, examiner] = [
    await personOf(pool, 'pic.dinkes'),
    await personOf(pool, 'perjanjian.dukcapil'),
    await personOf(pool, 'evaluator.dukcapil'),
  ]
  const asked = {
    application: 'e-Puskesmas',
    version: '3.1',
    description: 'Pendaftaran pasien Puskesmas; memeriksa NIK pemohon di loket.',
    letterNumber: '',
  }
  const requested = await requestProof(pool, paperMaker, agreement, asked, pic)
  if (requested.kind !== 'done') throw new Error(`the demo's proof: ${JSON.stringify(requested)}`)
  const { id } = requested
  const schedule = {
    id,
    on: await today(pool, agreement.timeZone),
    from: '09:00',
    place: 'Ruang rapat Disdukcapil Kabupaten Karanganyar',
    examiners: [examiner.staffId],
  }
  for (const done of [
    await scheduleProof(pool, paperMaker, agreement, schedule, officer),
    await startRun(pool, agreement, { id, userId: 'dinkes.karanganyar.dev', minutes: RUN_MINUTES }, examiner),
  ]) {
    if (done.kind !== 'done') throw new Error(`the demo's proof: ${JSON.stringify(done)}`)
  }
}

async function personOf(pool: Pool, username: string): Promise<{ staffId: number; username: string }> {
  const { rows } = await pool.query<{ id: number }>('select id from staff where username = $1', [username])
  const row = rows[0]
  if (row === undefined) throw new Error(`the demo has no account ${username}`)
  return { staffId: row.id, username }
}

async function today(pool: Pool, timeZone: string): Promise<string> {
  const { rows } = await pool.query<{ day: string }>(
    `select to_char(clock_timestamp() at time zone $1, 'YYYY-MM-DD') as day`,
    [timeZone],
  )
  return rows[0]?.day ?? ''
}
