import type { Answer, Problem } from '../../api/client.ts'
import type { Upload } from '../../api/feedback-uploads.ts'

/** How far the sending of a file is. */
export type Sending =
  /** What has arrived is compared with the file. */
  | { kind: 'comparing' }
  | { kind: 'sending'; bytesThere: number; bytesPerSecond: number | null; isWaiting: boolean }
  | { kind: 'done' }
  /** What has arrived is of another file (FB-76). */
  | { kind: 'other-file' }
  /** The file was moved or changed on the computer since it was chosen. */
  | { kind: 'unreadable' }
  | { kind: 'stopped'; problem: Problem }

/** The part of an upload that sending needs. */
export type Target = Pick<Upload, 'id' | 'sizeBytes' | 'partBytes' | 'parts'>

type Tools = {
  put: (id: number, n: number, part: Uint8Array<ArrayBuffer>) => Promise<Answer<unknown>>
  hash: (bytes: Uint8Array<ArrayBuffer>) => Promise<string>
  pause: (ms: number) => Promise<void>
  now: () => number
  tell: (state: Sending) => void
  signal: AbortSignal
}

/** Before a part is sent once more: the connection, or the server, is away for a while. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000] as const

/**
 * Sends the parts of a file that are missing, one after the other. A broken connection is waited out; whatever has
 * arrived stays, so that the same call with the same file goes on after anything (I9).
 */
export async function sendParts(target: Target, file: Blob, tools: Tools): Promise<void> {
  const { tell, now, signal } = tools
  tell({ kind: 'comparing' })
  if (file.size !== target.sizeBytes) return tell({ kind: 'other-file' })
  for (const { n, sha256 } of target.parts) {
    if (signal.aborted) return
    const bytes = await readPart(target, file, n)
    if (bytes === undefined) return tell({ kind: 'unreadable' })
    if ((await tools.hash(bytes)) !== sha256) return tell({ kind: 'other-file' })
  }
  const there = new Set(target.parts.map(({ n }) => n))
  let bytesThere = target.parts.reduce((sum, { n }) => sum + sliceOf(target, file, n).size, 0)
  const speed = meter(now)
  const state = (isWaiting: boolean): Sending => ({
    kind: 'sending',
    bytesThere,
    bytesPerSecond: speed.perSecond(),
    isWaiting,
  })
  tell(state(false))
  for (let n = 0; n * target.partBytes < target.sizeBytes; n += 1) {
    if (there.has(n)) continue
    const bytes = await readPart(target, file, n)
    if (bytes === undefined) return tell({ kind: 'unreadable' })
    const problem = await putPatiently(tools, target.id, n, bytes, () => tell(state(true)))
    if (signal.aborted) return
    if (problem !== undefined) return tell({ kind: 'stopped', problem })
    bytesThere += bytes.length
    speed.add(bytes.length)
    tell(state(false))
  }
  tell({ kind: 'done' })
}

const sliceOf = ({ partBytes }: Target, file: Blob, n: number) =>
  file.slice(n * partBytes, (n + 1) * partBytes)

/** Read before it is sent: a request whose body cannot be read looks like a broken connection. */
const readPart = (target: Target, file: Blob, n: number): Promise<Uint8Array<ArrayBuffer> | undefined> =>
  sliceOf(target, file, n)
    .arrayBuffer()
    .then(
      (bytes) => new Uint8Array(bytes),
      () => undefined,
    )

/** @returns what is wrong for good; undefined when the part has arrived, or nobody wants it any more */
async function putPatiently(
  { put, pause, signal }: Tools,
  id: number,
  n: number,
  part: Uint8Array<ArrayBuffer>,
  onWaiting: () => void,
): Promise<Problem | undefined> {
  for (let turn = 0; !signal.aborted; turn += 1) {
    const answer = await put(id, n, part)
    if (answer.kind === 'ok') return undefined
    const { status } = answer.problem
    const isPassing = status === 0 || status === 408 || status === 429 || status >= 500
    if (!isPassing) return answer.problem
    onWaiting()
    await pause(PAUSES_MS[Math.min(turn, PAUSES_MS.length - 1)] ?? 0)
  }
  return undefined
}

/** Parts by which the speed is told: enough to be steady, few enough to follow a change. */
const WINDOW = 12

function meter(now: () => number) {
  const seen: { at: number; bytes: number }[] = [{ at: now(), bytes: 0 }]
  return {
    add: (bytes: number) => {
      seen.push({ at: now(), bytes })
      if (seen.length > WINDOW) seen.shift()
    },
    perSecond: (): number | null => {
      const first = seen[0]
      const last = seen.at(-1)
      if (first === undefined || last === undefined || seen.length < 2) return null
      const seconds = (last.at - first.at) / 1_000
      const bytes = seen.slice(1).reduce((sum, one) => sum + one.bytes, 0)
      return seconds <= 0 ? null : bytes / seconds
    },
  }
}
