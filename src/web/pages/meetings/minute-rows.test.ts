import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { filled, isEmpty, newRow, nextKey, pasted } from './minute-rows.ts'

describe('rows of minutes', () => {
  it('an attendee of whom only the tick stands is none', () => {
    const row = newRow('attendees', 3)
    assert.ok(isEmpty(row))
    const named = { ...row, values: { ...row.values, name: 'Contoh' } }
    assert.deepEqual(filled([row, named]), [named])
    assert.equal(nextKey([row]), 4)
    assert.equal(nextKey([]), 0)
  })

  it('lines of a spreadsheet become rows, cell by cell', () => {
    assert.deepEqual(pasted('attendees', 'Contoh Satu\tKepala bidang\r\n\r\nContoh Dua\t Staf ', 5), [
      { key: 5, values: { attended: 'yes', name: 'Contoh Satu', position: 'Kepala bidang' } },
      { key: 6, values: { attended: 'yes', name: 'Contoh Dua', position: 'Staf' } },
    ])
  })
})
