import { createRefusalLimit } from '../src/audit/index.ts'
import { createAuthenticator } from '../src/credentials/index.ts'
import { callerAddress } from '../src/http/caller-address.ts'
import { createServer } from '../src/http/server.ts'
import { SHARE_AUTHORITY } from '../src/kernel/authority-lock.ts'
import { openPool } from '../src/kernel/database.ts'
import { openLog } from '../src/kernel/log.ts'
import { openNikHasher } from '../src/kernel/secrets.ts'
import { loadRegionNames } from '../src/registry/index.ts'
import { answerBatch } from '../src/verification/answer-batch.ts'
import type { Question } from '../src/verification/domain.ts'
import type { RenderedAnswer } from '../src/verification/gate-thread.ts'
import { createWireListener } from '../src/verification/index.ts'
import { renderWireAnswer } from '../src/verification/wire/render.ts'

// The same work, statement by statement, with one transaction per request on a pool of connections.
const CONNECTIONS = 16

const database = {
  url: process.env.DATABASE_URL ?? '',
  role: 'gapura_app',
  applicationName: 'bench',
} as const
const pool = openPool({ ...database, maxConnections: CONNECTIONS })
const context = {
  regions: await loadRegionNames(pool),
  nikHasher: openNikHasher(process.env.GAPURA_NIK_KEY_FILE ?? ''),
  refusalLimit: createRefusalLimit(),
  isRegistryUp: true,
  at: null,
}
async function inOneTransaction(question: Question) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(SHARE_AUTHORITY)
    const { answers, written } = await answerBatch(client, context, [question])
    await written
    await client.query('commit')
    return answers[0]
  } finally {
    client.release()
  }
}

const gate = {
  ask: async (question: Question): Promise<RenderedAnswer> => {
    const answer = await inOneTransaction(question)
    if (answer?.kind !== 'decided') throw new Error('no answer')
    return renderWireAnswer(question, answer)
  },
  stop: async () => undefined,
}
const log = openLog('silent')
const addressOf = callerAddress([])
const beforeRouter = createWireListener({ gate, authenticator: createAuthenticator(pool), log, addressOf })
const app = createServer({ log, trustedProxies: [], beforeRouter })
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
console.log('ready')
