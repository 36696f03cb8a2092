import type { Habits } from '../read-cells.ts'

export const ENCODINGS = ['utf-8', 'utf-16le', 'windows-1252'] as const
export const SEPARATORS = [',', ';', '\t', '|'] as const

export type Encoding = (typeof ENCODINGS)[number]
export type Separator = (typeof SEPARATORS)[number]

/** How a file is read. Of a workbook only the habits and the columns count. */
export type Reading = {
  format: 'csv' | 'xlsx'
  encoding: Encoding
  separator: Separator
  /** Which column the sender means by a name that nobody agreed on: a field's key, NIK, or '' for none. */
  columns?: Readonly<Record<string, string>>
} & Habits

/** A header by the names that its sender means. */
export const meantBy = (header: readonly string[], { columns = {} }: Pick<Reading, 'columns'>): string[] =>
  header.map((name) => (Object.hasOwn(columns, name) ? (columns[name] ?? '') : name))

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1')

const NO_TABLES: readonly [head: Buffer, message: string][] = [
  [
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    'Ini buku kerja Excel lama (.xls) atau yang berkata sandi; simpan ulang sebagai .xlsx atau CSV.',
  ],
  [Buffer.from('%PDF-'), 'Ini berkas PDF, bukan tabel. Unggah .xlsx atau CSV.'],
  [Buffer.from('PK\u0005\u0006', 'latin1'), 'Berkas ZIP ini kosong. Unggah .xlsx atau CSV.'],
]

/** Why a file of this beginning is no table, in words for its sender; undefined where it may be one. */
export const notTable = (head: Buffer): string | undefined =>
  NO_TABLES.find(([sign]) => head.subarray(0, sign.length).equals(sign))?.[1]

/** What a file is by its first bytes; a workbook is a ZIP, whatever its name says. */
export function detectFormat(head: Buffer): 'csv' | 'xlsx' {
  return head.subarray(0, 4).equals(ZIP) ? 'xlsx' : 'csv'
}

/** The encoding of a text by its beginning: a mark, or whether it is UTF-8; else what Excel in Europe and here writes. */
export function detectEncoding(head: Buffer): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  try {
    // As a stream, so that a character cut off at the end is no fault.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

/** Whichever separator the header has most of, outside quotation marks. */
export function detectSeparator(text: string): Separator {
  const header = (/^(?:"[^"]*"|[^"\r\n])*/.exec(text.replace(/^\ufeff/, ''))?.[0] ?? '').replace(
    /"[^"]*"/g,
    '',
  )
  let best: Separator = ','
  for (const separator of SEPARATORS) {
    if (header.split(separator).length > header.split(best).length) best = separator
  }
  return best
}

/**
 * How numbers and days are written, judged by a sample. Where nothing tells, numbers follow the separator (a file with
 * semicolons comes from a place with decimal commas) and days come first, as people here write.
 */
export function detectHabits(
  numbers: readonly string[],
  days: readonly string[],
  separator: Separator,
): Habits {
  let decimal: Habits['decimal'] = separator === ';' ? ',' : '.'
  for (const text of numbers) {
    const last = /([.,])(\d+)$/.exec(text.trim())
    if (last === null) continue
    const [, sign = '', digits = ''] = last
    const isGrouped = digits.length === 3 && !(text.includes('.') && text.includes(','))
    if (!isGrouped) {
      decimal = sign === ',' ? ',' : '.'
      break
    }
  }
  const order = days
    .map((text) => /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}$/.exec(text.trim()))
    .find((match) => match !== null && (Number(match[1]) > 12 || Number(match[2]) > 12))
  return { decimal, dayFirst: order === undefined || order === null || Number(order[1]) > 12 }
}
