/** Why a question was not even queued, or lost its batch. The caller answers "busy", never "not found" (I8). */
export class NotAnswered extends Error {
  readonly reason: 'queue-full' | 'stopping' | 'failed'

  constructor(reason: 'queue-full' | 'stopping' | 'failed', cause?: unknown) {
    super(`not answered: ${reason}`, { cause })
    this.reason = reason
  }
}

export type Batcher<Question, Answer> = {
  /**
   * Resolves with the answer once its batch is done.
   * @throws NotAnswered at once when the queue is full or the batcher stops, later when the batch failed.
   */
  ask(question: Question): Promise<Answer>
  /** Questions waiting, not counting those in the batch under way. */
  waiting(): number
  /** Refuses new questions and resolves when those already taken are answered. */
  stop(): Promise<void>
}

/**
 * Collects questions while a batch is under way and hands them over together when the next may begin.
 *
 * One batch at a time until `mayFollow`, which tells that the rest of a batch no longer needs this side: its
 * commit is sent. Two wholly side by side measured slower, because smaller batches wait for the same audit head
 * (docs/performance.md). There is no timer; a lone question waits for nothing, and load makes batches grow by
 * themselves.
 *
 * `answer` MUST return one answer per question, in their order. It MUST NOT answer before its transaction
 * is committed.
 */
export function createBatcher<Question, Answer>(options: {
  maxBatch: number
  maxWaiting: number
  answer: (questions: Question[], mayFollow: () => void) => Promise<Answer[]>
}): Batcher<Question, Answer> {
  type Entry = { question: Question; resolve: (answer: Answer) => void; reject: (error: NotAnswered) => void }
  let queue: Entry[] = []
  let running = false
  let underWay = 0
  let stopping = false
  let idle: () => void = () => undefined

  async function run() {
    running = true
    while (queue.length > 0) {
      const batch = queue.length <= options.maxBatch ? queue : queue.slice(0, options.maxBatch)
      queue = queue.length <= options.maxBatch ? [] : queue.slice(options.maxBatch)
      await new Promise<void>((mayFollow) => {
        underWay += 1
        void settle(batch, mayFollow).then(() => {
          underWay -= 1
          mayFollow()
          if (!running && underWay === 0) idle()
        })
      })
    }
    running = false
    if (underWay === 0) idle()
  }

  async function settle(batch: Entry[], mayFollow: () => void) {
    try {
      const questions = batch.map((entry) => entry.question)
      const answers = await options.answer(questions, mayFollow)
      batch.forEach((entry, index) => {
        const answer = answers[index]
        if (answer === undefined) entry.reject(new NotAnswered('failed'))
        else entry.resolve(answer)
      })
    } catch (error) {
      for (const entry of batch) entry.reject(new NotAnswered('failed', error))
    }
  }

  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (stopping) return reject(new NotAnswered('stopping'))
        if (queue.length >= options.maxWaiting) return reject(new NotAnswered('queue-full'))
        queue.push({ question, resolve, reject })
        // After this turn of the event loop, so that requests read in the same turn share a batch.
        if (!running) {
          running = true
          setImmediate(() => void run())
        }
      }),
    waiting: () => queue.length,
    stop: () => {
      stopping = true
      return running || underWay > 0 ? new Promise((resolve) => (idle = resolve)) : Promise.resolve()
    },
  }
}
