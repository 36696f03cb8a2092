import { stringify } from 'csv-stringify/sync'
import { ELEMENTS, REFERENCE_TABLES } from '../registry/index.ts'
import { OUTCOMES } from '../verification/index.ts'
import { type PackFacts, type PackFile, textFile } from './domain.ts'
import { workbookOf } from './workbook.ts'

type Table = { name: string; title: string; head: string[]; rows: string[][] }

/** The tables behind the values: codes and names, elements of the agreement, and codes of answers. */
export async function referenceFiles(facts: PackFacts): Promise<PackFile[]> {
  const tables = tablesOf(facts)
  const workbook = await workbookOf(
    'Tabel referensi',
    facts.term.from,
    tables.map(({ name, head, rows }) => ({
      name,
      columns: head.map((title, column) => [title, Math.min(60, widthOf(title, rows, column))] as const),
      rows,
    })),
  )
  return [
    {
      path: 'referensi/tabel-referensi.xlsx',
      about: 'Semua tabel referensi dalam satu buku kerja',
      bytes: workbook,
    },
    ...tables.map(({ name, title, head, rows }) =>
      // The mark of UTF-8, without which Excel takes a CSV for another alphabet.
      textFile(
        `referensi/${name}.csv`,
        title,
        `\ufeff${stringify([head, ...rows], { record_delimiter: '\r\n' })}`,
      ),
    ),
  ]
}

const widthOf = (title: string, rows: readonly string[][], column: number) =>
  Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)) + 2

function tablesOf({ elements }: PackFacts): Table[] {
  const coded = Object.entries(REFERENCE_TABLES)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(
      ([element, names]): Table => ({
        name: element.toLowerCase().replaceAll('_', '-'),
        title: `Kode dan nama ${element}; jawaban memuat namanya`,
        head: ['Kode', 'Nama'],
        rows: names.map((name, index) => [String(index + 1), name]),
      }),
    )
  return [
    {
      name: 'elemen-data',
      title: 'Elemen data yang disetujui perjanjian ini',
      head: ['Elemen', 'Arti', 'Jenis nilai'],
      rows: elements.map((element) => [element, ELEMENTS[element].label, KINDS[ELEMENTS[element].kind]]),
    },
    {
      name: 'kode-jawaban',
      title: 'Kode dan teks setiap jawaban',
      head: ['Kode', 'Teks (G2, G3)', 'Teks (G1)', 'Memotong kuota'],
      rows: Object.values(OUTCOMES).flatMap(({ code, text, old, isHit }) =>
        code === null ? [] : [[code, text, old, isHit ? 'ya' : 'tidak']],
      ),
    },
    ...coded,
  ]
}

const KINDS = {
  digits: 'angka, semua digit dipertahankan',
  text: 'teks',
  date: 'tanggal TTTT-BB-HH',
  code: 'nama dari tabel referensi',
  'area-code': 'kode wilayah tanpa nol di depan',
  'area-name': 'nama wilayah',
} as const
