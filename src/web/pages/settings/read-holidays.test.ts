import assert from 'node:assert/strict'
import { it } from 'node:test'
import { readHolidays } from './read-holidays.ts'

const rows: [string, object[], number[]][] = [
  ['01-01-2027; Tahun Baru Masehi', [{ day: '2027-01-01', name: 'Tahun Baru Masehi', kind: 'national' }], []],
  ['2027-03-10\tIdulfitri', [{ day: '2027-03-10', name: 'Idulfitri', kind: 'national' }], []],
  ['9/3/2027 Cuti bersama Idulfitri', [{ day: '2027-03-09', name: 'Idulfitri', kind: 'joint-leave' }], []],
  ['24-12-2027; Natal; cuti', [{ day: '2027-12-24', name: 'Natal', kind: 'joint-leave' }], []],
  ['24-12-2027; cuti bersama', [{ day: '2027-12-24', name: 'Cuti bersama', kind: 'joint-leave' }], []],
  ['\n\n', [], []],
  [
    'Hari Natal\n30-02-2027; tidak ada\n25-12-2027; Natal',
    [{ day: '2027-12-25', name: 'Natal', kind: 'national' }],
    [1, 2],
  ],
  ['25-12-2027', [], [1]],
]
for (const [text, holidays, unread] of rows) {
  it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(readHolidays(text), { holidays, unread }))
}
