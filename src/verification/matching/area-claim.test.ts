import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AreaLevel, isClaimedArea, isClaimedAreaCode } from './area-claim.ts'

const IN_REGENCY = '8813052003'
const IN_CITY = '8871051003'

const codes: { level: AreaLevel; claim: string; expect: boolean }[] = [
  { level: 'province', claim: '88', expect: true },
  { level: 'province', claim: '088', expect: true },
  { level: 'province', claim: '87', expect: false },
  { level: 'regency', claim: '13', expect: true },
  { level: 'regency', claim: '013', expect: true },
  { level: 'regency', claim: '8813', expect: true },
  { level: 'regency', claim: '88.13', expect: true },
  { level: 'regency', claim: '8713', expect: false },
  { level: 'regency', claim: '3', expect: false },
  { level: 'district', claim: '5', expect: true },
  { level: 'district', claim: '05', expect: true },
  { level: 'district', claim: '881305', expect: true },
  { level: 'district', claim: '1305', expect: false },
  { level: 'village', claim: '2003', expect: true },
  { level: 'village', claim: '8813052003', expect: true },
  { level: 'village', claim: '88.13.05.2003', expect: true },
  { level: 'village', claim: '1.3', expect: false },
  { level: 'village', claim: '', expect: false },
  { level: 'village', claim: 'x', expect: false },
]

for (const { level, claim, expect } of codes) {
  test(`M-14 ${level} ${claim} ${expect ? 'is' : 'is not'} in ${IN_REGENCY}`, () =>
    assert.equal(isClaimedAreaCode(level, claim, IN_REGENCY), expect))
}

type NameRow = { rule: string; level: AreaLevel; claim: string; stored: string; expect: boolean; city?: true }

const names: NameRow[] = [
  {
    rule: 'M-15 prefix',
    level: 'province',
    claim: 'Provinsi Jawa Tengah',
    stored: 'JAWA TENGAH',
    expect: true,
  },
  { rule: 'M-15 short form', level: 'province', claim: 'JATENG', stored: 'JAWA TENGAH', expect: true },
  { rule: 'M-15 another', level: 'province', claim: 'JAWA', stored: 'JAWA TENGAH', expect: false },
  {
    rule: 'M-15 DKI',
    level: 'province',
    claim: 'DKI Jakarta',
    stored: 'DAERAH KHUSUS JAKARTA',
    expect: true,
  },
  {
    rule: 'M-15 DKI in full',
    level: 'province',
    claim: 'Jakarta',
    stored: 'DAERAH KHUSUS IBUKOTA JAKARTA',
    expect: true,
  },
  {
    rule: 'M-15 DIY',
    level: 'province',
    claim: 'D.I. Yogyakarta',
    stored: 'DAERAH ISTIMEWA YOGYAKARTA',
    expect: true,
  },
  { rule: 'M-15 KEP.', level: 'province', claim: 'Kep. Riau', stored: 'KEPULAUAN RIAU', expect: true },
  {
    rule: 'M-15 islands are not Riau',
    level: 'province',
    claim: 'RIAU',
    stored: 'KEPULAUAN RIAU',
    expect: false,
  },
  { rule: 'M-16 no word', level: 'regency', claim: 'Magelang', stored: 'MAGELANG', expect: true },
  { rule: 'M-16 KAB.', level: 'regency', claim: 'Kab. Magelang', stored: 'MAGELANG', expect: true },
  {
    rule: 'M-16 KOTA for a regency',
    level: 'regency',
    claim: 'Kota Magelang',
    stored: 'MAGELANG',
    expect: false,
  },
  {
    rule: 'M-16 no word',
    level: 'regency',
    claim: 'Magelang',
    stored: 'KOTA MAGELANG',
    expect: true,
    city: true,
  },
  {
    rule: 'M-16 KOTA',
    level: 'regency',
    claim: 'KOTA MAGELANG',
    stored: 'KOTA MAGELANG',
    expect: true,
    city: true,
  },
  {
    rule: 'M-16 KOTA, stored without the word',
    level: 'regency',
    claim: 'KOTA MAGELANG',
    stored: 'MAGELANG',
    expect: true,
    city: true,
  },
  {
    rule: 'M-16 KABUPATEN for a city',
    level: 'regency',
    claim: 'Kabupaten Magelang',
    stored: 'KOTA MAGELANG',
    expect: false,
    city: true,
  },
  {
    rule: 'M-15 KOTA ADM.',
    level: 'regency',
    claim: 'Kota Administrasi Jakarta Selatan',
    stored: 'KOTA ADM. JAKARTA SELATAN',
    expect: true,
    city: true,
  },
  {
    rule: 'M-15 KAB. ADM.',
    level: 'regency',
    claim: 'KAB. ADM. KEP. SERIBU',
    stored: 'KEPULAUAN SERIBU',
    expect: true,
  },
  {
    rule: 'M-15 a regency stored with the word',
    level: 'regency',
    claim: 'KOTA BARU',
    stored: 'KABUPATEN KOTABARU',
    expect: true,
  },
  { rule: 'M-15 KEC.', level: 'district', claim: 'Kec. Melati', stored: 'MELATI', expect: true },
  { rule: 'M-15 KOTA in a district', level: 'district', claim: 'AGUNG', stored: 'KOTA AGUNG', expect: false },
  { rule: 'M-15 DESA', level: 'village', claim: 'Desa Melati', stored: 'MELATI', expect: true },
  { rule: 'M-15 KEL.', level: 'village', claim: 'KEL.MELATI', stored: 'MELATI', expect: true },
  {
    rule: 'M-15 a village named DESA',
    level: 'village',
    claim: 'Desa Baru',
    stored: 'DESA BARU',
    expect: true,
  },
  { rule: 'M-15 part of that name', level: 'village', claim: 'Baru', stored: 'DESA BARU', expect: false },
  { rule: 'M-15 spacing', level: 'village', claim: "MELATI JA'YA", stored: 'MELATIJAYA', expect: true },
  {
    rule: 'M-15 one letter is another place',
    level: 'village',
    claim: 'MELATA',
    stored: 'MELATI',
    expect: false,
  },
  { rule: 'M-15 nothing', level: 'village', claim: '?', stored: 'MELATI', expect: false },
  { rule: 'M-15 nothing on both sides', level: 'village', claim: '?', stored: '-', expect: false },
]

for (const { rule, level, claim, stored, expect, city } of names) {
  test(`${rule}: ${level} ${claim} ${expect ? 'is' : 'is not'} ${stored}${city ? ' (city)' : ''}`, () =>
    assert.equal(isClaimedArea(level, claim, stored, city ? IN_CITY : IN_REGENCY), expect))
}
