import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dayInWords, isDay, longDay, longDayWithWeekday, spanInWords } from './day-words.ts'

describe('LT-03 days in words', () => {
  it('as agreements begin', () => {
    assert.equal(
      dayInWords('2025-09-16'),
      'hari Selasa tanggal enam belas bulan September tahun dua ribu dua puluh lima',
    )
  })

  it('as letters are dated', () => {
    assert.equal(longDay('2026-01-01'), '1 Januari 2026')
    assert.equal(longDayWithWeekday('1969-12-31'), 'Rabu, 31 Desember 1969')
  })

  for (const [first, last, span] of [
    ['2025-09-16', '2027-09-15', '2 (dua) tahun'],
    ['2025-09-16', '2027-09-16', '2 (dua) tahun'],
    ['2026-01-01', '2026-06-30', '6 (enam) bulan'],
    ['2026-01-01', '2027-06-30', '1 (satu) tahun 6 (enam) bulan'],
    ['2026-01-01', '2026-01-10', '10 (sepuluh) hari'],
    ['2026-01-01', '2026-01-01', '1 (satu) hari'],
  ] as const) {
    it(`${first} to ${last} is ${span}`, () => assert.equal(spanInWords(first, last), span))
  }

  it('a day is one that exists', () => {
    assert.ok(isDay('2024-02-29'))
    for (const text of ['2025-02-29', '29-02-2024', '', 'x']) assert.ok(!isDay(text))
  })
})
