import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CSV_COLUMNS, type CsvColumnName } from './csv-columns.ts'
import { readHeader, rowReader } from './csv-row.ts'

const NAMES = Object.keys(CSV_COLUMNS)

const GOOD: Readonly<Record<CsvColumnName, string>> = {
  NIK: '8801016902000001',
  NO_KK: '8801010101120001',
  STATUS: 'AKTIF',
  NAMA_LGKP: "NUR'AINI",
  JENIS_KLMIN: 'Perempuan',
  TMPT_LHR: 'KARANGANYAR',
  TGL_LHR: '2000-02-29',
  NO_AKTA_LHR: '',
  GOL_DARAH: 'TIDAK TAHU',
  AGAMA: 'ISLAM',
  STATUS_KAWIN: 'KAWIN',
  TGL_KWN: '2020-02-29',
  NO_AKTA_KWN: '12/3/II/2020',
  TGL_CRAI: '',
  NO_AKTA_CRAI: '',
  PDDK_AKH: 'SLTA/SEDERAJAT',
  JENIS_PKRJN: 'PERAWAT',
  STAT_HBKEL: 'ISTRI',
  ALAMAT: 'DSN. KRAJAN',
  DUSUN: 'KRAJAN',
  NO_RT: '001',
  NO_RW: '2',
  KODE_WILAYAH: '3313062001',
  KODE_POS: '57711',
  NIK_AYAH: '',
  NAMA_LGKP_AYAH: 'SUPARMAN',
  NIK_IBU: '8801014101700001',
  NAMA_LGKP_IBU: 'PONIYEM',
  EKTP_STATUS: 'CARD ISSUED',
  EKTP_CREATED: '2018-03-01',
  PNYDNG_CCT: '',
}

const context = { today: '2026-01-01', hasVillage: (code: string) => code === '3313062001' }

function read(change: Partial<Record<CsvColumnName, string>> = {}) {
  const header = readHeader(NAMES)
  assert.ok(header.ok)
  return rowReader(header.header, context)(Object.values({ ...GOOD, ...change }))
}

test('IMP-02 a good row becomes column values', () => {
  const reading = read()
  assert.ok(reading.ok)
  assert.deepEqual(reading.row, {
    nik: GOOD.NIK,
    no_kk: GOOD.NO_KK,
    status: 1,
    nama_lgkp: "NUR'AINI",
    jenis_klmin: 2,
    tmpt_lhr: 'KARANGANYAR',
    tgl_lhr: '2000-02-29',
    no_akta_lhr: null,
    gol_darah: 13,
    agama: 1,
    status_kawin: 2,
    tgl_kwn: '2020-02-29',
    no_akta_kwn: '12/3/II/2020',
    tgl_crai: null,
    no_akta_crai: null,
    pddk_akh: 5,
    jenis_pkrjn: 74,
    stat_hbkel: 3,
    alamat: 'DSN. KRAJAN',
    dusun: 'KRAJAN',
    no_rt: 1,
    no_rw: 2,
    village_code: '3313062001',
    kode_pos: 57711,
    nik_ayah: null,
    nama_lgkp_ayah: 'SUPARMAN',
    nik_ibu: '8801014101700001',
    nama_lgkp_ibu: 'PONIYEM',
    ektp_status: 8,
    ektp_created: '2018-03-01',
    pnydng_cct: null,
  })
})

const sameRow: { rule: string; change: Partial<Record<CsvColumnName, string>> }[] = [
  {
    rule: 'codes as numbers',
    change: { JENIS_KLMIN: '2', AGAMA: '01', STATUS: '1', PDDK_AKH: '5', GOL_DARAH: '13' },
  },
  { rule: 'names in any case', change: { JENIS_KLMIN: 'PEREMPUAN', STATUS: 'aktif', AGAMA: 'Islam' } },
  { rule: 'dates as DD-MM-YYYY', change: { TGL_LHR: '29-02-2000', TGL_KWN: '29/02/2020' } },
  { rule: 'a dash for none', change: { NO_AKTA_LHR: '-', TGL_CRAI: '-', NIK_AYAH: '-' } },
  { rule: 'dots in the village code', change: { KODE_WILAYAH: '33.13.06.2001' } },
  { rule: 'blanks around', change: { NIK: ` ${GOOD.NIK} `, NAMA_LGKP: " NUR'AINI " } },
]

for (const { rule, change } of sameRow) {
  test(`IMP-03 ${rule} are read as the same row`, () => assert.deepEqual(read(change), read()))
}

const refused: { rule: string; change: Partial<Record<CsvColumnName, string>>; reasons: RegExp[] }[] = [
  { rule: 'a short NIK', change: { NIK: '88010169' }, reasons: [/^NIK: NIK harus 16 digit, bukan 8/] },
  { rule: 'a missing NIK', change: { NIK: '' }, reasons: [/^NIK: kosong\.$/] },
  { rule: 'a malformed KK', change: { NO_KK: '8801010101120000' }, reasons: [/^NO_KK: harus 16 digit/] },
  {
    rule: 'an unknown status',
    change: { STATUS: 'PINDAH' },
    reasons: [/^STATUS: harus AKTIF, MENINGGAL, GANDA, NON AKTIF/],
  },
  { rule: 'a blank name', change: { NAMA_LGKP: '   ' }, reasons: [/^NAMA_LGKP: kosong/] },
  {
    rule: 'a tab in a name',
    change: { NAMA_LGKP: 'NUR\tAINI' },
    reasons: [/^NAMA_LGKP: berisi karakter kendali/],
  },
  {
    rule: 'a NUL in a name',
    change: { NAMA_LGKP: 'NUR\u0000AINI' },
    reasons: [/^NAMA_LGKP: berisi karakter kendali/],
  },
  { rule: 'bytes that are not UTF-8', change: { ALAMAT: 'DSN\ufffd' }, reasons: [/^ALAMAT: .*UTF-8/] },
  {
    rule: 'a name too long',
    change: { NAMA_LGKP: 'A'.repeat(101) },
    reasons: [/^NAMA_LGKP: lebih dari 100/],
  },
  {
    rule: 'a day that does not exist',
    change: { TGL_KWN: '2021-02-29' },
    reasons: [/^TGL_KWN: bukan tanggal/],
  },
  { rule: 'a month first', change: { TGL_KWN: '02-29-2020' }, reasons: [/^TGL_KWN: bukan tanggal/] },
  {
    rule: 'a day in the future',
    change: { EKTP_CREATED: '2026-01-02' },
    reasons: [/^EKTP_CREATED: di masa depan/],
  },
  { rule: 'a day before 1850', change: { TGL_KWN: '1849-12-31' }, reasons: [/^TGL_KWN: sebelum tahun 1850/] },
  { rule: 'a code out of the table', change: { AGAMA: '8' }, reasons: [/^AGAMA: bukan kode 1–7/] },
  {
    rule: 'an unknown occupation',
    change: { JENIS_PKRJN: 'PENYIHIR' },
    reasons: [/^JENIS_PKRJN: bukan kode 1–89/],
  },
  { rule: 'no blood group', change: { GOL_DARAH: '' }, reasons: [/^GOL_DARAH: kosong; tulis TIDAK TAHU/] },
  { rule: 'an RT out of range', change: { NO_RT: '1000' }, reasons: [/^NO_RT: harus angka 0–999/] },
  {
    rule: 'a post code of four digits',
    change: { KODE_POS: '5771' },
    reasons: [/^KODE_POS: harus angka 10000–99999/],
  },
  {
    rule: 'an unknown village',
    change: { KODE_WILAYAH: '8801011001' },
    reasons: [/^KODE_WILAYAH: tidak ada/],
  },
  {
    rule: 'a regency for a village',
    change: { KODE_WILAYAH: '3313' },
    reasons: [/^KODE_WILAYAH: harus kode desa/],
  },
  {
    rule: 'a malformed NIK of the mother',
    change: { NIK_IBU: '1' },
    reasons: [/^NIK_IBU: NIK harus 16 digit/],
  },
  {
    rule: 'another sex than in the NIK',
    change: { JENIS_KLMIN: '1' },
    reasons: [/^JENIS_KLMIN: tidak sama/],
  },
  {
    rule: 'another birth date than in the NIK',
    change: { TGL_LHR: '2000-02-28' },
    reasons: [/^TGL_LHR: tidak sama/],
  },
  {
    rule: 'every fault at once',
    change: { JENIS_KLMIN: '1', AGAMA: 'X', NAMA_LGKP: '', NO_RW: '-1', TGL_LHR: '01-01-1999' },
    reasons: [/^NAMA_LGKP/, /^AGAMA/, /^NO_RW/, /^JENIS_KLMIN: tidak sama/, /^TGL_LHR: tidak sama/],
  },
]

for (const { rule, change, reasons } of refused) {
  test(`IMP-04 ${rule}: refused with each reason`, () => {
    const reading = read(change)
    assert.ok(!reading.ok)
    assert.equal(reading.reasons.length, reasons.length, reading.reasons.join(' '))
    for (const [index, reason] of reasons.entries()) assert.match(reading.reasons[index] ?? '', reason)
  })
}

test('IMP-05 a row of another width is refused with both numbers', () => {
  const header = readHeader(NAMES)
  assert.ok(header.ok)
  const reading = rowReader(header.header, context)(['a', 'b'])
  assert.deepEqual(reading, { ok: false, reasons: ['Jumlah kolom 2, seharusnya 31.'] })
})

const headers: { rule: string; cells: string[]; faults: RegExp[] }[] = [
  {
    rule: 'an unknown column',
    cells: [...NAMES, 'NAMA_PANGGILAN'],
    faults: [/ke-32 "NAMA_PANGGILAN" tidak dikenal/],
  },
  {
    rule: 'a missing required column',
    cells: NAMES.filter((name) => name !== 'AGAMA'),
    faults: [/wajib AGAMA/],
  },
  { rule: 'a repeated column', cells: [...NAMES, 'nik'], faults: [/Kolom NIK tertulis lebih dari sekali/] },
  {
    rule: 'several faults',
    cells: [...NAMES.filter((name) => name !== 'NIK' && name !== 'STATUS'), 'X', 'Y'],
    faults: [/"X"/, /"Y"/, /wajib NIK/, /wajib STATUS/],
  },
]

for (const { rule, cells, faults } of headers) {
  test(`IMP-06 a header with ${rule} is refused, naming it`, () => {
    const reading = readHeader(cells)
    assert.ok(!reading.ok)
    assert.equal(reading.faults.length, faults.length)
    for (const [index, fault] of faults.entries()) assert.match(reading.faults[index] ?? '', fault)
  })
}

test('IMP-06 columns may stand in any order, optional ones may be missing, reject columns are passed over', () => {
  const needed = NAMES.filter((name) => !['PNYDNG_CCT', 'DUSUN'].includes(name)).reverse()
  assert.ok(readHeader([...needed, 'BARIS', 'ALASAN']).ok)
})
