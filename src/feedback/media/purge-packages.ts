import type { Pool } from '../../kernel/database.ts'
import type { DailyJob, JobTask } from '../../kernel/jobs.ts'
import { removeOldParts } from './dispatch.store.ts'

/** The central authority has it, and has said so: the package is kept a while in case the medium cannot be read. */
const KEPT_DAYS = 30

/** Takes away the bytes of packages that were handed over, at night in every zone. */
export const PURGE_PACKAGES: DailyJob = {
  task: 'purge-feedback-packages',
  match: '40 18 * * *',
  name: 'purge-feedback-packages',
  payload: {},
}

export const purgingPackages =
  (pool: Pool): JobTask =>
  () =>
    removeOldParts(pool, KEPT_DAYS)
