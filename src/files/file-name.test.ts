import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cleanFileName } from './file-name.ts'

const ROWS: [given: string, kept: string][] = [
  ['SPTJM bertanda tangan.pdf', 'SPTJM bertanda tangan.pdf'],
  ['C:\\Users\\budi\\surat.PDF', 'surat.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['surat.pdf.exe', 'surat.pdf'],
  ['surat', 'surat.pdf'],
  ['rapat 21.11.2026', 'rapat 21.11.2026.pdf'],
  ['sp\u202efdp.exe', 'sp fdp.pdf'],
  ['a\u0000b\r\nc.pdf', 'a b c.pdf'],
  ['"><script>.pdf', 'script.pdf'],
  ['...', 'berkas.pdf'],
  ['', 'berkas.pdf'],
  ['Berita acara — No. 12.pdf', 'Berita acara — No. 12.pdf'],
]

describe('names of uploads (F-08)', () => {
  for (const [given, kept] of ROWS) {
    it(`${JSON.stringify(given)} is kept as ${kept}`, () => {
      assert.equal(cleanFileName(given, 'application/pdf'), kept)
    })
  }

  it('whatever the name was, it is short, plain and ends in what the file is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const kept = cleanFileName(given, 'image/png')
        assert.match(kept, /^[^\p{Cc}\p{Cf}<>:"|?*\\/]+\.png$/u)
        assert.ok(kept.length <= 204)
        assert.ok(!kept.startsWith('.'))
      }),
    )
  })
})
