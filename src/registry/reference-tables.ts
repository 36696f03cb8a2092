import type { Element } from './elements.ts'

/**
 * The registry's reference tables (wire contract W-06): the code is the position, starting at 1.
 * `JENIS_KLMIN` leaves in mixed case, as the Ministry's service writes it; the rest in upper case.
 */
const table = (names: string) => names.split('|')

export const REFERENCE_TABLES = {
  JENIS_KLMIN: table('Laki-Laki|Perempuan'),
  AGAMA: table('ISLAM|KRISTEN|KATHOLIK|HINDU|BUDHA|KHONGHUCU|KEPERCAYAAN'),
  STATUS_KAWIN: table('BELUM KAWIN|KAWIN|CERAI HIDUP|CERAI MATI'),
  GOL_DARAH: table('A|B|AB|O|A+|A-|B+|B-|AB+|AB-|O+|O-|TIDAK TAHU'),
  STAT_HBKEL: table(
    'KEPALA KELUARGA|SUAMI|ISTRI|ANAK|MENANTU|CUCU|ORANGTUA|MERTUA|FAMILI LAIN|PEMBANTU|LAINNYA',
  ),
  PDDK_AKH: table(
    'TIDAK/BELUM SEKOLAH|BELUM TAMAT SD/SEDERAJAT|TAMAT SD/SEDERAJAT|SLTP/SEDERAJAT|SLTA/SEDERAJAT|' +
      'DIPLOMA I/II|AKADEMI/DIPLOMA III/S. MUDA|DIPLOMA IV/STRATA I|STRATA II|STRATA III',
  ),
  JENIS_PKRJN: table(
    'BELUM/TIDAK BEKERJA|MENGURUS RUMAH TANGGA|PELAJAR/MAHASISWA|PENSIUNAN|PEGAWAI NEGERI SIPIL|' +
      'TENTARA NASIONAL INDONESIA|KEPOLISIAN RI|PERDAGANGAN|PETANI/PEKEBUN|PETERNAK|NELAYAN/PERIKANAN|' +
      'INDUSTRI|KONSTRUKSI|TRANSPORTASI|KARYAWAN SWASTA|KARYAWAN BUMN|KARYAWAN BUMD|KARYAWAN HONORER|' +
      'BURUH HARIAN LEPAS|BURUH TANI/PERKEBUNAN|BURUH NELAYAN/PERIKANAN|BURUH PETERNAKAN|' +
      'PEMBANTU RUMAH TANGGA|TUKANG CUKUR|TUKANG LISTRIK|TUKANG BATU|TUKANG KAYU|TUKANG SOL SEPATU|' +
      'TUKANG LAS/PANDAI BESI|TUKANG JAHIT|TUKANG GIGI|PENATA RIAS|PENATA BUSANA|PENATA RAMBUT|MEKANIK|' +
      'SENIMAN|TABIB|PARAJI|PERANCANG BUSANA|PENTERJEMAH|IMAM MASJID|PENDETA|PASTOR|WARTAWAN|' +
      'USTADZ/MUBALIGH|JURU MASAK|PROMOTOR ACARA|ANGGOTA DPR-RI|ANGGOTA DPD|ANGGOTA BPK|PRESIDEN|' +
      'WAKIL PRESIDEN|ANGGOTA MAHKAMAH KONSTITUSI|ANGGOTA KABINET KEMENTERIAN|DUTA BESAR|GUBERNUR|' +
      'WAKIL GUBERNUR|BUPATI|WAKIL BUPATI|WALIKOTA|WAKIL WALIKOTA|ANGGOTA DPRD PROVINSI|' +
      'ANGGOTA DPRD KABUPATEN/KOTA|DOSEN|GURU|PILOT|PENGACARA|NOTARIS|ARSITEK|AKUNTAN|KONSULTAN|DOKTER|' +
      'BIDAN|PERAWAT|APOTEKER|PSIKIATER/PSIKOLOG|PENYIAR TELEVISI|PENYIAR RADIO|PELAUT|PENELITI|SOPIR|' +
      'PIALANG|PARANORMAL|PEDAGANG|PERANGKAT DESA|KEPALA DESA|BIARAWATI|WIRASWASTA|LAINNYA',
  ),
  EKTP_STATUS: table(
    'BELUM WAJIB|BELUM REKAM|SUDAH REKAM|CARD PRINTED|PRINT READY RECORD|CARD SHIPPED|' +
      'SENT FOR CARD PRINTING|CARD ISSUED',
  ),
  // The form F-1.01 numbering of disabilities.
  PNYDNG_CCT: table(
    'CACAT FISIK|CACAT NETRA/BUTA|CACAT RUNGU/WICARA|CACAT MENTAL/JIWA|CACAT FISIK DAN MENTAL|CACAT LAINNYA',
  ),
} as const satisfies Partial<Record<Element, readonly string[]>>

export type CodedElement = keyof typeof REFERENCE_TABLES

/** The name that leaves for a stored code; undefined when the table has no such code. */
export function nameOfCode(element: CodedElement, code: number): string | undefined {
  return REFERENCE_TABLES[element][code - 1]
}

/**
 * Letters, digits and slashes, upper case: `Laki-laki` and `LAKI LAKI` are one name, while `DIPLOMA I/II` and
 * `DIPLOMA III` stay two.
 */
const bare = (name: string) => name.toUpperCase().replace(/[^A-Z0-9/]/g, '')

const codesByName = new Map(
  Object.entries(REFERENCE_TABLES).map(([element, names]) => [
    element,
    new Map(names.map((name, index) => [element === 'GOL_DARAH' ? name : bare(name), index + 1])),
  ]),
)

/**
 * The code for a name or a code as people write it (any case, spacing or punctuation; `1` or `01`);
 * undefined when it is neither.
 */
export function codeOfName(element: CodedElement, written: string): number | undefined {
  const text = written.trim()
  if (/^[0-9]{1,3}$/.test(text)) {
    const code = Number(text)
    return nameOfCode(element, code) === undefined ? undefined : code
  }
  const key = element === 'GOL_DARAH' ? text.toUpperCase() : bare(text)
  return codesByName.get(element)?.get(key)
}
