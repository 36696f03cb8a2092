import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import {
  objectStream,
  pngChunk,
  pngHeader,
  specimenJpeg,
  specimenPdf,
  specimenPng,
} from '../../test/support/specimen-files.ts'
import { checkUpload, MAX_UPLOAD_BYTES } from './index.ts'

const png = (...chunks: Buffer[]) => Buffer.concat([specimenPng().subarray(0, 8), ...chunks])
const END = pngChunk('IEND', Buffer.alloc(0))
const IDAT = pngChunk('IDAT', deflateSync(Buffer.alloc(16 * 17)))
const GREY = [8, 0, 0, 0, 0]

const withByte = (bytes: Buffer, at: number, byte: number) => {
  const copy = Buffer.from(bytes)
  copy[at] = byte
  return copy
}

const FINE: { rule: string; bytes: Buffer; mediaType: string }[] = [
  { rule: 'F-05 a PDF', bytes: specimenPdf(), mediaType: 'application/pdf' },
  { rule: 'F-05 a JPEG', bytes: specimenJpeg(), mediaType: 'image/jpeg' },
  { rule: 'F-05 a PNG', bytes: specimenPng(), mediaType: 'image/png' },
  {
    rule: 'F-05 a JPEG with a preview of the camera behind its end',
    bytes: Buffer.concat([specimenJpeg(), Buffer.from('MPF')]),
    mediaType: 'image/jpeg',
  },
  {
    rule: 'F-05 an interlaced PNG',
    bytes: png(
      pngHeader(3, 3, [8, 0, 0, 0, 1]),
      // Passes of 1, 0, 0, 2 × 1, 1 × 2 …: bytes of pixels and one filter each row.
      pngChunk('IDAT', deflateSync(Buffer.alloc(2 + 2 + 3 + 2 * 2 + 4))),
      END,
    ),
    mediaType: 'image/png',
  },
  {
    rule: 'F-06 a PDF that opens at a place in it',
    bytes: specimenPdf({ catalog: '/OpenAction [3 0 R /XYZ null null 0]' }),
    mediaType: 'application/pdf',
  },
  {
    rule: 'F-06 a PDF that links to a page of the web',
    bytes: specimenPdf({ objects: ['<< /S /URI /URI (https://contoh.go.id) >>'] }),
    mediaType: 'application/pdf',
  },
  {
    rule: 'F-06 a PDF whose text speaks of scripts',
    bytes: specimenPdf({ text: 'JavaScript, Launch, EmbeddedFile' }),
    mediaType: 'application/pdf',
  },
  {
    rule: 'F-06 a PDF with object streams',
    bytes: specimenPdf({ objects: [objectStream('7 0 << /Kind /Plain >>')] }),
    mediaType: 'application/pdf',
  },
]

const REFUSED: { rule: string; bytes: Buffer; words: RegExp }[] = [
  { rule: 'F-05 nothing', bytes: Buffer.alloc(0), words: /kosong/ },
  {
    rule: 'F-05 one byte too many',
    bytes: Buffer.concat([specimenPdf(), Buffer.alloc(MAX_UPLOAD_BYTES)]).subarray(0, MAX_UPLOAD_BYTES + 1),
    words: /10 MB/,
  },
  { rule: 'F-05 a text', bytes: Buffer.from('halo'), words: /harus PDF/ },
  { rule: 'F-05 a page of the web', bytes: Buffer.from('<!doctype html><p>'), words: /harus PDF/ },
  { rule: 'F-05 a drawing with scripts', bytes: Buffer.from('<svg xmlns=""/>'), words: /harus PDF/ },
  { rule: 'F-05 a program', bytes: Buffer.from('MZ\u0090\0\u0003', 'latin1'), words: /harus PDF/ },
  { rule: 'F-05 half a PDF', bytes: specimenPdf().subarray(0, 400), words: /rusak/ },
  { rule: 'F-05 half a JPEG', bytes: specimenJpeg().subarray(0, -6), words: /rusak/ },
  { rule: 'F-05 a JPEG without image data', bytes: withoutScan(), words: /rusak/ },
  {
    rule: 'F-05 a JPEG with a segment beyond its end',
    bytes: withByte(specimenJpeg(), 4, 0xff),
    words: /rusak/,
  },
  { rule: 'F-05 a JPEG of no height', bytes: specimenJpeg(8, 0), words: /ukuran/ },
  { rule: 'F-05 a JPEG too large to open', bytes: specimenJpeg(60_000, 60_000), words: /80 juta/ },
  { rule: 'F-05 half a PNG', bytes: specimenPng().subarray(0, -12), words: /rusak/ },
  { rule: 'F-05 a PNG with one bit changed', bytes: withByte(specimenPng(), 20, 0x11), words: /rusak/ },
  { rule: 'F-05 a PNG without data', bytes: png(pngHeader(16, 16, GREY), END), words: /rusak/ },
  {
    rule: 'F-05 a PNG with less data than it says',
    bytes: png(pngHeader(17, 16, GREY), IDAT, END),
    words: /rusak/,
  },
  {
    rule: 'F-05 a PNG with more data than it says',
    bytes: png(pngHeader(15, 16, GREY), IDAT, END),
    words: /rusak/,
  },
  {
    rule: 'F-05 a PNG too large to open',
    bytes: png(pngHeader(60_000, 60_000, GREY), IDAT, END),
    words: /80 juta/,
  },
  {
    rule: 'F-06 a script',
    bytes: specimenPdf({ objects: ['<< /S /JavaScript /JS (app.alert\\(1\\)) >>'] }),
    words: /skrip/,
  },
  {
    rule: 'F-06 a script by another spelling',
    bytes: specimenPdf({ objects: ['<< /S /J#61va#53cript >>'] }),
    words: /skrip/,
  },
  {
    rule: 'F-06 a script by its short name',
    bytes: specimenPdf({ objects: ['<< /#4a#53 (app.alert\\(1\\)) >>'] }),
    words: /skrip/,
  },
  {
    rule: 'F-06 a script behind a comment that seems to be a stream',
    bytes: specimenPdf({ objects: ['<< %stream\n/S /JavaScript >>'] }),
    words: /skrip/,
  },
  {
    rule: 'F-06 a script within the data of a stream',
    bytes: specimenPdf({
      objects: ['<< /Length 40 >>\nstream\n9 0 obj << /S /JavaScript >> endobj\nendstream'],
    }),
    words: /skrip/,
  },
  {
    rule: 'F-06 a script in an object stream',
    bytes: specimenPdf({ objects: [objectStream('7 0 << /S /JavaScript /JS 8 0 R >>')] }),
    words: /skrip/,
  },
  {
    rule: 'F-06 a script in an object stream that calls itself by another spelling',
    bytes: specimenPdf({
      objects: [
        objectStream('7 0 << /S /JavaScr#69pt >>', {
          dictionary: '/Type /Obj#53tm /N 1 /First 5 /Filter [ /FlateDecode ]',
          newline: '\r\n',
        }),
      ],
    }),
    words: /skrip/,
  },
  {
    rule: 'F-06 a script in an object stream that calls itself an image',
    bytes: specimenPdf({
      objects: [
        objectStream('7 0 << /S /JavaScript >>', {
          dictionary: '/Type /XObject /Subtype /Image /N 1 /First 5 /Filter /FlateDecode',
        }),
      ],
    }),
    words: /skrip/,
  },
  {
    rule: 'F-06 a script in an object stream with a false word in its dictionary',
    bytes: specimenPdf({
      objects: [
        objectStream('7 0 << /S /JavaScript >>', {
          dictionary: '/X stream /Y endobj /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode',
        }),
      ],
    }),
    words: /skrip/,
  },
  {
    rule: 'F-06 an object stream packed in a way that is not unpacked here',
    bytes: specimenPdf({
      objects: [objectStream('', { dictionary: '/Type /ObjStm /N 1 /First 5 /Filter /LZWDecode' })],
    }),
    words: /tidak dapat diperiksa/,
  },
  {
    rule: 'F-06 an object stream packed twice',
    bytes: specimenPdf({
      objects: [
        objectStream('', {
          dictionary: '/Type /ObjStm /N 1 /First 5 /Filter [/ASCIIHexDecode /FlateDecode]',
        }),
      ],
    }),
    words: /tidak dapat diperiksa/,
  },
  {
    rule: 'F-06 an object stream that breaks off, of which a reader may take the beginning',
    bytes: specimenPdf({
      objects: [
        objectStream('', { packed: deflateSync(Buffer.from('7 0 << /S /JavaScript >>')).subarray(0, 20) }),
      ],
    }),
    words: /tidak dapat diperiksa/,
  },
  {
    rule: 'F-06 an object stream that unpacks to more than memory',
    bytes: specimenPdf({ objects: [objectStream('', { packed: deflateSync(Buffer.alloc(64 << 20)) })] }),
    words: /tidak dapat diperiksa/,
  },
  {
    rule: 'F-06 strings that are never closed, again and again',
    bytes: specimenPdf({ objects: ['1 0 obj ('.repeat(20_000)] }),
    words: /tidak dapat diperiksa/,
  },
  {
    rule: 'F-06 an act at the opening',
    bytes: specimenPdf({ catalog: '/OpenAction << /S /URI /URI (https://contoh.go.id) >>' }),
    words: /saat dibuka/,
  },
  {
    rule: 'F-06 an act at the opening, elsewhere',
    bytes: specimenPdf({ catalog: '/OpenAction 6 0 R', objects: ['<< /S /GoTo >>'] }),
    words: /saat dibuka/,
  },
  {
    rule: 'F-06 an act at the opening in an object stream',
    bytes: specimenPdf({ objects: [objectStream('7 0 << /OpenAction 6 0 R >>')] }),
    words: /saat dibuka/,
  },
  {
    rule: 'F-06 an act of a page',
    bytes: specimenPdf({ objects: ['<< /AA << /O 6 0 R >> >>'] }),
    words: /saat dibuka/,
  },
  {
    rule: 'F-06 a program to start',
    bytes: specimenPdf({ objects: ['<< /S /Launch /F (x.exe) >>'] }),
    words: /saat dibuka/,
  },
  {
    rule: 'F-06 a file inside',
    bytes: specimenPdf({ objects: ['<< /Type /EmbeddedFile /Length 0 >>\nstream\n\nendstream'] }),
    words: /berkas lain/,
  },
  {
    rule: 'F-06 a form with scripts',
    bytes: specimenPdf({ catalog: '/AcroForm << /XFA 6 0 R >>' }),
    words: /skrip/,
  },
  { rule: 'F-06 a locked PDF', bytes: specimenPdf({ trailer: '/Encrypt 6 0 R' }), words: /terkunci/ },
]

function withoutScan(): Buffer {
  const whole = specimenJpeg()
  return Buffer.concat([whole.subarray(0, whole.indexOf(Buffer.from([0xff, 0xda]))), whole.subarray(-2)])
}

describe('what may be uploaded', () => {
  for (const { rule, bytes, mediaType } of FINE) {
    it(`${rule} is fine`, async () => {
      assert.deepEqual(await checkUpload(bytes, 'surat.bin'), {
        kind: 'fine',
        mediaType,
        name: { 'application/pdf': 'surat.pdf', 'image/jpeg': 'surat.jpg', 'image/png': 'surat.png' }[
          mediaType
        ],
      })
    })
  }

  for (const { rule, bytes, words } of REFUSED) {
    it(`${rule} is refused`, async () => {
      const check = await checkUpload(bytes, 'surat.pdf')
      assert.equal(check.kind, 'refused')
      assert.match(check.kind === 'refused' ? check.message : '', words)
    })
  }

  it('F-05 any bytes get an answer, whatever they begin with', async () => {
    const heads = [specimenPdf(), specimenJpeg(), specimenPng()].flatMap((one) => [
      one.subarray(0, 8),
      one.subarray(0, one.length / 2),
    ])
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }), async (head, tail) => {
        const check = await checkUpload(Buffer.concat([head, tail]), 'surat')
        assert.ok(check.kind === 'fine' || check.message !== '')
      }),
    )
  })
})
