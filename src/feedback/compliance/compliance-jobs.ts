import type { TimeZone } from '../../kernel/clock.ts'
import type { Pool } from '../../kernel/database.ts'
import type { DailyJob, JobTask } from '../../kernel/jobs.ts'
import { evaluateOffices } from './evaluate.ts'
import { followCompliance } from './follow-answers.ts'
import { remindOwed } from './remind-owed.ts'

const FOLLOW = 'follow-compliance'
const EVALUATE = 'evaluate-compliance'
const REMIND = 'remind-owed-feedback'

/** The hour of UTC at which it is 23 in a time zone, and that at which it is 7. */
const HOURS: Record<TimeZone, { evening: number; morning: number }> = {
  'Asia/Jakarta': { evening: 16, morning: 0 },
  'Asia/Makassar': { evening: 15, morning: 23 },
  'Asia/Jayapura': { evening: 14, morning: 22 },
}

const isZone = (text: unknown): text is TimeZone => typeof text === 'string' && Object.hasOwn(HOURS, text)

const inZone =
  (pool: Pool, act: (pool: Pool, zone: TimeZone) => Promise<unknown>): JobTask =>
  async ({ zone }) => {
    if (isZone(zone)) await act(pool, zone)
  }

/** What compliance has done behind people's backs. */
export const complianceTasks = (pool: Pool): Record<string, JobTask> => ({
  [FOLLOW]: () => followCompliance(pool),
  [EVALUATE]: inZone(pool, evaluateOffices),
  [REMIND]: inZone(pool, remindOwed),
})

/** Four times in the evening's hour, so that a server that comes up late still makes it; only the first one does anything. */
const EVALUATION_MINUTES = '5,20,35,50'

export const COMPLIANCE_JOBS: DailyJob[] = [
  { task: FOLLOW, match: '*/10 * * * *', name: FOLLOW, payload: {} },
  ...Object.entries(HOURS).flatMap(([zone, { evening, morning }]) => [
    {
      task: EVALUATE,
      match: `${EVALUATION_MINUTES} ${evening} * * *`,
      name: `${EVALUATE}-${evening}`,
      payload: { zone },
    },
    { task: REMIND, match: `15 ${morning} * * *`, name: `${REMIND}-${morning}`, payload: { zone } },
  ]),
]
