import { type IsoDay, parseDay } from './calendar-day.ts'
import { isWellFormedKk, isWellFormedNik, parseNik } from './nik.ts'
import { type CodedElement, codeOfName, nameOfCode, REFERENCE_TABLES } from './reference-tables.ts'
import type { ResidentColumn } from './resident-row.ts'
import { RESIDENT_STATUS } from './status.ts'

/** Says what is wrong with a cell; the row is refused with everything that was said. */
export type Complain = (reason: string) => void

/** Facts from outside that cells are checked against. */
export type CellContext = { today: IsoDay; hasVillage: (code: string) => boolean }

export type CsvColumn = {
  column: ResidentColumn
  /** A required column must be in the header and must not be blank. */
  required: boolean
  /** The stored value of a cell that is not blank. What it returns after a complaint is not used. */
  read: (cell: string, complain: Complain, context: CellContext) => string | number
  /** The cell of a stored value, for writing files in the import format. */
  write?: (value: string | number) => string
}

const EARLIEST_DAY = '1850-01-01'

/**
 * The columns of an import file by name: element names, `STATUS`, and `KODE_WILAYAH` (the village code, from
 * which the eight area elements follow). Their order is the order in which files are written.
 */
export const CSV_COLUMNS = {
  NIK: { column: 'nik', required: true, read: nik },
  NO_KK: { column: 'no_kk', required: true, read: kk },
  STATUS: { column: 'status', required: true, read: status, write: statusName },
  NAMA_LGKP: { column: 'nama_lgkp', required: true, read: text(100) },
  JENIS_KLMIN: coded('JENIS_KLMIN', 'jenis_klmin'),
  TMPT_LHR: { column: 'tmpt_lhr', required: true, read: text(100) },
  TGL_LHR: { column: 'tgl_lhr', required: true, read: day },
  NO_AKTA_LHR: { column: 'no_akta_lhr', required: false, read: text(60) },
  GOL_DARAH: coded('GOL_DARAH', 'gol_darah'),
  AGAMA: coded('AGAMA', 'agama'),
  STATUS_KAWIN: coded('STATUS_KAWIN', 'status_kawin'),
  TGL_KWN: { column: 'tgl_kwn', required: false, read: day },
  NO_AKTA_KWN: { column: 'no_akta_kwn', required: false, read: text(60) },
  TGL_CRAI: { column: 'tgl_crai', required: false, read: day },
  NO_AKTA_CRAI: { column: 'no_akta_crai', required: false, read: text(60) },
  PDDK_AKH: coded('PDDK_AKH', 'pddk_akh'),
  JENIS_PKRJN: coded('JENIS_PKRJN', 'jenis_pkrjn'),
  STAT_HBKEL: coded('STAT_HBKEL', 'stat_hbkel'),
  ALAMAT: { column: 'alamat', required: true, read: text(200) },
  DUSUN: { column: 'dusun', required: false, read: text(100) },
  NO_RT: { column: 'no_rt', required: false, read: wholeNumber(0, 999) },
  NO_RW: { column: 'no_rw', required: false, read: wholeNumber(0, 999) },
  KODE_WILAYAH: { column: 'village_code', required: true, read: village },
  KODE_POS: { column: 'kode_pos', required: false, read: wholeNumber(10_000, 99_999) },
  NIK_AYAH: { column: 'nik_ayah', required: false, read: nik },
  NAMA_LGKP_AYAH: { column: 'nama_lgkp_ayah', required: false, read: text(100) },
  NIK_IBU: { column: 'nik_ibu', required: false, read: nik },
  NAMA_LGKP_IBU: { column: 'nama_lgkp_ibu', required: false, read: text(100) },
  EKTP_STATUS: { ...coded('EKTP_STATUS', 'ektp_status'), required: false },
  EKTP_CREATED: { column: 'ektp_created', required: false, read: day },
  PNYDNG_CCT: { ...coded('PNYDNG_CCT', 'pnydng_cct'), required: false },
} as const satisfies Record<string, CsvColumn>

export type CsvColumnName = keyof typeof CSV_COLUMNS

function nik(cell: string, complain: Complain): string {
  if (!isWellFormedNik(cell)) {
    const parsed = parseNik(cell)
    if (!parsed.ok) complain(parsed.message)
  }
  return cell
}

function kk(cell: string, complain: Complain): string {
  if (!isWellFormedKk(cell)) {
    complain('harus 16 digit: kode wilayah, tanggal terbit DDMMYY, nomor urut 0001–9999')
  }
  return cell
}

/** Text up to a length. U+FFFD is what bytes that are not UTF-8 are decoded to. */
function text(maxLength: number): CsvColumn['read'] {
  return (cell, complain) => {
    if (cell.length > maxLength) complain(`lebih dari ${maxLength} karakter`)
    if (/\p{Cc}/u.test(cell)) complain('berisi karakter kendali (misalnya tab atau ganti baris)')
    if (cell.includes('\ufffd')) complain('berisi karakter rusak; berkas harus ditulis dalam UTF-8')
    return cell
  }
}

function day(cell: string, complain: Complain, { today }: CellContext): IsoDay {
  const parsed = parseDay(cell)
  if (parsed === undefined) complain('bukan tanggal yang ada; tulis YYYY-MM-DD atau DD-MM-YYYY')
  else if (parsed < EARLIEST_DAY) complain('sebelum tahun 1850')
  else if (parsed > today) complain('di masa depan')
  return parsed ?? cell
}

function wholeNumber(min: number, max: number): CsvColumn['read'] {
  return (cell, complain) => {
    const value = /^[0-9]{1,9}$/.test(cell) ? Number(cell) : Number.NaN
    if (!(value >= min && value <= max)) complain(`harus angka ${min}–${max}`)
    return value
  }
}

function village(cell: string, complain: Complain, { hasVillage }: CellContext): string {
  const code = cell.replaceAll('.', '')
  if (!/^[0-9]{10}$/.test(code)) complain('harus kode desa/kelurahan 10 digit')
  else if (!hasVillage(code)) complain('tidak ada dalam tabel wilayah')
  return code
}

/** A column of codes, given as numbers or names. Names are few and repeat, so each is worked out once. */
function coded(element: CodedElement, column: ResidentColumn) {
  const known = new Map<string, number>()
  const read: CsvColumn['read'] = (cell, complain) => {
    const code = known.get(cell) ?? codeOfName(element, cell)
    if (code === undefined) {
      complain(`bukan kode 1–${REFERENCE_TABLES[element].length} atau nama yang dikenal`)
      return Number.NaN
    }
    if (known.size < 1_000) known.set(cell, code)
    return code
  }
  const write = (value: string | number) => nameOfCode(element, Number(value)) ?? String(value)
  return { column, required: true, read, write }
}

const STATUS_NAMES = {
  AKTIF: 'active',
  MENINGGAL: 'deceased',
  GANDA: 'duplicate',
  'NON AKTIF': 'inactive',
} as const
const statusCodes = new Map<string, number>(
  Object.entries(STATUS_NAMES).flatMap(([name, status]) => {
    const code = RESIDENT_STATUS[status]
    return [name, name.replace(' ', ''), String(code)].map((written) => [written, code] as const)
  }),
)

function status(cell: string, complain: Complain): number {
  const code = statusCodes.get(cell) ?? statusCodes.get(cell.toUpperCase())
  if (code === undefined) complain(`harus ${Object.keys(STATUS_NAMES).join(', ')} atau kode 1–4`)
  return code ?? Number.NaN
}

function statusName(value: string | number): string {
  return Object.keys(STATUS_NAMES)[Number(value) - 1] ?? String(value)
}
