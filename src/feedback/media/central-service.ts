import { readFile } from 'node:fs/promises'

/** What came of sending a batch to the web service of the central authority. */
export type SendResult =
  | { kind: 'taken'; httpStatus: number | null; isRepeat: boolean }
  /** It may be taken later. */
  | { kind: 'put-off'; httpStatus: number | null; problem: SendProblem }
  /** Trying again changes nothing: somebody must look. */
  | { kind: 'refused'; httpStatus: number; problem: SendProblem }

export const SEND_PROBLEMS = [
  'unreachable',
  'timeout',
  'busy',
  'server-error',
  'token-refused',
  'data-refused',
  'redirected',
  'no-token',
] as const

export type SendProblem = (typeof SEND_PROBLEMS)[number]

export type CentralService = {
  /** Sends one body in the wire's form for batches (W-40). Never throws; nothing of the answer's words is kept: they may quote rows. */
  send(body: string, signal: AbortSignal): Promise<SendResult>
}

const PATIENCE_MS = 30_000
const MAX_ANSWER_BYTES = 64 * 1024

export function openCentralService(
  { url, tokenFile }: { url: string; tokenFile: string },
  patienceMs = PATIENCE_MS,
): CentralService {
  return {
    send: async (body, signal) => {
      // Read each time: a token is renewed by putting another file in its place.
      const token = await readFile(tokenFile, 'utf8').then(
        (text) => text.trim(),
        () => '',
      )
      if (token === '') return { kind: 'put-off', httpStatus: null, problem: 'no-token' }
      const patience = AbortSignal.timeout(patienceMs)
      try {
        const response = await fetch(url, {
          method: 'POST',
          redirect: 'manual',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            accept: 'application/json',
          },
          body,
          signal: AbortSignal.any([patience, signal]),
        })
        return resultOf(response.status, await beginningOf(response))
      } catch {
        return { kind: 'put-off', httpStatus: null, problem: patience.aborted ? 'timeout' : 'unreachable' }
      }
    },
  }
}

/** As much of an answer as its message can be in. */
async function beginningOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  if (response.body === null) return ''
  for await (const part of response.body) {
    parts.push(part)
    size += part.length
    if (size > MAX_ANSWER_BYTES) break
  }
  return Buffer.concat(parts).toString('utf8')
}

/** The answer to a batch that had come before: this server was stopped before it noted the first one. */
const REPEAT = 'Data sudah pernah dikirim'

function resultOf(httpStatus: number, answer: string): SendResult {
  if (httpStatus >= 200 && httpStatus < 300) return { kind: 'taken', httpStatus, isRepeat: false }
  if (httpStatus === 400 && messageOf(answer) === REPEAT) return { kind: 'taken', httpStatus, isRepeat: true }
  if (httpStatus === 429 || httpStatus === 503) return { kind: 'put-off', httpStatus, problem: 'busy' }
  if (httpStatus >= 500 || httpStatus === 408) return { kind: 'put-off', httpStatus, problem: 'server-error' }
  if (httpStatus === 401 || httpStatus === 403)
    return { kind: 'put-off', httpStatus, problem: 'token-refused' }
  if (httpStatus < 400) return { kind: 'refused', httpStatus, problem: 'redirected' }
  return { kind: 'refused', httpStatus, problem: 'data-refused' }
}

function messageOf(answer: string): unknown {
  try {
    const value: unknown = JSON.parse(answer)
    return typeof value === 'object' && value !== null && 'message' in value ? value.message : undefined
  } catch {
    return undefined
  }
}
