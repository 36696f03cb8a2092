import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameWords } from './name-form.ts'

const rows: { rule: string; written: string; words: string }[] = [
  { rule: 'M-21 case and spaces', written: '  Budi   santoso ', words: 'BUDI SANTOSO' },
  { rule: 'M-21 accents', written: 'Désirée Ångström', words: 'DESIREE ANGSTROM' },
  { rule: 'M-21 apostrophes join', written: "Nu'man Ma’ruf", words: 'NUMAN MARUF' },
  { rule: 'M-21 other punctuation parts', written: 'SITI-AMINAH/ZAHRA', words: 'SITI AMINAH ZAHRA' },
  { rule: 'M-21 emoji are nothing', written: 'BUDI 😀 SANTOSO', words: 'BUDI SANTOSO' },
  { rule: 'M-22 titles before', written: 'Prof. Dr. Ir. H. Budi Santoso', words: 'BUDI SANTOSO' },
  { rule: 'M-22 titles before, glued', written: 'DR.IR.BUDI SANTOSO', words: 'BUDI SANTOSO' },
  { rule: 'M-22 K.H. is one title', written: 'K.H. Budi Santoso', words: 'BUDI SANTOSO' },
  { rule: 'M-22 forms of address', written: 'Ny. Siti Aminah', words: 'SITI AMINAH' },
  { rule: 'M-22 titles after', written: 'Siti Aminah, S.Pd.I., M.Pd.', words: 'SITI AMINAH' },
  { rule: 'M-22 titles after, without dots', written: 'SITI AMINAH SPD', words: 'SITI AMINAH' },
  { rule: 'M-22 titles after, spaced', written: 'SITI AMINAH S KOM', words: 'SITI AMINAH' },
  { rule: 'M-22 a title behind a comma', written: 'SITI AMINAH, HJ', words: 'SITI AMINAH' },
  { rule: 'M-22 a degree behind one name wants a mark', written: 'TAN SE', words: 'TAN SE' },
  { rule: 'M-22 a dot is a mark', written: 'TAN S.E.', words: 'TAN' },
  { rule: 'M-22 a comma is a mark', written: 'TAN, SE', words: 'TAN' },
  { rule: 'M-22 MA is a name without a mark', written: 'LIM SIOK MA', words: 'LIM SIOK MA' },
  { rule: 'M-22 M.A. is a degree', written: 'LIM SIOK M.A.', words: 'LIM SIOK' },
  { rule: 'M-22 initials at the end stay', written: 'BUDI SANTOSO S E', words: 'BUDI SANTOSO S E' },
  { rule: 'M-22 a title alone stays', written: 'Ir.', words: 'IR' },
  { rule: 'M-22 the last of titles alone stays', written: 'Dr. H. Ir.', words: 'IR' },
  { rule: 'M-22 a degree alone stays', written: 'S.Kom', words: 'S KOM' },
  { rule: 'M-23 MUH.', written: 'Muh. Rizki', words: 'MUHAMMAD RIZKI' },
  { rule: 'M-23 MOCH.', written: 'MOCH.RIZKI', words: 'MUHAMMAD RIZKI' },
  { rule: 'M-23 M opens a name', written: 'M. Rizki', words: 'MUHAMMAD RIZKI' },
  { rule: 'M-23 M behind a title opens a name', written: 'H. M. Rizki', words: 'MUHAMMAD RIZKI' },
  { rule: 'M-23 M in the middle stays', written: 'SITI M RIZKI', words: 'SITI M RIZKI' },
  { rule: 'M-23 M alone stays', written: 'M', words: 'M' },
  { rule: 'M-23 MOH at the end stays', written: 'NUR MOH', words: 'NUR MOH' },
  { rule: 'M-23 a full variant counts anywhere', written: 'NUR MOCHAMAD', words: 'NUR MUHAMMAD' },
  { rule: 'M-23 ABD.', written: 'Abd. Rahman', words: 'ABDUL RAHMAN' },
  { rule: 'M-23 AB.', written: 'Ab. Rahman', words: 'ABDUL RAHMAN' },
  { rule: 'M-23 ST. before a name', written: 'St. Aisyah', words: 'SITI AISYAH' },
  { rule: 'M-23 S.T. behind a name', written: 'SITI AISYAH, ST', words: 'SITI AISYAH' },
  { rule: 'M-23 BT.', written: 'SITI BT. BUDI', words: 'SITI BINTI BUDI' },
  { rule: 'M-23 I WYN.', written: 'I WYN. SUDARMA', words: 'I WAYAN SUDARMA' },
  { rule: 'M-21 nothing stays of nothing', written: ' ., ', words: '' },
]

for (const { rule, written, words } of rows) {
  test(`${rule}: ${written}`, () => assert.equal(nameWords(written).join(' '), words))
}
