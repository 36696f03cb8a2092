// The inside of a package is a tar archive (POSIX ustar), so that any machine can take it apart. Pure: runs in a browser.

export const BLOCK = 512

/** The members of a package, in this order and no other. */
export const MEMBERS = ['manifest.json', 'manifest.sig', 'data.csv'] as const

export type Member = (typeof MEMBERS)[number]

/** What a member and the rest of its last block take. */
export const paddedSize = (size: number) => Math.ceil(size / BLOCK) * BLOCK

/** Zeros after the last member; tools fill up to a record of twenty blocks. */
export const END_BYTES = 2 * BLOCK
export const MAX_END_BYTES = 20 * BLOCK

/** How many bytes a package has before it is encrypted. */
export const archiveSize = (sizes: readonly number[]) =>
  sizes.reduce((sum, size) => sum + BLOCK + paddedSize(size), END_BYTES)

const encoder = new TextEncoder()

/** The header of a member. Times and owners are nobody's business and always the same. */
export function tarHeader(name: Member, size: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(BLOCK)
  const put = (at: number, text: string) => header.set(encoder.encode(text), at)
  put(0, name)
  put(100, '0000644\0')
  put(108, '0000000\0')
  put(116, '0000000\0')
  put(124, `${size.toString(8).padStart(11, '0')}\0`)
  put(136, '00000000000\0')
  put(148, '        ')
  put(156, '0')
  put(257, 'ustar\u000000')
  const sum = header.reduce((total, byte) => total + byte, 0)
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `)
  return header
}

/** Where a header names a link, and where a folder: both stay empty. */
const EMPTY_FIELDS = [
  [157, 257],
  [345, 500],
] as const

/**
 * The size of the member that this header begins; undefined unless it is a plain file of this name in POSIX form with a
 * right checksum. Owner, time and mode are whatever the tool wrote that made it.
 */
export function sizeInHeader(header: Uint8Array, name: Member): number | undefined {
  const text = (from: number, until: number) =>
    new TextDecoder('latin1').decode(header.subarray(from, until)).replace(/[\0 ]+$/, '')
  if (header.length !== BLOCK || text(0, 100) !== name || text(257, 263) !== 'ustar') return undefined
  if (text(156, 157) !== '0' || EMPTY_FIELDS.some(([from, until]) => text(from, until) !== ''))
    return undefined
  const [size, sum] = [text(124, 136), text(148, 156)]
  if (!/^[0-7]{1,11}$/.test(size) || !/^[0-7]{1,7}$/.test(sum)) return undefined
  // The checksum counts its own place as blanks.
  const counted = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0)
  return counted === Number.parseInt(sum, 8) ? Number.parseInt(size, 8) : undefined
}

/** A package before encryption. `data` MUST have the size that was told. */
export async function* archiveOf(
  manifest: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  data: { size: number; bytes: AsyncIterable<Uint8Array> },
): AsyncGenerator<Uint8Array> {
  for (const [name, bytes] of [
    ['manifest.json', manifest],
    ['manifest.sig', signature],
  ] as const) {
    yield tarHeader(name, bytes.length)
    yield bytes
    yield padding(bytes.length)
  }
  yield tarHeader('data.csv', data.size)
  let written = 0
  for await (const piece of data.bytes) {
    written += piece.length
    yield piece
  }
  if (written !== data.size) throw new Error('the data changed while the package was made')
  yield padding(written)
  yield new Uint8Array(END_BYTES)
}

const padding = (size: number) => new Uint8Array(paddedSize(size) - size)
