import { Logger, parseCronItems, run, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { openPool, type Tx } from './database.ts'
import type { Log } from './log.ts'

// Work that is done after an act has been committed, by any node (docs/adr/0020). The queue is graphile-worker's,
// in a schema of its own in the same database.

/** What a job is about. It holds ids and no personal data: whoever does it reads the rest when it is due. */
export type JobPayload = Readonly<Record<string, number | string | null>>

export type Job = {
  task: string
  payload: JobPayload
  /** How often it is tried, with pauses of e¹, e² … e¹⁰ seconds between; 25 times unless told. */
  maxAttempts?: number
  /** Of several jobs with one key only the last one waits. */
  key?: string
}

/** One attempt at a job. */
export type Attempt = { number: number; isLast: boolean; signal: AbortSignal }

/** Does jobs of one kind. It may be called twice for one job (a node dies after the work): it MUST stand that. */
export type JobTask = (payload: Readonly<Record<string, unknown>>, attempt: Attempt) => Promise<void>

/** Something that is due at a time of day, each day; `match` is a cron pattern in UTC. */
export type DailyJob = { task: string; match: string; name: string; payload: JobPayload }

/** A running queue; `stop` waits for what is being done. */
export type JobRunner = { stop(): Promise<void> }

const SCHEMA = 'graphile_worker'
const TABLES = ['_private_jobs', '_private_job_queues', '_private_tasks', '_private_known_crontabs']

/** Puts a job into the queue; it is there when the transaction commits, and not otherwise. */
export async function enqueue(tx: Tx, job: Job): Promise<void> {
  await tx.query(
    `select from ${SCHEMA}.add_job($1, payload => $2::json, max_attempts => $3::int, job_key => $4)`,
    [job.task, JSON.stringify(job.payload), job.maxAttempts ?? null, job.key ?? null],
  )
}

/**
 * Brings the queue's schema to the version of the package and lets the application's role use it. The package
 * guards its tables by row-level security without a policy, so that only their owner can use them: the role
 * needs one besides its grants.
 *
 * @param url a connection as the database's owner
 */
export async function migrateJobs(url: string): Promise<void> {
  await runMigrations({ connectionString: url, maxPoolSize: 1, taskList: {}, logger: silentLogger })
  const client = new pg.Client({ connectionString: url, application_name: 'gapura migrate' })
  await client.connect()
  try {
    await client.query(`grant usage on schema ${SCHEMA} to gapura_app;
      grant select on ${SCHEMA}.migrations to gapura_app;
      grant usage on all sequences in schema ${SCHEMA} to gapura_app`)
    for (const table of TABLES) {
      await client.query(`grant select, insert, update, delete on ${SCHEMA}.${table} to gapura_app`)
      const { rowCount } = await client.query(
        `select from pg_policies where schemaname = $1 and tablename = $2 and policyname = 'gapura_app'`,
        [SCHEMA, table],
      )
      if (rowCount === 0) {
        await client.query(
          `create policy gapura_app on ${SCHEMA}.${table} to gapura_app using (true) with check (true)`,
        )
      }
    }
  } finally {
    await client.end()
  }
}

const silentLogger = new Logger(() => () => undefined)

/**
 * Starts to do jobs. Every node runs this on the same queue: a job is done by one of them, and what is due each
 * day is put into the queue once, whichever node is up; a node that was down at the hour makes up for the last day.
 */
export async function startJobs({
  databaseUrl,
  log,
  tasks,
  daily = [],
  pollMs = 2_000,
}: {
  databaseUrl: string
  log: Log
  tasks: Readonly<Record<string, JobTask>>
  daily?: readonly DailyJob[]
  pollMs?: number
}): Promise<JobRunner> {
  const pool = openPool({
    url: databaseUrl,
    role: 'gapura_app',
    applicationName: 'gapura jobs',
    maxConnections: 4,
  })
  const runner = await run({
    pgPool: pool,
    concurrency: 2,
    pollInterval: pollMs,
    noHandleSignals: true,
    // Otherwise stopping does not wait until a job that is done is noted as done, and it would be done again.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: loggerOf(log),
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [
        name,
        (
          payload: unknown,
          helpers: { job: { attempts: number; max_attempts: number }; abortSignal: AbortSignal },
        ) =>
          task(recordOf(payload), {
            number: helpers.job.attempts,
            isLast: helpers.job.attempts >= helpers.job.max_attempts,
            signal: helpers.abortSignal,
          }),
      ]),
    ),
    parsedCronItems: parseCronItems(
      daily.map(({ task, match, name, payload }) => ({
        task,
        match,
        identifier: name,
        payload: { ...payload },
        options: { backfillPeriod: 24 * 3_600_000 },
      })),
    ),
  }).catch(async (error: unknown) => {
    await pool.end()
    throw error
  })
  // Rejects when the queue itself breaks for good; jobs that fail are tried again and do not end it.
  runner.promise.catch((error: unknown) => log.error({ err: error }, 'the job queue ended'))
  return {
    stop: async () => {
      await runner.stop()
      await pool.end()
    },
  }
}

const recordOf = (payload: unknown): Readonly<Record<string, unknown>> =>
  typeof payload === 'object' && payload !== null && !Array.isArray(payload)
    ? Object.fromEntries(Object.entries(payload))
    : {}

/** Errors of jobs reach the log; the package's own chatter only where somebody looks for it. */
const loggerOf = (log: Log) =>
  new Logger((scope) => (level, message) => {
    const context = { job: scope.jobId, task: scope.taskIdentifier }
    if (level === 'error') log.error(context, message)
    else if (level === 'warning') log.warn(context, message)
    else log.trace(context, message)
  })
