import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readCaseNote, splitCaseNote, writeCaseNote } from './case-note.ts'

const PURPOSES = ['Pelatihan kerja', 'Kartu AK I · pencari kerja']
const GOOD = { purpose: 'Pelatihan kerja', caseNumber: '2026/114' }

const rows: { rule: string; change: Partial<typeof GOOD>; faulty: string[] }[] = [
  { rule: 'P-02 of the list, with a case number', change: {}, faulty: [] },
  { rule: 'P-02 no purpose', change: { purpose: ' ' }, faulty: ['purpose'] },
  { rule: 'P-02 not of the list', change: { purpose: 'Iseng' }, faulty: ['purpose'] },
  { rule: 'P-02 nor in another case', change: { purpose: 'pelatihan kerja' }, faulty: ['purpose'] },
  { rule: 'P-03 no case number', change: { caseNumber: '' }, faulty: ['caseNumber'] },
  { rule: 'P-03 61 letters', change: { caseNumber: 'x'.repeat(61) }, faulty: ['caseNumber'] },
  { rule: 'P-03 60 letters', change: { caseNumber: 'x'.repeat(60) }, faulty: [] },
  { rule: 'P-03 what parts it from the purpose', change: { caseNumber: 'a · b' }, faulty: ['caseNumber'] },
  { rule: 'P-04 a NIK', change: { caseNumber: '8801015708850001' }, faulty: ['caseNumber'] },
  { rule: 'P-04 a NIK among words', change: { caseNumber: 'a/8801015708850001/b' }, faulty: ['caseNumber'] },
  { rule: 'P-04 a NIK in groups', change: { caseNumber: '8801 01 570885 0001' }, faulty: ['caseNumber'] },
  { rule: 'P-04 a NIK with dots', change: { caseNumber: '8801.0157.0885.0001' }, faulty: ['caseNumber'] },
  {
    rule: 'P-04 sixteen digits that are none',
    change: { caseNumber: '0'.repeat(16) },
    faulty: ['caseNumber'],
  },
  {
    rule: 'P-04 wide digits',
    change: { caseNumber: '８８０１０１５７０８８５０００１' },
    faulty: ['caseNumber'],
  },
  { rule: 'P-04 the 18 digits of a NIP may stand', change: { caseNumber: '198503152010011005' }, faulty: [] },
  {
    rule: 'P-04 a number of a letter may stand',
    change: { caseNumber: '400.12.4/0102/2026-0000114' },
    faulty: [],
  },
  { rule: 'both at once', change: { purpose: '', caseNumber: '' }, faulty: ['purpose', 'caseNumber'] },
]
for (const { rule, change, faulty } of rows) {
  test(`${rule}: ${faulty.join(', ') || 'read'}`, () => {
    const read = readCaseNote({ ...GOOD, ...change }, PURPOSES)
    assert.deepEqual(read.kind === 'faulty' ? read.faults.map(({ field }) => field) : [], faulty)
  })
}

test('a fault never repeats what was typed', () => {
  const read = readCaseNote({ purpose: 'Iseng', caseNumber: '8801015708850001' }, PURPOSES)
  assert.ok(!/Iseng|8801/.test(JSON.stringify(read)))
})

test('a note is written within an entry, and read back with its case number whole', () => {
  const word = fc.string({ minLength: 1, maxLength: 500, unit: 'grapheme-ascii' })
  fc.assert(
    fc.property(
      word,
      fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme-ascii' }),
      (purpose, caseNumber) => {
        const text = writeCaseNote({ purpose, caseNumber })
        assert.ok(text.length <= 200)
        const back = splitCaseNote(text)
        assert.equal(back.caseNumber, caseNumber)
        assert.ok(purpose.startsWith(back.purpose?.replace(/…$/, '') ?? '?'))
      },
    ),
  )
})

test('a purpose may hold what parts it from the case number', () => {
  const note = { purpose: 'Kartu AK I · pencari kerja', caseNumber: '114' }
  assert.deepEqual(splitCaseNote(writeCaseNote(note)), note)
})
