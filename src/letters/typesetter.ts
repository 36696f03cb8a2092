import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { Letter } from './letter.ts'
import type { TypesetReply, TypesetRequest } from './typeset-process.ts'

/** Sets letters as PDF/A, one after another, in a process of its own. */
export type Typesetter = {
  set(letter: Letter): Promise<TypesetResult>
  /** The letter, and all its pages below each other as one drawing, for looking at on a screen. */
  draw(letter: Letter): Promise<DrawnResult>
  /** Ends the process; letters under way are refused. */
  close(): Promise<void>
}

export type TypesetResult =
  | { kind: 'set'; pdf: Buffer }
  /** Characters that no font of a letter has. A letter is never set without them. */
  | { kind: 'unprintable'; characters: string[] }

export type DrawnResult =
  | Exclude<TypesetResult, { kind: 'set' }>
  | { kind: 'drawn'; pdf: Buffer; svg: string }

/** A letter takes 3 to 15 ms; the first one of a process 200 ms more, on a crowded machine some seconds. */
const LIMIT_MS = 20_000

const PROGRAM = join(import.meta.dirname, 'typeset-process.ts')

type Reply = Exclude<TypesetReply, { kind: 'failed' }>

type Waiting = { resolve(reply: Reply): void; reject(error: Error): void; timer: NodeJS.Timeout }

/** The process is started with the first letter, and again with the next one after it died. */
export function openTypesetter(): Typesetter {
  const waiting = new Map<number, Waiting>()
  let child: ChildProcess | undefined
  let count = 0
  let isClosed = false

  const settle = (n: number, act: (one: Waiting) => void) => {
    const one = waiting.get(n)
    if (one === undefined) return
    clearTimeout(one.timer)
    waiting.delete(n)
    if (waiting.size === 0) letGo(child)
    act(one)
  }

  const start = (): ChildProcess => {
    const started = fork(PROGRAM, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child = started
    started.on('message', (reply: TypesetReply) => {
      settle(reply.n, ({ resolve, reject }) => {
        if (reply.kind === 'failed') reject(new Error(`a letter could not be set: ${reply.message}`))
        else resolve(reply)
      })
    })
    const gone = (why: string) => {
      if (child === started) child = undefined
      for (const n of Array.from(waiting.keys())) settle(n, ({ reject }) => reject(new Error(why)))
    }
    started.on('error', (error) => gone(`the process that sets letters failed: ${error.message}`))
    started.on('exit', (code, signal) => gone(`the process that sets letters ended (${code ?? signal})`))
    return started
  }

  const ask = (letter: Letter, isDrawing: boolean): Promise<Reply> => {
    if (isClosed) return Promise.reject(new Error('letters are not set any more: the server is stopping'))
    const worker = child ?? start()
    count += 1
    const n = count
    return new Promise((resolve, reject) => {
      // Its end rejects whatever waits for it.
      const timer = setTimeout(() => worker.kill('SIGKILL'), LIMIT_MS)
      waiting.set(n, { resolve, reject, timer })
      hold(worker)
      const request: TypesetRequest = { n, letter, isDrawing }
      worker.send(request, (error) => {
        if (error !== null) settle(n, (one) => one.reject(error))
      })
    })
  }

  return {
    async set(letter) {
      const reply = await ask(letter, false)
      return reply.kind === 'set' ? { kind: 'set', pdf: Buffer.from(reply.pdf) } : unprintable(reply)
    },
    async draw(letter) {
      const reply = await ask(letter, true)
      return reply.kind === 'set'
        ? { kind: 'drawn', pdf: Buffer.from(reply.pdf), svg: reply.svg ?? '' }
        : unprintable(reply)
    },
    async close() {
      isClosed = true
      const last = child
      if (last === undefined) return
      hold(last)
      await new Promise<void>((resolve) => {
        last.once('exit', () => resolve())
        if (last.connected) last.disconnect()
        else last.kill('SIGKILL')
      })
    },
  }
}

const unprintable = ({ characters }: Extract<Reply, { kind: 'unprintable' }>) =>
  ({ kind: 'unprintable', characters }) as const

/** A process that sets nothing holds nobody up who wants to end. */
function letGo(child: ChildProcess | undefined): void {
  child?.unref()
  child?.channel?.unref()
}

function hold(child: ChildProcess): void {
  child.ref()
  child.channel?.ref()
}
