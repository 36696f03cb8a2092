import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressWords } from './address-form.ts'
import { placeWords } from './place-form.ts'

const addresses: { rule: string; written: string; words: string }[] = [
  { rule: 'M-27 JL.', written: 'Jl. Melati', words: 'JL MELATI' },
  { rule: 'M-27 JALAN', written: 'JALAN MELATI', words: 'JL MELATI' },
  { rule: 'M-27 GANG', written: 'Gang Mawar', words: 'GG MAWAR' },
  { rule: 'M-27 DUSUN', written: 'DUSUN KRAJAN', words: 'DSN KRAJAN' },
  { rule: 'M-27 DUKUH', written: 'DK. NGASEM', words: 'DKH NGASEM' },
  { rule: 'M-27 KAMPUNG', written: 'Kampung Melayu', words: 'KP MELAYU' },
  { rule: 'M-27 PERUMAHAN', written: 'PERUMAHAN GRIYA ASRI', words: 'PRM GRIYA ASRI' },
  { rule: 'M-27 BLOK', written: 'BLOK A-5', words: 'BLK A 5' },
  { rule: 'M-27 the number sign', written: 'JL MELATI NO. 5', words: 'JL MELATI 5' },
  { rule: 'M-27 the number sign, glued', written: 'JL MELATI NO5', words: 'JL MELATI 5' },
  { rule: 'M-27 NO that is not before a number', written: 'JL NO SATU', words: 'JL NO SATU' },
  { rule: 'M-27 leading zeros', written: 'JL MELATI 05', words: 'JL MELATI 5' },
  { rule: 'M-27 a letter behind a number', written: 'JL MELATI 12A', words: 'JL MELATI 12A' },
  { rule: 'M-27 Roman numerals', written: 'JL MAWAR XIV', words: 'JL MAWAR 14' },
  { rule: 'M-27 Roman ten', written: 'JL MAWAR X', words: 'JL MAWAR 10' },
  { rule: 'M-27 not a Roman numeral', written: 'JL VIVI', words: 'JL VIVI' },
  { rule: 'M-27 RT and RW are left out', written: 'DSN KRAJAN RT 01 RW 02', words: 'DSN KRAJAN' },
  { rule: 'M-27 RT and RW with dots', written: 'DSN KRAJAN RT.001/RW.002', words: 'DSN KRAJAN' },
  { rule: 'M-27 RT/RW together', written: 'DSN KRAJAN RT/RW 01/02', words: 'DSN KRAJAN' },
  { rule: 'M-27 RT with a bare RW', written: 'RT01/02 DSN KRAJAN', words: 'DSN KRAJAN' },
  { rule: 'M-27 RW alone', written: 'DSN KRAJAN RW 2', words: 'DSN KRAJAN' },
  { rule: 'M-27 RT and RW of nothing else stay', written: 'RT.001/002', words: 'RT 1 RW 2' },
  { rule: 'M-27 directions', written: 'JL MELATI TMR', words: 'JL MELATI TIMUR' },
  { rule: 'M-21 nothing stays of nothing', written: ' - ', words: '' },
]

for (const { rule, written, words } of addresses) {
  test(`${rule}: ${written}`, () => assert.equal(addressWords(written).join(' '), words))
}

const places: { rule: string; written: string; words: string }[] = [
  { rule: 'M-26 KAB.', written: 'Kab. Sragen', words: 'SRAGEN' },
  { rule: 'M-26 KOTA', written: 'KOTA MAGELANG', words: 'MAGELANG' },
  { rule: 'M-26 a town named KOTA', written: 'KOTA BARU', words: 'KOTABARU' },
  { rule: 'M-26 a kind alone stays', written: 'KOTA', words: 'KOTA' },
  { rule: 'M-26 DKI', written: 'DKI Jakarta', words: 'JAKARTA' },
  { rule: 'M-26 D.I.', written: 'D.I. Yogyakarta', words: 'YOGYAKARTA' },
  { rule: 'M-26 short forms', written: 'TJG. PINANG', words: 'TANJUNG PINANG' },
  { rule: 'M-26 spellings of Yogyakarta', written: 'Jogja', words: 'YOGYAKARTA' },
  { rule: 'M-21 nothing stays of nothing', written: '?', words: '' },
]

for (const { rule, written, words } of places) {
  test(`${rule}: ${written}`, () => assert.equal(placeWords(written).join(' '), words))
}
