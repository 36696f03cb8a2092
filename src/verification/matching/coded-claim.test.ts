import assert from 'node:assert/strict'
import { test } from 'node:test'
import { REFERENCE_TABLES } from '../../registry/reference-tables.ts'
import { isClaimedCode, type MatchableCode, SYNONYMS } from './coded-claim.ts'

const rows: { element: MatchableCode; claim: string; stored: string; expect: boolean }[] = [
  { element: 'JENIS_KLMIN', claim: 'Laki-Laki', stored: 'Laki-Laki', expect: true },
  { element: 'JENIS_KLMIN', claim: 'LAKI LAKI', stored: 'Laki-Laki', expect: true },
  { element: 'JENIS_KLMIN', claim: 'l', stored: 'Laki-Laki', expect: true },
  { element: 'JENIS_KLMIN', claim: '1', stored: 'Laki-Laki', expect: true },
  { element: 'JENIS_KLMIN', claim: 'P', stored: 'Laki-Laki', expect: false },
  { element: 'JENIS_KLMIN', claim: 'PR.', stored: 'Perempuan', expect: true },
  { element: 'JENIS_KLMIN', claim: '3', stored: 'Perempuan', expect: false },
  { element: 'AGAMA', claim: 'Katolik', stored: 'KATHOLIK', expect: true },
  { element: 'AGAMA', claim: 'Kristen Katolik', stored: 'KRISTEN', expect: false },
  { element: 'AGAMA', claim: 'Buddha', stored: 'BUDHA', expect: true },
  { element: 'AGAMA', claim: 'Kong Hu Cu', stored: 'KHONGHUCU', expect: true },
  { element: 'STATUS_KAWIN', claim: 'Menikah', stored: 'KAWIN', expect: true },
  { element: 'STATUS_KAWIN', claim: 'belum menikah', stored: 'KAWIN', expect: false },
  { element: 'PDDK_AKH', claim: 'S1', stored: 'DIPLOMA IV/STRATA I', expect: true },
  { element: 'PDDK_AKH', claim: 'D-III', stored: 'AKADEMI/DIPLOMA III/S. MUDA', expect: true },
  { element: 'PDDK_AKH', claim: 'Diploma III', stored: 'AKADEMI/DIPLOMA III/S. MUDA', expect: true },
  { element: 'PDDK_AKH', claim: 'Diploma III', stored: 'DIPLOMA I/II', expect: false },
  { element: 'PDDK_AKH', claim: 'Diploma I / II', stored: 'DIPLOMA I/II', expect: true },
  { element: 'PDDK_AKH', claim: 'sma/smk', stored: 'SLTA/SEDERAJAT', expect: true },
  { element: 'PDDK_AKH', claim: '05', stored: 'SLTA/SEDERAJAT', expect: true },
  { element: 'PDDK_AKH', claim: 'S2', stored: 'DIPLOMA IV/STRATA I', expect: false },
  { element: 'JENIS_PKRJN', claim: 'PNS', stored: 'PEGAWAI NEGERI SIPIL', expect: true },
  {
    element: 'JENIS_PKRJN',
    claim: 'Pegawai Negeri Sipil (PNS)',
    stored: 'PEGAWAI NEGERI SIPIL',
    expect: true,
  },
  { element: 'JENIS_PKRJN', claim: 'TNI', stored: 'KEPOLISIAN RI', expect: false },
  { element: 'JENIS_PKRJN', claim: 'POLRI', stored: 'KEPOLISIAN RI', expect: true },
  { element: 'STAT_HBKEL', claim: 'Isteri', stored: 'ISTRI', expect: true },
  { element: 'STAT_HBKEL', claim: 'Orang Tua', stored: 'ORANGTUA', expect: true },
  { element: 'STAT_HBKEL', claim: '', stored: 'ANAK', expect: false },
  { element: 'STAT_HBKEL', claim: `ANAK${' '.repeat(10_000)}`, stored: 'ANAK', expect: false },
  { element: 'STAT_HBKEL', claim: 'ANAK', stored: 'no such name', expect: false },
]

for (const { element, claim, stored, expect } of rows) {
  test(`M-12 ${element} ${claim.slice(0, 30)} ${expect ? 'is' : 'is not'} ${stored}`, () =>
    assert.equal(isClaimedCode(element, claim, stored), expect))
}

test('M-12 every name of every table is itself, by name and by code, and no other', () => {
  for (const element of Object.keys(SYNONYMS) as MatchableCode[]) {
    for (const [index, name] of REFERENCE_TABLES[element].entries()) {
      assert.ok(isClaimedCode(element, name.toLowerCase(), name), name)
      assert.ok(isClaimedCode(element, String(index + 1), name), name)
      assert.ok(!isClaimedCode(element, String(index + 2), name), name)
    }
  }
})

test('M-12 every synonym stands for one name of its table and stands for it only once', () => {
  for (const [element, names] of Object.entries(SYNONYMS) as [MatchableCode, Record<string, string>][]) {
    const seen = new Set<string>()
    for (const [name, synonyms] of Object.entries(names)) {
      assert.ok((REFERENCE_TABLES[element] as readonly string[]).includes(name), name)
      for (const synonym of synonyms.split(' ')) {
        assert.match(synonym, /^[A-Z0-9]+$/)
        assert.ok(!seen.has(synonym), `${element} ${synonym} twice`)
        assert.ok(isClaimedCode(element, synonym, name), `${element} ${synonym}`)
        seen.add(synonym)
      }
    }
  }
})
