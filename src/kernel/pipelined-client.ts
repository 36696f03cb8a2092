import pg from 'pg'
import { connectionConfig, type DatabaseOptions, type Tx } from './database.ts'
import { gatheringSocket } from './gathering-socket.ts'

/** Bounds on every statement of the gate: whoever waits longer is told "busy" rather than kept waiting. */
const TIMEOUTS = [
  '-c statement_timeout=5000',
  '-c lock_timeout=2000',
  // A node that is stopped in mid-transaction must not hold the audit head against the others.
  '-c idle_in_transaction_session_timeout=5000',
].join(' ')

const QUERY_TIMEOUT_MS = 8_000

export type PipelinedClient = {
  /**
   * Runs `act` in one transaction, read committed, begun with the statements of `begin`. The commit is sent right behind what `act` sent last:
   * `act` returns its result at once and, as `written`, the promise of its last statements.
   *
   * @throws what `act` or a statement threw; then nothing of it is in the database, unless the connection
   * broke during the commit itself, when that cannot be known
   */
  inTx<T>(begin: string, act: (tx: Tx) => Promise<{ result: T; written: Promise<unknown> }>): Promise<T>
  end(): Promise<void>
}

/**
 * One connection on which statements are sent without waiting for the results of earlier ones. It connects
 * at first use, and again at the next use after it broke. Transactions MUST NOT overlap; the batcher sees to it.
 */
export function openPipelinedClient(options: DatabaseOptions): PipelinedClient {
  let current: pg.Client | undefined

  async function connected(): Promise<pg.Client> {
    if (current !== undefined) return current
    const config = connectionConfig(options)
    const client = new pg.Client({
      ...config,
      options: `${config.options} ${TIMEOUTS}`,
      query_timeout: QUERY_TIMEOUT_MS,
      pipeline: true,
      stream: gatheringSocket,
    })
    const forget = () => {
      if (current === client) current = undefined
    }
    client.on('error', forget)
    client.on('end', forget)
    await client.connect()
    current = client
    return client
  }

  return {
    async inTx(begin, act) {
      const client = await connected()
      try {
        const begun = client.query(begin)
        const acted = act(client).then(({ result, written }) =>
          // An aborted transaction answers a commit with success; `written` tells that it was aborted.
          Promise.all([result, written, client.query('commit')]),
        )
        const [, [result]] = await Promise.all([begun, acted])
        return result
      } catch (error) {
        await client.query('rollback').catch(() => {
          if (current === client) current = undefined
          client.end().catch(() => undefined)
        })
        throw error
      }
    },
    async end() {
      await current?.end()
    },
  }
}
