/** Bytes that come piece by piece, taken in the portions that are wanted. */
export type ByteReader = {
  /** Exactly so many. @throws EndOfBytes */
  exactly(count: number): Promise<Buffer>
  /** So many, or fewer at the end. */
  upTo(count: number): Promise<Buffer>
  /** The next `count` bytes as they come. @throws EndOfBytes */
  pieces(count: number): AsyncGenerator<Buffer>
  /** All that is left. */
  rest(): AsyncGenerator<Buffer>
  close(): Promise<void>
}

/** There are fewer bytes than were wanted. */
export class EndOfBytes extends Error {}

export function createByteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)

  /** Some bytes, at most `count`; empty at the end. */
  async function some(count: number): Promise<Buffer> {
    while (held.length === 0) {
      const { done, value } = await iterator.next()
      if (done === true) return held
      held = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    }
    const taken = held.subarray(0, count)
    held = held.subarray(taken.length)
    return taken
  }

  async function upTo(count: number): Promise<Buffer> {
    const parts: Buffer[] = []
    let missing = count
    while (missing > 0) {
      const part = await some(missing)
      if (part.length === 0) break
      parts.push(part)
      missing -= part.length
    }
    return Buffer.concat(parts)
  }

  return {
    upTo,
    exactly: async (count) => {
      const bytes = await upTo(count)
      if (bytes.length < count) throw new EndOfBytes()
      return bytes
    },
    async *pieces(count) {
      for (let missing = count; missing > 0; ) {
        const part = await some(missing)
        if (part.length === 0) throw new EndOfBytes()
        missing -= part.length
        yield part
      }
    },
    async *rest() {
      for (;;) {
        const part = await some(Number.MAX_SAFE_INTEGER)
        if (part.length === 0) return
        yield part
      }
    },
    close: async () => {
      await iterator.return?.()
    },
  }
}
