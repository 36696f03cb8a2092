import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import Schema from 'typebox/schema'
import { readAgreementFile } from '../../agreements/index.ts'
import { CATALOGUE_FIELDS, fieldsOfPaper } from '../field-catalogue.ts'
import { DefinitionFile } from './definition-file.ts'
import { readDefinition } from './read-definition.ts'

const FIELD = { key: 'NOMOR', label: 'Nomor', type: 'text', maxLength: 40, required: true, unique: false }
const FILE = {
  basis: '400.12/1',
  reason: 'Disepakati',
  strangerPolicy: 'refuse',
  retentionMonths: null,
  fields: [FIELD],
}
const withField = (change: object) => ({ ...FILE, fields: [{ ...FIELD, ...change }] })
const number = { type: 'number', maxLength: undefined, decimals: 0 }
const code = (...codes: object[]) => ({ type: 'code', maxLength: undefined, codes })
const without = (file: object) => JSON.parse(JSON.stringify(file))

const faultsOf = (file: object) => {
  const read = readDefinition(without(file))
  return read.kind === 'faulty' ? read.faults.map((fault) => `${fault.code} ${fault.field}`) : []
}

const fine: [name: string, file: object][] = [
  ['a text', FILE],
  ['with a pattern, help, months', { ...withField({ pattern: '^[A-Z]+$', help: 'x' }), retentionMonths: 24 }],
  ['a number with bounds', withField({ ...number, decimals: 2, min: -1.5, max: 100 })],
  ['a day', withField({ type: 'date', maxLength: undefined, past: true })],
  ['yes or no', withField(code({ code: 'YA', label: 'Ya' }, { code: 'TIDAK', label: 'Tidak' }))],
  ['every ready-made field', { ...FILE, fields: CATALOGUE_FIELDS }],
]
for (const [name, file] of fine) {
  test(`FB-80 ${name} is read as it stands, and is what the schema describes`, () => {
    const plain = without(file)
    const read = readDefinition(plain)
    assert.ok(read.kind === 'read', JSON.stringify(read))
    assert.deepEqual(without(read.draft), plain)
    assert.ok(Schema.Check(DefinitionFile, plain))
  })
}

const faulty: [change: object, faults: string[]][] = [
  [{ ...FILE, basis: ' ' }, ['FB-82 basis']],
  [{ ...FILE, reason: undefined }, ['FB-82 reason']],
  [{ ...FILE, strangerPolicy: 'allow' }, ['FB-82 strangerPolicy']],
  [{ ...FILE, retentionMonths: 0 }, ['FB-82 retentionMonths']],
  [{ ...FILE, retentionMonths: undefined }, ['FB-82 retentionMonths']],
  [{ ...FILE, fields: [] }, ['FB-82 fields']],
  [{ ...FILE, retention: 3 }, ['FB-82 retention']],
  [withField({ key: 'nomor rekam' }), ['FB-80 fields[0].key']],
  [withField({ key: 'NIK' }), ['FB-80 fields[0].key']],
  [withField({ label: 'Alasan' }), ['FB-80 fields[0].label']],
  [withField({ requierd: true }), ['FB-82 fields[0].requierd']],
  [withField({ required: 'ya' }), ['FB-82 fields[0].required']],
  [withField({ type: 'file' }), ['FB-82 fields[0].type']],
  [withField({ maxLength: 501 }), ['FB-82 fields[0].maxLength']],
  [withField({ pattern: '(a+)+\\1' }), ['FB-81 fields[0].pattern']],
  [withField({ ...number, decimals: 7 }), ['FB-82 fields[0].decimals']],
  [withField({ ...number, min: 5, max: 4 }), ['FB-82 fields[0].max']],
  [withField(code()), ['FB-82 fields[0].codes']],
  [withField(code({ code: 'A', label: 'Satu' }, { code: 'B', label: 'a' })), ['FB-82 fields[0].codes']],
  [withField(code({ code: 'A', label: '' })), ['FB-82 fields[0].codes[0].label']],
  [withField({ proposes: 'blood-type' }), ['FB-82 fields[0].proposes']],
  [withField({ ...code({ code: 'X', label: 'X' }), proposes: 'blood-type' }), ['FB-82 fields[0].codes']],
  [{ ...FILE, fields: [FIELD, { ...FIELD, key: 'LAIN', label: 'nomor.' }] }, []],
  [{ ...FILE, fields: [FIELD, { ...FIELD, key: 'LAIN', label: 'NOMOR *' }] }, ['FB-80 fields[1].label']],
  [{ ...FILE, fields: [FIELD, FIELD] }, ['FB-80 fields[1].key', 'FB-80 fields[1].label']],
  [
    { ...FILE, fields: Array.from({ length: 41 }, (_, n) => ({ ...FIELD, key: `K${n}`, label: `k ${n}` })) },
    ['FB-82 fields'],
  ],
  [
    { ...FILE, basis: '', fields: [{ ...FIELD, key: '', maxLength: 0 }, 'NIK'] },
    ['FB-82 basis', 'FB-82 fields[0].key', 'FB-82 fields[0].maxLength', 'FB-82 fields[1]'],
  ],
]
for (const [file, faults] of faulty) {
  test(`FB-80 FB-81 FB-82 ${faults.join(', ') || 'a sign at the end is a name of its own'}`, () => {
    assert.deepEqual(faultsOf(file), faults)
  })
}

const PAPERS = join(import.meta.dirname, '../../../demo/agreements')

/** Of every real agreement: what a value of each of its fields may be. */
const TYPES_OF_PAPER: Readonly<Record<string, readonly string[]>> = {
  'jawa-barat-tenaga-kerja-2021': [
    'KETERANGAN_PENCARI_KERJA code > occupation',
    'KETERANGAN_PESERTA_TRANSMIGRASI code',
  ],
  'karanganyar-kesehatan-2022': [
    'NOMOR_REKAM_MEDIS text unique',
    'GOLONGAN_DARAH code > blood-type',
    'NOMOR_SURAT_KETERANGAN_KEMATIAN text unique > death',
  ],
  'karanganyar-rsud-2020': [
    'GOLONGAN_DARAH code > blood-type',
    'NOMOR_REKAM_MEDIS text unique',
    'NOMOR_SURAT_KETERANGAN_KEMATIAN text unique > death',
  ],
  'karanganyar-tenaga-kerja-2020': [
    'NOMOR_KARTU_PENCARI_KERJA text unique',
    'NOMOR_REGISTER_AK1 text unique',
    'JENIS_USAHA text',
    'KELAS_USAHA text',
  ],
  'purbalingga-tenaga-kerja-2025': [
    'KETERANGAN_PENCARI_KERJA code > occupation',
    'NOMOR_SERTIFIKAT_PELATIHAN text unique',
    'JENIS_PELATIHAN text',
    'PENEMPATAN_KERJA text',
  ],
}

for (const [code, types] of Object.entries(TYPES_OF_PAPER)) {
  for (const file of readdirSync(PAPERS).filter((name) => isOf(code, name))) {
    test(`FB-80 ${file} names fields that are ready made, and they stand the rules`, () => {
      const read = readAgreementFile(readFileSync(join(PAPERS, file), 'utf8'))
      assert.ok(read.kind === 'read')
      const fields = fieldsOfPaper(read.agreement.feedback?.fields.map(({ name }) => name) ?? [])
      assert.deepEqual(
        fields.map(({ key, type, unique, proposes }) =>
          [key, type, unique ? 'unique' : '', proposes === undefined ? '' : `> ${proposes}`]
            .filter((part) => part !== '')
            .join(' '),
        ),
        types,
      )
      assert.deepEqual(faultsOf({ ...FILE, fields }), [])
      const known = new Set(CATALOGUE_FIELDS.map(({ key }) => key))
      assert.deepEqual(
        fields.filter(({ key }) => !known.has(key)),
        [],
      )
    })
  }
}

/** An agreement and its renewal name the same fields. */
function isOf(code: string, file: string): boolean {
  return file.startsWith(code.replace(/\d{4}$/, '')) && file.endsWith('.json')
}

test('FB-80 long names that begin alike stay two fields, and the NIK is none', () => {
  const long = 'Nomor surat keputusan penerima bantuan sosial tahun'
  const fields = fieldsOfPaper([`${long} pertama`, `${long} kedua`, 'NIK', `${long} kedua`])
  assert.deepEqual(
    fields.map(({ key }) => key),
    ['NOMOR_SURAT_KEPUTUSAN_PENERIMA_BANTUAN_S', 'NOMOR_SURAT_KEPUTUSAN_PENERIMA_BANTUA_2'],
  )
  assert.deepEqual(faultsOf({ ...FILE, fields }), [])
})
