import type { IncomingMessage } from 'node:http'

const BODY_LIMIT = 64 * 1024

/**
 * Reads a request's body whole. Nothing is told of a request whose connection breaks first: nobody waits for it.
 *
 * @param take gets the bytes, or `too-large` once more than 64 KB have come; the rest is then thrown away
 */
export function readBody(request: IncomingMessage, take: (body: Buffer | 'too-large') => void): void {
  let chunks: Buffer[] = []
  let length = 0
  request.on('data', (chunk: Buffer) => {
    const wasWithin = length <= BODY_LIMIT
    length += chunk.length
    if (length <= BODY_LIMIT) {
      chunks.push(chunk)
      return
    }
    chunks = []
    if (wasWithin) take('too-large')
  })
  request.on('end', () => {
    if (length > BODY_LIMIT) return
    // Nearly every body comes in one piece, which is then not copied.
    const [only] = chunks
    take(only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks))
  })
}
