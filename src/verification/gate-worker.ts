import { parentPort, workerData } from 'node:worker_threads'
import { NotAnswered } from '../kernel/batcher.ts'
import { openPool } from '../kernel/database.ts'
import { openLog } from '../kernel/log.ts'
import { openPipelinedClient } from '../kernel/pipelined-client.ts'
import { openNikHasher } from '../kernel/secrets.ts'
import { loadRegionNames } from '../registry/index.ts'
import type { Answer, Question } from './domain.ts'
import { openGate } from './gate.ts'
import type { FromThread, GateThreadData, RenderedAnswer, ToThread } from './gate-thread.ts'
import { unpackQuestion } from './packed-question.ts'
import { renderWireAnswer } from './wire/render.ts'

// The thread of startGateThread: a gate whose answers leave as bodies.

const port = parentPort
if (port === null) throw new Error('gate-worker.ts runs as a thread of gate-thread.ts')
const data: GateThreadData = workerData

const database = { url: data.databaseUrl, role: 'gapura_app', applicationName: 'gapura gate' } as const
const pool = openPool({ ...database, maxConnections: 1 })
const regions = await loadRegionNames(pool)
await pool.end()
const client = openPipelinedClient(database)
const gate = openGate({
  client,
  regions,
  nikHasher: openNikHasher(data.nikKeyFile),
  log: openLog(data.logLevel),
})

let ids: number[] = []
let renderings: (() => RenderedAnswer)[] = []

/**
 * Answers of one batch come in one turn of microtasks. They are rendered and leave, in one message, behind it: by
 * then the next batch's statements are sent, and the database works meanwhile.
 */
function reply(id: number, rendering: () => RenderedAnswer) {
  if (ids.length === 0) setImmediate(flush)
  ids.push(id)
  renderings.push(rendering)
}

function flush() {
  const answers = renderings.map((rendering) => rendering())
  port?.postMessage({ kind: 'answers', ids, answers } satisfies FromThread)
  ids = []
  renderings = []
}

function render(question: Question, answer: Answer): RenderedAnswer {
  if (answer.kind === 'stale-login') return { kind: 'stale-login' }
  if (answer.decision.kind === 'refused' && answer.decision.outcome === 'registry-unavailable') {
    return { kind: 'registry-unavailable' }
  }
  return renderWireAnswer(question, answer)
}

function renderFailure(error: unknown): RenderedAnswer {
  const isBusy = error instanceof NotAnswered && error.reason !== 'failed'
  return { kind: isBusy ? 'busy' : 'registry-unavailable' }
}

/** Answers what was taken; the last answers leave before the port closes, which ends the thread. */
async function stop() {
  await gate.stop()
  await client.end()
  setImmediate(() => port?.close())
}

port.on('message', (message: ToThread) => {
  if (message.kind === 'stop') {
    void stop()
    return
  }
  message.questions.forEach((packed, index) => {
    const id = message.first + index
    const question = unpackQuestion(packed)
    gate.ask(question).then(
      (answer) => reply(id, () => render(question, answer)),
      (error: unknown) => reply(id, () => renderFailure(error)),
    )
  })
})
port.postMessage({ kind: 'ready' } satisfies FromThread)
