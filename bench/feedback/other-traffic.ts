import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Stage } from './stage.ts'

/** Calls begun in a second: a busy office's morning. */
const CALLS_PER_SECOND = 200

/**
 * Asks the gate at an even pace while something else is done; each call is timed from when it was due, so that a pause
 * of the server counts for all calls that fell into it.
 *
 * @returns milliseconds
 */
export async function askMeanwhile(
  stage: Stage,
  act: () => Promise<unknown>,
): Promise<{ p50: number; p99: number; failures: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const taken: number[] = []
  let failures = 0
  let isOver = false
  const path = stage.credential.paths[0] ?? ''
  const calls: Promise<void>[] = []
  const asking = (async () => {
    const began = performance.now()
    for (let count = 0; !isOver; count += 1) {
      const dueAt = began + (count * 1000) / CALLS_PER_SECOND
      const pause = dueAt - performance.now()
      if (pause > 0) await wait(pause)
      calls.push(
        ask(agent, stage, path, count).then(
          (isAnswered) => {
            if (!isAnswered) failures += 1
            taken.push(performance.now() - dueAt)
          },
          () => {
            failures += 1
          },
        ),
      )
    }
  })()
  await act()
  isOver = true
  await asking
  await Promise.all(calls)
  agent.destroy()
  if (failures > 0) throw new Error(`${failures} calls were not answered`)
  const sorted = taken.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99), failures }
}

function ask(agent: Agent, stage: Stage, path: string, count: number): Promise<boolean> {
  const { userId, password } = stage.credential
  const nik = stage.residents[count % stage.residents.length]
  const body = JSON.stringify({ nik, user_id: userId, password, ip_user: '127.0.0.1' })
  return new Promise((resolve, reject) => {
    const asked = request(
      `${stage.address}${path}`,
      { agent, method: 'POST', headers: { 'content-length': Buffer.byteLength(body) } },
      (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode === 200))
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}
