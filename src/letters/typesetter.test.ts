import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, describe, it } from 'node:test'
import { inflateSync } from 'node:zlib'
import type { Letter, Run } from './letter.ts'
import { openTypesetter } from './typesetter.ts'

const typesetter = openTypesetter()
after(() => typesetter.close())

const run = (text: string): Run[] => [{ text }]

const LETTER: Letter = {
  title: 'Surat contoh',
  date: '2026-11-21',
  letterhead: {
    government: 'PEMERINTAH CONTOH',
    name: 'DINAS',
    address: 'Jalan',
    contact: null,
    emblem: null,
  },
  opening: {
    kind: 'letter',
    placeAndDate: 'Contoh, 21 November 2026',
    facts: [{ label: 'Nomor', value: run('470/1/2026') }],
    addressee: ['Yth. Kepala', 'di', 'Contoh'],
  },
  body: [
    { kind: 'paragraph', text: run('Isi surat.'), isIndented: true },
    { kind: 'heading', lines: ['Pasal 1', 'MAKSUD'] },
    { kind: 'list', style: '(1)', items: [{ text: run('Butir'), body: [] }] },
    { kind: 'facts', rows: [{ label: 'Nama', value: run('Contoh') }] },
    {
      kind: 'table',
      columns: [{ head: 'No.', weight: 1, isCentred: true }],
      rows: [[run('1')]],
      isShort: true,
    },
    {
      kind: 'signatures',
      placeAndDate: null,
      signatures: [
        { heading: null, title: 'Kepala', name: 'Contoh', rank: null, nip: null, isStamped: true },
      ],
    },
  ],
  copies: ['Arsip'],
  annexes: [
    { facts: [], title: ['LAMPIRAN'], body: [{ kind: 'centred', text: run('x') }, { kind: 'page' }] },
  ],
  footer: { lines: ['Kaki'], qr: null, qrText: null },
  isDraft: false,
}

const paragraph = (text: string): Letter => ({
  ...LETTER,
  body: [{ kind: 'paragraph', text: run(text), isIndented: false }],
})

async function pdfOf(letter: Letter): Promise<Buffer> {
  const set = await typesetter.set(letter)
  assert.equal(set.kind, 'set', JSON.stringify(set))
  return set.kind === 'set' ? set.pdf : Buffer.of()
}

/** Everything in the streams of a PDF that can be unpacked. */
function unpacked(pdf: Buffer): string {
  const text = pdf.toString('latin1')
  const streams = [...text.matchAll(/stream\r?\n/g)].map(({ index, 0: head }) => {
    try {
      return inflateSync(pdf.subarray(index + head.length), { finishFlush: 2 }).toString('latin1')
    } catch {
      return ''
    }
  })
  return text + streams.join('\n')
}

describe('LT-01 a letter', () => {
  it('is PDF/A-2a, tagged, with language and title', async () => {
    const content = unpacked(await pdfOf(LETTER))
    assert.match(content, /<pdfaid:part>2<\/pdfaid:part>/)
    assert.match(content, /<pdfaid:conformance>A<\/pdfaid:conformance>/)
    assert.match(content, /\/MarkInfo\s*<<[^>]*\/Marked true/)
    assert.match(content, /\/Lang\s*\(id(-ID)?\)/)
    assert.match(content, /Surat contoh/)
    for (const tag of ['H1', 'Table', 'TH', 'L', 'LBody', 'P'])
      assert.match(content, new RegExp(`/S\\s*/${tag}\\b`), tag)
  })

  it('is the same bytes each time', async () => {
    assert.ok((await pdfOf(LETTER)).equals(await pdfOf(LETTER)))
  })
})

describe('LT-02 nothing in a letter is read as markup', () => {
  for (const text of [
    '#let x = 1 #panic("x") #include "/etc/passwd"',
    '#sys.inputs @label <label> $ sum $ `raw` *b* _i_ \\ // komentar /* x */',
    '= Judul\n- butir\n+ satu',
    '"kutip" \'tunggal\' ~ -- --- ...',
    '{{nama}} [[tabel: x]] $x',
    'a'.repeat(3_000),
  ]) {
    it(`${JSON.stringify(text.slice(0, 40))} is shown as it is`, async () => {
      const pdf = await pdfOf(paragraph(text))
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
    })
  }

  it('the text of a letter is that of the letter', { skip: !hasPdftotext() }, async () => {
    const text = '#panic("x") @a $b$ *c* _d_ \\e'
    const shown = execFileSync('pdftotext', ['-layout', '-', '-'], { input: await pdfOf(paragraph(text)) })
    assert.ok(shown.toString().includes(text))
  })
})

describe('LT-13 what no font has', () => {
  it('is named, and no letter comes of it', async () => {
    const set = await typesetter.set(paragraph('Siti 😀 漢 ꦗ'))
    assert.ok(set.kind === 'unprintable')
    assert.deepEqual(set.characters.toSorted(), ['😀', '漢', 'ꦗ'].toSorted())
  })

  it('invisible signs are named by their number', async () => {
    const set = await typesetter.set(paragraph('a\u0007'))
    assert.ok(set.kind === 'unprintable')
    assert.deepEqual(set.characters, ['U+7'])
  })

  it('letters with accents, dashes and marks are printed', async () => {
    await pdfOf(paragraph('Yogyakarta – “é ñ ā ş” … × ½ ² § → ☑ ✓'))
  })
})

describe('LT-04 letters are set in a process of their own', () => {
  it('a letter that cannot be set fails alone', async () => {
    const broken = { ...LETTER, date: 'kapan' }
    await assert.rejects(typesetter.set(broken), /could not be set/)
    await pdfOf(LETTER)
  })

  it('whatever waits when the process dies fails, and the next letter starts another', async () => {
    const mortal = openTypesetter()
    await mortal.set(LETTER)
    const before = childrenNow()
    const waiting = mortal.set({ ...LETTER, copies: Array.from({ length: 500 }, (_, n) => `Salinan ${n}`) })
    for (const pid of before.filter(isTypesetting)) process.kill(pid, 'SIGKILL')
    // The other typesetter of this file may have lost its process as well: it too starts another.
    await assert.rejects(waiting, /ended/)
    assert.equal((await mortal.set(LETTER)).kind, 'set')
    await mortal.close()
    await assert.rejects(mortal.set(LETTER), /not set any more/)
  })

  it('many at once come out each as its own', async () => {
    const titles = Array.from({ length: 12 }, (_, n) => `Surat nomor ${n}`)
    const pdfs = await Promise.all(titles.map((title) => pdfOf({ ...LETTER, title })))
    for (const [n, pdf] of pdfs.entries()) assert.ok(unpacked(pdf).includes(`Surat nomor ${n}`))
  })
})

it('LT-11 a letter is drawn for the screen, all its pages', async () => {
  const drawn = await typesetter.draw({ ...LETTER, isDraft: true })
  assert.ok(drawn.kind === 'drawn')
  assert.match(drawn.svg, /^<svg /)
  assert.doesNotMatch(drawn.svg, /<script|<foreignObject/i)
})

function hasPdftotext(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const childrenNow = (): number[] =>
  execFileSync('ps', ['-o', 'pid=', '--ppid', String(process.pid)])
    .toString()
    .trim()
    .split(/\s+/)
    .map(Number)

const isTypesetting = (pid: number) => {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)])
      .toString()
      .includes('typeset-process')
  } catch {
    return false
  }
}
