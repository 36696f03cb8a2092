import { Worker } from 'node:worker_threads'
import { NotAnswered } from '../kernel/batcher.ts'
import type { Log } from '../kernel/log.ts'
import type { Question } from './domain.ts'
import type { LatencyMeter } from './latency.ts'
import { type PackedQuestion, packQuestion } from './packed-question.ts'

/** An answer ready to be sent, or why there is none. The strings are bodies in the caller's profile. */
export type RenderedAnswer = string | { kind: 'stale-login' | 'registry-unavailable' | 'busy' }

/** What the thread is given at its start. */
export type GateThreadData = { databaseUrl: string; nikKeyFile: string; logLevel: string }

export type ToThread = { kind: 'ask'; first: number; questions: PackedQuestion[] } | { kind: 'stop' }

export type FromThread = { kind: 'ready' } | { kind: 'answers'; ids: number[]; answers: RenderedAnswer[] }

export type RenderingGate = {
  /**
   * Resolves with the answer once its batch is committed.
   * @throws NotAnswered at once when too many wait, later when the thread failed
   */
  ask(question: Question): Promise<RenderedAnswer>
  /** Answers what was taken, then ends the thread. */
  stop(): Promise<void>
}

/** Questions under way after which further ones are told "busy" at once: about half a second of work. */
const MAX_WAITING = 8_192
const RESTART_AFTER_MS = 500
/** Room for the young objects of two batches, so that few are copied by the collector. */
const YOUNG_GENERATION_MB = 48

/**
 * The gate in a thread of its own. HTTP keeps one core busy and the gate's conversation with the database
 * needs prompt turns: on one event loop each waited for the other (docs/adr/0012).
 *
 * A thread that dies takes its batch with it, uncommitted or at least unanswered; the callers are told so and
 * another thread is started.
 *
 * @param options.latency counts from a question's turn of the event loop to the message with its answer: two looks
 * at the clock for all that come together (P-40)
 * @returns when the first thread is ready
 */
export async function startGateThread(options: {
  data: GateThreadData
  log: Log
  latency: LatencyMeter
}): Promise<RenderingGate> {
  type Waiting = {
    resolve: (answer: RenderedAnswer) => void
    reject: (error: NotAnswered) => void
    sinceMs: number
  }
  const waiting = new Map<number, Waiting>()
  let nextId = 0
  let unsent: PackedQuestion[] = []
  let isSending = false
  let turnMs = 0
  let isStopping = false
  let worker: Worker | undefined

  function send() {
    isSending = false
    const questions = unsent
    unsent = []
    worker?.postMessage({ kind: 'ask', first: nextId - questions.length, questions } satisfies ToThread)
  }

  function receive(message: FromThread) {
    if (message.kind !== 'answers') return
    const nowMs = performance.now()
    message.ids.forEach((id, index) => {
      const caller = waiting.get(id)
      const answer = message.answers[index]
      waiting.delete(id)
      if (caller === undefined || answer === undefined) return
      options.latency.record(nowMs - caller.sinceMs, nowMs)
      caller.resolve(answer)
    })
  }

  function failAll(cause: unknown) {
    for (const caller of waiting.values()) caller.reject(new NotAnswered('failed', cause))
    waiting.clear()
    unsent = []
  }

  /** A start that fails ends the thread too, so that its exit brings the next one. */
  function restart() {
    start().catch((error: unknown) =>
      options.log.error({ err: error }, 'the gate thread did not start again'),
    )
  }

  function start(): Promise<void> {
    const thread = new Worker(new URL('./gate-worker.ts', import.meta.url), {
      workerData: options.data,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    })
    thread.on('message', receive)
    thread.on('error', (error) => options.log.error({ err: error }, 'the gate thread failed'))
    thread.on('exit', () => {
      worker = undefined
      failAll(new Error('the gate thread is gone'))
      if (!isStopping) setTimeout(restart, RESTART_AFTER_MS)
    })
    return new Promise((resolve, reject) => {
      thread.once('message', () => {
        worker = thread
        resolve()
      })
      thread.once('exit', () => reject(new Error('the gate thread did not start')))
    })
  }

  await start()
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (isStopping) return reject(new NotAnswered('stopping'))
        if (worker === undefined) return reject(new NotAnswered('failed'))
        if (waiting.size >= MAX_WAITING) return reject(new NotAnswered('queue-full'))
        // One message for all requests that were read in this turn of the event loop.
        if (!isSending) {
          isSending = true
          turnMs = performance.now()
          setImmediate(send)
        }
        waiting.set(nextId++, { resolve, reject, sinceMs: turnMs })
        unsent.push(packQuestion(question))
      }),
    stop: () =>
      new Promise((resolve) => {
        isStopping = true
        if (worker === undefined) return resolve()
        worker.once('exit', () => resolve())
        if (isSending) send()
        worker.postMessage({ kind: 'stop' } satisfies ToThread)
      }),
  }
}
