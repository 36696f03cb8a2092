import pg from 'pg'

// Any number that no one else uses as an advisory lock in this database.
const SERVER_LOCK = 7_305_021_979
const PATIENCE_MS = 5_000

/**
 * Holds the embedded database for one server at a time. The lock is a session's, so PostgreSQL frees it the
 * moment a killed server's connection breaks; no file can be left behind.
 *
 * @throws when another server still holds it after a few seconds
 */
export async function holdServerLock(url: string): Promise<{ release(): Promise<void> }> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'gapura server lock',
    keepAlive: true,
  })
  client.on('error', () => undefined)
  await client.connect()
  const deadline = Date.now() + PATIENCE_MS
  while (!(await tryLock(client))) {
    if (Date.now() > deadline) {
      await client.end()
      throw new Error(
        'Another Gapura server is running on this data folder. Stop it first, or set GAPURA_DATA_DIR.',
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  // A connection that broke has freed the lock already.
  return { release: () => client.end().catch(() => undefined) }
}

/** Whether a server is running on this database. */
export async function isServerRunning(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return !(await tryLock(client))
  } finally {
    await client.end()
  }
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
    SERVER_LOCK,
  ])
  return rows[0]?.held === true
}
