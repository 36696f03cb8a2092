import pg from 'pg'
import { connectionConfig, type DatabaseOptions, type Tx } from './database.ts'
import { type NamedStatement, type Prepared, StatementGroup } from './statement-group.ts'

/** Bounds on every statement of the gate: whoever waits longer is told "busy" rather than kept waiting. */
const TIMEOUTS = [
  '-c statement_timeout=5000',
  '-c lock_timeout=2000',
  // A node that is stopped in mid-transaction must not hold the audit head against the others.
  '-c idle_in_transaction_session_timeout=5000',
].join(' ')

// The gate's statements take arrays of unknown length. For short ones PostgreSQL would find a plan of its own for
// every execution cheaper, and spend 0.8 ms on planning the authority of one caller instead of 0.4 ms on reading it.
const PLANS = '-c plan_cache_mode=force_generic_plan'

const QUERY_TIMEOUT_MS = 8_000

const BEGIN = { name: 'begin', text: 'begin' }
const COMMIT = { name: 'commit', text: 'commit' }

export type PipelinedClient = {
  /**
   * Runs `act` in one transaction, read committed; `first` is sent with its begin. Statements of one turn of the
   * event loop travel together, and `act` gives its last without waiting for it: the commit goes in the same
   * write, and `act` returns its result and, as `written`, the promise of those last statements. `onCommitSent` tells
   * that the next transaction may be begun: its statements then stand behind this commit, and the database goes
   * on without a pause.
   *
   * Every statement MUST be named (`NamedStatement`).
   *
   * @throws what `act` or a statement threw; then nothing of it is in the database, unless the connection
   * broke during the commit itself, when that cannot be known
   */
  inTx<T>(
    first: NamedStatement,
    act: (tx: Tx) => Promise<{ result: T; written: Promise<unknown> }>,
    onCommitSent?: () => void,
  ): Promise<T>
  end(): Promise<void>
}

/**
 * One connection on which statements are sent without waiting for the results of earlier ones. It connects
 * at first use, and again at the next use after it broke. A transaction MUST NOT begin before the commit of the
 * last is sent; the batcher sees to it.
 */
export function openPipelinedClient(options: DatabaseOptions): PipelinedClient {
  let current: GatheringConnection | undefined

  async function connected(): Promise<GatheringConnection> {
    if (current !== undefined) return current
    const config = connectionConfig(options)
    const client = new pg.Client({
      ...config,
      options: `${config.options} ${TIMEOUTS} ${PLANS}`,
      query_timeout: QUERY_TIMEOUT_MS,
      pipeline: true,
    })
    const connection = gather(client)
    const forget = () => {
      if (current === connection) current = undefined
    }
    client.on('error', forget)
    client.on('end', forget)
    await client.connect()
    current = connection
    return connection
  }

  return {
    async inTx(first, act, onCommitSent) {
      const connection = await connected()
      const { run } = connection
      try {
        const begun = Promise.all([run(BEGIN), run(first)])
        const acted = act(connection.tx).then(({ result, written }) => {
          const committed = run(COMMIT)
          onCommitSent?.()
          // In this order: when the last statement fails the commit is skipped, and the first cause counts.
          return Promise.allSettled([written, committed])
            .then(() => written)
            .then(() => committed)
            .then(() => result)
        })
        const [, result] = await Promise.all([begun, acted])
        return result
      } catch (error) {
        await connection.reset().catch(() => {
          if (current === connection) current = undefined
          connection.client.end().catch(() => undefined)
        })
        throw error
      }
    },
    async end() {
      await current?.client.end()
    },
  }
}

type GatheringConnection = ReturnType<typeof gather>

/** A client whose statements of one turn of the event loop go out together. */
function gather(client: pg.Client) {
  const prepared: Prepared = new Map()
  let waiting: ConstructorParameters<typeof StatementGroup>[0][number][] = []

  function flush() {
    if (waiting.length === 0) return
    const group = new StatementGroup(waiting, prepared)
    waiting = []
    client.query(group)
  }

  function run(statement: NamedStatement): Promise<unknown[][]> {
    if (waiting.length === 0) process.nextTick(flush)
    return new Promise((resolve, reject) => waiting.push({ ...statement, resolve, reject }))
  }

  /** A group that failed may have left statements unprepared: all are prepared anew. */
  async function reset() {
    prepared.clear()
    await client.query('rollback; deallocate all')
  }

  const query = async (statement: NamedStatement) => ({ rows: await run(statement) })
  return { client, run, reset, tx: { query } as unknown as Tx }
}
