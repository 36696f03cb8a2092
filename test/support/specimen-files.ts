import { crc32, deflateSync } from 'node:zlib'

/** A small document of one page. `objects` are added as they are, `catalog` and `trailer` to their dictionaries. */
export function specimenPdf(
  options: { objects?: (string | Buffer)[]; catalog?: string; trailer?: string; text?: string } = {},
): Buffer {
  const { objects = [], catalog = '', trailer = '', text = 'Contoh' } = options
  const stream = `BT /F1 18 Tf 72 720 Td (${text}) Tj ET`
  const bodies = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...objects,
  ]
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')]
  const offsets: number[] = []
  let length = parts[0]?.length ?? 0
  bodies.forEach((body, index) => {
    const bytes = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      typeof body === 'string' ? Buffer.from(body, 'latin1') : body,
      Buffer.from('\nendobj\n'),
    ])
    offsets.push(length)
    length += bytes.length
    parts.push(bytes)
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = bodies.length + 1
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

/** An object stream that holds `content`; `dictionary` and `packed` may lie about it. */
export function objectStream(
  content: string,
  options: { dictionary?: string; packed?: Buffer; newline?: string } = {},
): Buffer {
  const { packed = deflateSync(Buffer.from(content, 'latin1')), newline = '\n' } = options
  const { dictionary = '/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode' } = options
  return Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${packed.length} >>\nstream${newline}`, 'latin1'),
    packed,
    Buffer.from('\nendstream'),
  ])
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')

export function pngChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const head = Buffer.alloc(4)
  head.writeUInt32BE(content.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([head, body, sum])
}

export function pngHeader(width: number, height: number, tail: readonly number[]): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  Buffer.from(tail).copy(header, 8)
  return pngChunk('IHDR', header)
}

/** A grey image. */
export function specimenPng(width = 16, height = 16): Buffer {
  const data = pngChunk('IDAT', deflateSync(Buffer.alloc(height * (1 + width))))
  return Buffer.concat([
    SIGNATURE,
    pngHeader(width, height, [8, 0, 0, 0, 0]),
    data,
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** One grey block; a decoder draws it. */
export function specimenJpeg(width = 8, height = 8): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt16BE(height, 0)
  size.writeUInt16BE(width, 2)
  const segment = (marker: number, content: Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(content.length + 2, 2)
    return Buffer.concat([head, content])
  }
  const counts = (length: number) => Buffer.from(Array.from({ length: 16 }, (_, n) => (n === 0 ? length : 0)))
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('4a46494600010100000100010000', 'hex')),
    segment(0xdb, Buffer.concat([Buffer.of(0), Buffer.alloc(64, 1)])),
    segment(0xc0, Buffer.concat([Buffer.of(8), size, Buffer.of(1, 1, 0x11, 0)])),
    segment(0xc4, Buffer.concat([Buffer.of(0), counts(1), Buffer.of(0)])),
    segment(0xc4, Buffer.concat([Buffer.of(0x10), counts(1), Buffer.of(0)])),
    segment(0xda, Buffer.from([1, 0, 0, 0, 63, 0])),
    Buffer.from([0x3f, 0xff, 0xd9]),
  ])
}
