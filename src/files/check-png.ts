import { crc32, createInflate } from 'node:zlib'
import { imageSizeFault } from './image-size.ts'

const BROKEN = 'Gambar PNG ini rusak atau tidak lengkap.'

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')

/** Samples a pixel and the bit depths allowed, by colour type (PNG 3rd edition, table 12). */
const COLOURS: Readonly<Record<number, { samples: number; depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
}

type Header = { width: number; height: number; bitsPerPixel: number; isInterlaced: boolean }

/**
 * What is wrong with a PNG: every chunk with its checksum, and image data that unpacks to exactly as many
 * bytes as the header says; they are counted, not kept.
 */
export async function pngFault(bytes: Buffer): Promise<string | undefined> {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return BROKEN
  let header: Header | undefined
  const data: Buffer[] = []
  let at = 8
  for (;;) {
    if (at + 12 > bytes.length) return BROKEN
    const length = bytes.readUInt32BE(at)
    const end = at + 12 + length
    if (end > bytes.length) return BROKEN
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return BROKEN
    const type = bytes.toString('latin1', at + 4, at + 8)
    const content = bytes.subarray(at + 8, end - 4)
    if ((header === undefined) !== (type === 'IHDR')) return BROKEN
    if (type === 'IHDR') {
      header = readHeader(content)
      if (header === undefined) return BROKEN
    }
    if (type === 'IDAT') data.push(content)
    if (type === 'IEND') break
    at = end
  }
  if (header === undefined || data.length === 0) return BROKEN
  const fault = imageSizeFault(header.width, header.height)
  if (fault !== undefined) return fault
  const expected = bytesOf(header)
  return (await inflatedLength(data, expected)) === expected ? undefined : BROKEN
}

function readHeader(content: Buffer): Header | undefined {
  if (content.length !== 13) return undefined
  const [depth = 0, colour = 0, compression, filter, interlace] = content.subarray(8)
  const row = COLOURS[colour]
  if (row === undefined || !row.depths.includes(depth)) return undefined
  if (compression !== 0 || filter !== 0 || (interlace !== 0 && interlace !== 1)) return undefined
  return {
    width: content.readUInt32BE(0),
    height: content.readUInt32BE(4),
    bitsPerPixel: row.samples * depth,
    isInterlaced: interlace === 1,
  }
}

/** Where each pass of Adam7 begins, and its steps: x, y, step x, step y. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** Each row is its pixels in whole bytes, and one byte that names its filter. */
function bytesOf({ width, height, bitsPerPixel, isInterlaced }: Header): number {
  const rows = (columns: number, lines: number) =>
    columns === 0 ? 0 : lines * (1 + Math.ceil((columns * bitsPerPixel) / 8))
  if (!isInterlaced) return rows(width, height)
  return PASSES.reduce(
    (sum, [x, y, stepX, stepY]) =>
      sum + rows(Math.ceil(Math.max(width - x, 0) / stepX), Math.ceil(Math.max(height - y, 0) / stepY)),
    0,
  )
}

/** @returns undefined when it does not unpack, or to more than `most` bytes */
function inflatedLength(parts: readonly Buffer[], most: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const inflate = createInflate({ chunkSize: 64 * 1024 })
    let length = 0
    inflate.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > most) {
        inflate.destroy()
        resolve(undefined)
      }
    })
    inflate.on('end', () => resolve(length))
    inflate.on('error', () => resolve(undefined))
    for (const part of parts) inflate.write(part)
    inflate.end()
  })
}
