import { createRefusalLimit } from '../audit/index.ts'
import { SHARE_AUTHORITY } from '../kernel/authority-lock.ts'
import { type Batcher, createBatcher } from '../kernel/batcher.ts'
import type { Log } from '../kernel/log.ts'
import type { PipelinedClient } from '../kernel/pipelined-client.ts'
import type { NikHasher } from '../kernel/secrets.ts'
import { type RegionNames, RegistryUnavailable } from '../registry/index.ts'
import { answerBatch, type BatchContext } from './answer-batch.ts'
import type { Answer, Question } from './domain.ts'

/** Batches beyond this only add waiting; measured in docs/performance.md. */
const MAX_BATCH = 256
/** Waiting questions after which further ones are told "busy" at once: about half a second of work. */
const MAX_WAITING = 8_192

export type Gate = Batcher<Question, Answer>

/**
 * The one gate through which data leaves. Everything that asks about a NIK asks here, whatever the method.
 */
export function openGate(options: {
  client: PipelinedClient
  regions: RegionNames
  nikHasher: NikHasher
  log: Log
  /** Always decides as at this instant (ISO text); for tests of midnight and of the last second. */
  at?: () => string | null
  maxBatch?: number
  maxWaiting?: number
}): Gate {
  const refusalLimit = createRefusalLimit()

  const attempt = (questions: Question[], isRegistryUp: boolean, mayFollow: () => void) =>
    options.client.inTx(
      SHARE_AUTHORITY,
      async (tx) => {
        const context: BatchContext = {
          regions: options.regions,
          nikHasher: options.nikHasher,
          refusalLimit,
          isRegistryUp,
          at: options.at?.() ?? null,
        }
        const { answers, written } = await answerBatch(tx, context, questions)
        return { result: answers, written }
      },
      mayFollow,
    )

  return createBatcher({
    maxBatch: options.maxBatch ?? MAX_BATCH,
    maxWaiting: options.maxWaiting ?? MAX_WAITING,
    answer: async (questions: Question[], mayFollow) => {
      try {
        return await attempt(questions, true, mayFollow)
      } catch (error) {
        if (!(error instanceof RegistryUnavailable)) {
          options.log.error({ err: error, questions: questions.length }, 'a batch failed')
          throw error
        }
        options.log.error({ err: error }, 'the registry cannot be asked')
        return attempt(questions, false, mayFollow)
      }
    },
  })
}
