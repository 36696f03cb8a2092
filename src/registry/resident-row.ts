import type { IsoDay } from './calendar-day.ts'

/**
 * A resident as stored: the columns of `resident` without `updated_at`. NIK and KK are text, because
 * numbers of 16 digits from 9007199254740993 up lose digits in a JavaScript number.
 */
export type ResidentRow = {
  nik: string
  no_kk: string
  status: number
  nama_lgkp: string
  jenis_klmin: number
  tmpt_lhr: string
  tgl_lhr: IsoDay
  no_akta_lhr: string | null
  gol_darah: number
  agama: number
  status_kawin: number
  tgl_kwn: IsoDay | null
  no_akta_kwn: string | null
  tgl_crai: IsoDay | null
  no_akta_crai: string | null
  pddk_akh: number
  jenis_pkrjn: number
  stat_hbkel: number
  alamat: string
  dusun: string | null
  no_rt: number | null
  no_rw: number | null
  village_code: string
  kode_pos: number | null
  nik_ayah: string | null
  nama_lgkp_ayah: string | null
  nik_ibu: string | null
  nama_lgkp_ibu: string | null
  ektp_status: number | null
  ektp_created: IsoDay | null
  pnydng_cct: number | null
}

export type ResidentColumn = keyof ResidentRow

/** The columns in the order in which COPY sends them. */
export const RESIDENT_COLUMNS = [
  'nik',
  'no_kk',
  'status',
  'nama_lgkp',
  'jenis_klmin',
  'tmpt_lhr',
  'tgl_lhr',
  'no_akta_lhr',
  'gol_darah',
  'agama',
  'status_kawin',
  'tgl_kwn',
  'no_akta_kwn',
  'tgl_crai',
  'no_akta_crai',
  'pddk_akh',
  'jenis_pkrjn',
  'stat_hbkel',
  'alamat',
  'dusun',
  'no_rt',
  'no_rw',
  'village_code',
  'kode_pos',
  'nik_ayah',
  'nama_lgkp_ayah',
  'nik_ibu',
  'nama_lgkp_ibu',
  'ektp_status',
  'ektp_created',
  'pnydng_cct',
] as const satisfies readonly ResidentColumn[]

const NEEDS_ESCAPE = /[\\\n\r\t]/
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** One line of PostgreSQL's COPY text format, in the order of `RESIDENT_COLUMNS`. */
export function toCopyLine(row: ResidentRow): string {
  let line = ''
  for (const column of RESIDENT_COLUMNS) line += `\t${copyValue(row[column])}`
  return `${line.slice(1)}\n`
}

function copyValue(value: string | number | null): string | number {
  if (value === null) return '\\N'
  if (typeof value === 'number' || !NEEDS_ESCAPE.test(value)) return value
  return value.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? character)
}
