import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fillTemplate, type LetterData } from './fill-template.ts'
import type { Block } from './letter.ts'
import { templateFaults, templateNames } from './template.ts'
import { plainText } from './template-text.ts'

const HEAD = 'bentuk: naskah\nkop: dinas\nhal: Contoh\njudul: SURAT|CONTOH\nnomor: Nomor: {{nomor}}\n---\n'

const vocabulary = {
  placeholders: new Set(['nomor', 'nama', 'alasan', 'nama_kepala']),
  tables: new Set(['daftar']),
}

const data = (values: Record<string, string>, tables: LetterData['tables'] = new Map()): LetterData => ({
  values: new Map(Object.entries({ nomor: '7', ...values })),
  tables,
  placeAndDate: () => 'Contoh, 21 November 2026',
})

function blocksOf(body: string, values: Record<string, string> = {}, tables?: LetterData['tables']): Block[] {
  const filled = fillTemplate(HEAD + body, data(values, tables))
  assert.ok(filled.kind === 'filled', JSON.stringify(filled))
  return filled.letter.body
}

describe('LT-09 a template without faults', () => {
  for (const body of [
    'Isi.',
    '# Pasal 1\n# MAKSUD\n\n(1) Satu.\n(2) Dua:\n    a. anak\n    b. anak\n(3) Tiga.',
    ': Nama = {{nama}}\n: Alasan = {{alasan|tidak ada}}',
    '| Satu | Dua |\n| 30% | 70% |\n| {{nama|a}} | **x** |',
    '[[tabel: daftar]]',
    '[[bila: nama]]\nYa {{nama}}.\n[[akhir bila]]\n[[bila tidak: daftar]]\nTidak.\n[[akhir bila]]',
    '[[tanda tangan: PIHAK KEDUA = kepala bermeterai | Mengetahui, = kepala bertanggal]]',
    'Isi.\n\n[[tembusan]]\n1. Satu;\n2. Dua.\n\n[[lampiran: DAFTAR|DUA]]\nIsi lampiran.',
    '> **TENGAH**\n[[halaman baru]]\n- butir\n- butir',
  ]) {
    it(JSON.stringify(body.slice(0, 50)), () => assert.deepEqual(templateFaults(HEAD + body, vocabulary), []))
  }
})

describe('LT-09 every fault of a template is named with its line', () => {
  for (const [source, line, says] of [
    ['Isi tanpa kepala.', 1, /diakhiri baris ---/],
    ['bentuk: brosur\nkop: dinas\nhal: x\n---\n', 1, /surat atau naskah/],
    ['bentuk: surat\nkop: kami\nhal: x\nkepada: y\n---\n', 2, /kop harus/],
    ['bentuk: surat\nkop: dinas\nhal: x\n---\n', 4, /kepada wajib/],
    ['bentuk: surat\nkop: dinas\nhal: x\nkepada: y\njudul: z\n---\n', 5, /hanya untuk naskah/],
    ['bentuk: naskah\nkop: dinas\nhal: x\nhal: y\njudul: z\n---\n', 4, /dua kali/],
    ['bentuk: naskah\nwarna: biru\nkop: dinas\nhal: x\njudul: z\n---\n', 2, /tidak dikenal/],
    [`${HEAD}Kepada {{siapa}}.`, 7, /siapa tidak dikenal/],
    [`${HEAD}\n[[tabel: lain]]`, 8, /lain tidak dikenal/],
    [`${HEAD}{{nama`, 7, /tidak berpasangan/],
    [`${HEAD}{{Nama Besar}}`, 7, /bukan penanda/],
    [`${HEAD}**tebal`, 7, /\*\* tidak ditutup/],
    [`${HEAD}| a | b |\n| c |`, 8, /1 kolom, seharusnya 2/],
    [`${HEAD}| a | b`, 7, /Tabel tidak ditutup/],
    [`${HEAD}: Nama {{nama}}`, 7, /Label = isi/],
    [`${HEAD}[[bila: nama]]\nIsi.`, 7, /tidak ditutup/],
    [`${HEAD}[[akhir bila]]`, 7, /tanpa/],
    [`${HEAD}[[bila: entah]]\nx\n[[akhir bila]]`, 7, /entah tidak dikenal/],
    [`${HEAD}[[bila tidak: nama]]\n{{entah}}\n[[akhir bila]]`, 8, /entah tidak dikenal/],
    [`${HEAD}[[tanda tangan: ]]`, 7, /Tanda tangan harus/],
    [`${HEAD}[[tanda tangan: siapa]]`, 7, /nama_siapa tidak dikenal/],
    [`${HEAD}[[gambar: x]]`, 7, /tidak dikenal di sini/],
    [`${HEAD}[[tembusan]]\nArsip`, 8, /harus berupa daftar/],
    ['x'.repeat(100_001), 1, /paling banyak/],
  ] as const) {
    it(`${JSON.stringify(source.slice(-40))}: line ${line}`, () => {
      const found = templateFaults(source, vocabulary)
      assert.ok(
        found.some((fault) => fault.line === line && says.test(fault.message)),
        JSON.stringify(found),
      )
    })
  }

  it('whatever is written, it is read without failing', () => {
    const pieces = [
      '{{',
      '}}',
      'nama',
      '[[',
      ']]',
      'bila: ',
      '|',
      '**',
      '*',
      '\n',
      '  ',
      '1. ',
      '(1) ',
      '# ',
      ': ',
      '---',
      '\\',
      '😀',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => {
        templateFaults(HEAD + parts.join(''), vocabulary)
      }),
    )
  })
})

describe('LT-02 values are words', () => {
  it('markup in a value is shown', () => {
    const value = '**x** {{nomor}} [[halaman baru]] | # y'
    const [block] = blocksOf('Isi {{nama}}.', { nama: value })
    assert.ok(block?.kind === 'paragraph')
    assert.equal(plainText(block.text), `Isi ${value}.`)
    assert.deepEqual(
      block.text.map(({ isBold }) => isBold),
      [undefined, undefined, undefined],
    )
  })

  it('a line break in a value makes no block', () => {
    const blocks = blocksOf('Isi {{nama}}.', { nama: 'satu\n\n# dua\n- tiga' })
    assert.deepEqual(
      blocks.map(({ kind }) => kind),
      ['paragraph'],
    )
  })

  it('signs that are not seen are left out, spaces are tidied', () => {
    const [block] = blocksOf('{{nama}}', { nama: ' a\u202e\u0000b  c\u00ad ' })
    assert.ok(block?.kind === 'paragraph')
    assert.equal(plainText(block.text), 'ab c')
  })

  it('long words can be broken, and the subject stays whole', () => {
    const word = 'x'.repeat(60)
    const filled = fillTemplate(HEAD.replace('hal: Contoh', 'hal: {{nama}}'), data({ nama: word }))
    assert.ok(filled.kind === 'filled')
    assert.equal(filled.letter.subject, word)
  })
})

describe('filling', () => {
  it('LT-10 names everything that is missing', () => {
    const body = '{{nama}} {{alasan}} [[x]]\n\n[[tabel: daftar]]\n[[tanda tangan: kepala]]'
    const filled = fillTemplate(HEAD + body.replace(' [[x]]', ''), data({}))
    assert.ok(filled.kind === 'lacking')
    assert.deepEqual(filled.names.toSorted(), ['alasan', 'daftar', 'nama', 'nama_kepala'])
  })

  it('a condition keeps its lines only when there is a value', () => {
    const body = '[[bila: nama]]\nYa.\n[[akhir bila]]\n[[bila tidak: nama]]\nTidak.\n[[akhir bila]]'
    const textOf = (values: Record<string, string>) =>
      blocksOf(body, values).map((block) => (block.kind === 'paragraph' ? plainText(block.text) : ''))
    assert.deepEqual(textOf({ nama: 'x' }), ['Ya.'])
    assert.deepEqual(textOf({}), ['Tidak.'])
  })

  it('lists go on over conditions and hold what is indented', () => {
    const [list, ...rest] = blocksOf(
      '1. satu\n[[bila: nama]]\n2. dua\n[[akhir bila]]\n3. tiga\n   lanjut\n   - anak',
    )
    assert.ok(list?.kind === 'list' && rest.length === 0)
    assert.deepEqual(
      list.items.map(({ text }) => plainText(text)),
      ['satu', 'tiga lanjut'],
    )
    assert.equal(list.items[1]?.body[0]?.kind, 'list')
  })

  it('a cell # counts the rows that are there', () => {
    const [table] = blocksOf('| No. | x |\n| # | a |\n[[bila: nama]]\n| # | b |\n[[akhir bila]]\n| # | c |')
    assert.ok(table?.kind === 'table')
    assert.deepEqual(
      table.rows.map((row) => row.map(plainText)),
      [
        ['1', 'a'],
        ['2', 'c'],
      ],
    )
  })

  it('capitals, and words for what is not known', () => {
    const [block] = blocksOf('{{nama:kapital}} {{alasan|tanpa alasan}}', { nama: 'Dinas' })
    assert.ok(block?.kind === 'paragraph')
    assert.equal(plainText(block.text), 'DINAS tanpa alasan')
  })

  it('who signs comes with position, rank and number', () => {
    const values = { nama_kepala: 'A', jabatan_kepala: 'Kepala', nip_kepala: '1' }
    const [block] = blocksOf('[[tanda tangan: PIHAK KESATU = kepala bermeterai bertanggal]]', values)
    assert.deepEqual(block, {
      kind: 'signatures',
      placeAndDate: 'Contoh, 21 November 2026',
      signatures: [
        { heading: 'PIHAK KESATU', title: 'Kepala', name: 'A', rank: null, nip: '1', isStamped: true },
      ],
    })
  })

  it('what a template names is found in both branches', () => {
    const { placeholders, tables } = templateNames(
      `${HEAD}[[bila: nama]]\n[[tabel: daftar]]\n[[akhir bila]]\n[[bila tidak: nama]]\n{{alasan}}\n[[akhir bila]]`,
    )
    assert.deepEqual([...placeholders].sort(), ['alasan', 'nama', 'nomor'])
    assert.deepEqual([...tables], ['daftar'])
  })
})
