import type { PackFacts, PackFile } from './domain.ts'
import { workbookOf } from './workbook.ts'

const LINES = 50

/** The columns of the form that the technical guidelines ask for (requirement 3.8). */
const COLUMNS = [
  ['No.', 6],
  ['NIK', 22],
  ['Nama lengkap', 34],
  ['NIP / nomor pegawai', 24],
  ['Status kepegawaian', 20],
  ['Jabatan', 28],
  ['Kode wilayah kantor', 20],
  ['Nama kantor', 34],
  ['Alamat kantor', 40],
  ['User ID lokal', 20],
  ['Jenis permohonan', 20],
] as const

const EMPLOYMENT = ['PNS', 'PPPK', 'TNI', 'POLRI', 'Pegawai BUMD', 'Non-ASN']
const OCCASIONS = ['Baru', 'Penggantian pemegang', 'Penonaktifan']

/** The form in which an agency asks for User IDs, ready to be filled in. */
export async function userIdForm({ agreement, term, office }: PackFacts): Promise<PackFile> {
  const range = (column: string) => `${column}2:${column}${LINES + 1}`
  const bytes = await workbookOf('Formulir permohonan User ID', term.from, [
    {
      name: 'Formulir',
      columns: COLUMNS,
      rows: [],
      emptyRows: LINES,
      validations: [
        {
          type: 'textLength',
          operator: 'equal',
          formula1: '16',
          range: range('B'),
          allowBlank: true,
          showErrorMessage: true,
          errorStyle: 'stop',
          errorTitle: 'NIK',
          errorMessage: 'NIK harus 16 digit.',
        },
        listOf(range('E'), EMPLOYMENT, 'Status kepegawaian'),
        listOf(range('K'), OCCASIONS, 'Jenis permohonan'),
      ],
    },
    {
      name: 'Petunjuk',
      columns: [
        ['Hal', 28],
        ['Keterangan', 90],
      ],
      rows: [
        ['Perjanjian', `${agreement.numbers.civilRegistry} / ${agreement.numbers.userAgency}`],
        ['Lembaga Pengguna', agreement.agencyName],
        ['Ditujukan kepada', office.name],
        ['Kelengkapan', 'Semua kolom wajib diisi; hanya formulir lengkap yang diproses.'],
        ['NIK', '16 digit, diketik sebagai teks. Jangan disalin sebagai angka: digit terakhirnya berubah.'],
        ['Kode wilayah kantor', 'Kode Kementerian Dalam Negeri, misalnya 33.03.'],
        ['User ID lokal', 'Nama petugas di aplikasi instansi; dikirim pada setiap panggilan.'],
        ['Tanggung jawab', 'Pimpinan Lembaga Pengguna bertanggung jawab atas User ID yang diterbitkan.'],
        ['Perlindungan', 'Formulir berisi data pribadi: kirim lewat surat dinas, jangan lewat surel biasa.'],
      ],
    },
  ])
  return { path: 'formulir/formulir-user-id.xlsx', about: 'Formulir permohonan User ID', bytes }
}

const listOf = (range: string, values: string[], title: string) => ({
  type: 'list' as const,
  values,
  range,
  allowBlank: true,
  showErrorMessage: true,
  errorStyle: 'stop' as const,
  errorTitle: title,
  errorMessage: 'Pilih dari daftar.',
})
