import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { calendarFile } from './calendar-file.ts'

const ENTRY = {
  id: 'dinkes.renewal-request',
  day: '2026-12-31',
  title: 'Permohonan perpanjangan perjanjian – Dinas Kesehatan, Kabupaten; Contoh',
  description: 'Perjanjian 400.12/1/2026\nBerkewajiban: Lembaga Pengguna',
}
const STAMP = '2026-11-21T00:00:00Z'

it('OB-32 a day of the calendar is an event of a whole day, its words escaped', () => {
  const file = calendarFile('Kewajiban', [ENTRY], STAMP)
  const lines = file.replaceAll('\r\n ', '').split('\r\n')
  assert.ok(file.endsWith('END:VCALENDAR\r\n'))
  assert.ok(lines.includes('DTSTART;VALUE=DATE:20261231'))
  assert.ok(lines.includes('DTEND;VALUE=DATE:20270101'))
  assert.ok(lines.includes('DTSTAMP:20261121T000000Z'))
  assert.ok(lines.includes('UID:dinkes.renewal-request@gapura'))
  assert.ok(
    lines.includes('SUMMARY:Permohonan perpanjangan perjanjian – Dinas Kesehatan\\, Kabupaten\\; Contoh'),
  )
  assert.ok(lines.includes('DESCRIPTION:Perjanjian 400.12/1/2026\\nBerkewajiban: Lembaga Pengguna'))
})

it('OB-32 no line is longer than 75 octets, no character is cut, and nothing leaves its line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
      const file = calendarFile('Kewajiban', [{ ...ENTRY, title }], STAMP)
      for (const line of file.split('\r\n')) {
        assert.ok(Buffer.byteLength(line) <= 75, line)
        assert.ok(line.isWellFormed())
      }
      const unfolded = file.replaceAll('\r\n ', '').split('\r\n')
      assert.equal(unfolded.filter((line) => line.startsWith('SUMMARY:')).length, 1)
      assert.equal(
        unfolded.length,
        calendarFile('Kewajiban', [ENTRY], STAMP).replaceAll('\r\n ', '').split('\r\n').length,
      )
    }),
  )
})
