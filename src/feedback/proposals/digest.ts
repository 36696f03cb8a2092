import { type TimeZone, ZONE_ABBREVIATION } from '../../kernel/clock.ts'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import type { DailyJob, JobTask } from '../../kernel/jobs.ts'
import { notify } from '../../notifications/index.ts'
import { LATE_DAYS } from './proposal-tasks.ts'
import { insertDigest, listOfficesWithOfficers, summariseOpen } from './summary.store.ts'

const TASK = 'tell-registry-proposals'

/** 07:00 of each time zone, as UTC has it. */
const SEVEN_O_CLOCK: Record<TimeZone, string> = {
  'Asia/Jakarta': '0 0 * * *',
  'Asia/Makassar': '0 23 * * *',
  'Asia/Jayapura': '0 22 * * *',
}

const ZONES = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const satisfies readonly TimeZone[]

export const PROPOSAL_DIGESTS: DailyJob[] = ZONES.map((zone) => ({
  task: TASK,
  match: SEVEN_O_CLOCK[zone],
  name: `${TASK}-${ZONE_ABBREVIATION[zone].toLowerCase()}`,
  payload: { zone },
}))

export const PROPOSAL_DIGEST_TASK = TASK

/** The job: each morning the registry officers are told how many proposals wait, if any do (FB-114). */
export const tellingProposals =
  (pool: Pool): JobTask =>
  async ({ zone }) => {
    if (typeof zone !== 'string') return
    for (const officeId of await listOfficesWithOfficers(pool, zone)) {
      await inTx(pool, (tx) => tellOffice(tx, officeId))
    }
  }

/** Once a day, whoever asks; a number and nothing about anybody. @returns how many people were told */
export async function tellOffice(tx: Tx, officeId: number): Promise<number> {
  const { kinds } = await summariseOpen(tx, officeId)
  const count = kinds.reduce((sum, kind) => sum + kind.count, 0)
  if (count === 0 || !(await insertDigest(tx, officeId))) return 0
  const days = Math.max(...kinds.map(({ oldestDays }) => oldestDays))
  return notify(tx, {
    officeId,
    to: { role: 'registry-officer', agencyId: null },
    event: 'registry-proposal.made',
    title: `${count} usulan perubahan data penduduk menunggu keputusan`,
    body:
      days >= LATE_DAYS ? `Yang terlama menunggu ${days} hari.` : 'Buka halaman Usulan untuk memutuskannya.',
    path: '/usulan',
  })
}
