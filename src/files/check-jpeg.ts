import { imageSizeFault } from './image-size.ts'

const BROKEN = 'Gambar JPEG ini rusak atau tidak lengkap.'

const [SOI, EOI, SOS] = [0xd8, 0xd9, 0xda]

/** Frame headers: every SOF but DHT, JPG and DAC, which share their range. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Markers that stand alone: TEM, RST0 to RST7. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

/**
 * What is wrong with the structure of a JPEG (ITU-T T.81, B.1): every segment within the file, a frame of a
 * plausible size, image data, an end. What stands behind the end (cameras put previews there) is let be.
 */
export function jpegFault(bytes: Buffer): string | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return BROKEN
  let at = 2
  let frame: { width: number; height: number } | undefined
  let hasData = false
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return BROKEN
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    at += 2
    if (marker === EOI) {
      if (frame === undefined || !hasData) return BROKEN
      return imageSizeFault(frame.width, frame.height)
    }
    if (isBare(marker)) continue
    if (at + 2 > bytes.length) return BROKEN
    const length = bytes.readUInt16BE(at)
    if (length < 2 || at + length > bytes.length) return BROKEN
    if (isFrame(marker)) {
      if (length < 8) return BROKEN
      frame = { height: bytes.readUInt16BE(at + 3), width: bytes.readUInt16BE(at + 5) }
      const components = bytes[at + 7] ?? 0
      if (components < 1 || components > 4 || length !== 8 + 3 * components) return BROKEN
    }
    at += length
    if (marker === SOS) {
      if (frame === undefined) return BROKEN
      const end = endOfScan(bytes, at)
      if (end > at) hasData = true
      at = end
    }
  }
  return BROKEN
}

/** The marker behind entropy-coded data, in which 0xFF is followed by 0 or is a restart marker. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at !== -1 && at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
    at = bytes.indexOf(0xff, at + 1)
  }
  return bytes.length
}
