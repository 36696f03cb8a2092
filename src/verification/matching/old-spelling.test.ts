import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldOldSpelling } from './old-spelling.ts'

const rows: [old: string, modern: string][] = [
  ['SOEKARNO', 'SUKARNO'],
  ['DJOKO', 'JOKO'],
  ['TJAHJONO', 'CAHYONO'],
  ['SJAHRIR', 'SYAHRIR'],
  ['NJOMAN', 'NYOMAN'],
  ['WIDJAJA', 'WIJAYA'],
  ['MOELJONO', 'MULYONO'],
  ['SOERABAJA', 'SURABAYA'],
  ['ACHMAD', 'AHMAD'],
  ['AKHMAD', 'AHMAD'],
  ['CHOLID', 'KHOLID'],
  ['CHRISTIAN', 'KRISTIAN'],
  ['ANNISA', 'ANISA'],
  ['MUHAMMAD', 'MUHAMAD'],
  ['JOEL', 'JOEL'],
  ['JULI', 'JULI'],
  ['PANJI', 'PANJI'],
]

for (const [old, modern] of rows) {
  test(`M-25 ${old} folds to ${modern}`, () => assert.equal(foldOldSpelling(old), modern))
}

test('M-25 modern names that differ stay different', () => {
  const names = `
    JULI YULI JANI YANI JUNI YUNI JAYA YAYA CANDRA JANDRA SUSI SUSY PANJI PANYI TUTI CUCI DUDI JUDI HASAN HUSEN
    RINA RANI DINA DIAN ANI ANDI NUR NURI SARI SYARI CAHYA KAHYA KHALID KALID JOEL YULIA YULIUS JULIUS NOEL NUL
    `
  const words = names.trim().split(/\s+/)
  assert.equal(new Set(words.map(foldOldSpelling)).size, words.length)
})
