import pg from 'pg'

/** Everything a store needs of a connection that is inside a transaction. */
export type Tx = Pick<pg.ClientBase, 'query'>

export type Pool = pg.Pool

const DATE = 1082

// `date` as the ISO text PostgreSQL sends: a calendar day has no time zone, a JavaScript Date always has one.
pg.types.setTypeParser(DATE, (text) => text)

export type DatabaseOptions = {
  /** A libpq-style URL. */
  url: string
  /** The role the session takes on after connecting, so that it holds the least grants. */
  role?: 'gapura_app' | 'gapura_read'
  applicationName: string
  maxConnections?: number
  /** Done with every new connection of a pool before it is used; a promise is waited for. */
  onConnect?: (client: pg.ClientBase) => unknown
}

/** Connection settings shared by pools and single clients. */
export function connectionConfig(options: DatabaseOptions): pg.ClientConfig {
  const role = options.role === undefined ? '' : `-c role=${options.role} `
  return {
    connectionString: options.url,
    application_name: options.applicationName,
    options: `${role}-c timezone=UTC`,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  }
}

/** A pool of connections; the caller ends it. */
export function openPool(options: DatabaseOptions): Pool {
  const { maxConnections = 4, onConnect } = options
  const pool = new pg.Pool({
    ...connectionConfig(options),
    max: maxConnections,
    ...(onConnect === undefined ? {} : { onConnect }),
  })
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  // One in use tells its queries; the event comes besides, and without a listener it too would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/**
 * Runs `act` in one transaction: committed when it returns, rolled back when it throws.
 * A connection whose rollback fails is closed instead of going back to the pool.
 */
export async function inTx<T>(pool: Pool, act: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await act(client)
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    )
    throw error
  }
}
