import { setImmediate } from 'node:timers/promises'

const PIECE_BYTES = 256 * 1024

/**
 * The same bytes in small pieces, with a turn for others after each: the cipher runs in this thread, at about 100 MB/s, and
 * must not hold up who else is answered by it.
 */
export async function* yielding(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      yield bytes.subarray(at, at + PIECE_BYTES)
      await setImmediate()
    }
  }
}
