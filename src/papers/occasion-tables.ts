import type { PaperTable } from './domain.ts'

export type OccasionTable = { placeholder: string; about: string; sample: PaperTable }

const PEOPLE = [
  ['1', 'Sri Hartati, S.Sos.', '', 'Administrator Database Kependudukan'],
  ['2', 'Bagus Prakoso, S.Kom.', '', 'Pranata Komputer'],
]

/** The tables that an occasion may add, by their name in an order (`tables`). */
export const OCCASION_TABLES = {
  documents: {
    placeholder: 'daftar_berkas',
    about: 'Berkas yang dilampirkan',
    sample: {
      head: ['No.', 'Berkas', 'Keterangan'],
      rows: [
        ['1', 'Surat permohonan', 'Lengkap'],
        ['2', 'Proposal pemanfaatan data', 'Lengkap'],
      ],
    },
  },
  missing: {
    placeholder: 'kekurangan',
    about: 'Berkas yang kurang',
    sample: {
      head: ['No.', 'Berkas', 'Kekurangan'],
      rows: [['1', 'Surat pernyataan jaringan tertutup', 'Belum dilampirkan']],
    },
  },
  changes: {
    placeholder: 'perubahan',
    about: 'Ketentuan yang berubah',
    sample: {
      head: ['Ketentuan', 'Semula', 'Menjadi'],
      rows: [['Kuota akses', '200 (dua ratus) hit per hari', 'tidak terbatas']],
    },
  },
  credentials: {
    placeholder: 'daftar_user_id',
    about: 'User ID yang diserahkan',
    sample: {
      head: ['No.', 'User ID', 'Jenis', 'Pemegang'],
      rows: [['1', 'DISNAKER01', 'Produksi', 'Agus Santoso, S.Kom.']],
    },
  },
  readers: {
    placeholder: 'daftar_sam',
    about: 'Perangkat pembaca dan SAM yang diserahkan',
    sample: {
      head: ['No.', 'Perangkat', 'Nomor seri', 'Nomor SAM', 'Keterangan'],
      rows: [['1', 'Pembaca KTP-el', 'RD-0001', 'SAM-0001', 'Baik']],
    },
  },
  received: {
    placeholder: 'rincian_penerimaan',
    about: 'Paket data balikan yang diterima dan hasilnya',
    sample: {
      head: ['Rincian', 'Keterangan'],
      rows: [
        ['Dibuat oleh', 'Agus Santoso, S.Kom.'],
        ['Baris tersimpan', '1.204'],
      ],
    },
  },
  checklist: {
    placeholder: 'daftar_periksa',
    about: 'Daftar periksa PoC',
    sample: {
      head: ['Nomor', 'Pemeriksaan', 'Hasil', 'Keterangan'],
      rows: [['PC-01', 'Setiap kode jawaban ditangani', 'Memenuhi', 'Seluruh kode terlihat']],
    },
  },
  officers: {
    placeholder: 'daftar_petugas',
    about: 'Petugas yang diperintah',
    sample: { head: ['No.', 'Nama', 'NIP', 'Jabatan'], rows: PEOPLE },
  },
  attendance: {
    placeholder: 'daftar_hadir',
    about: 'Peserta yang hadir',
    sample: {
      head: ['No.', 'Nama', 'Instansi', 'Jabatan'],
      rows: [['1', 'Sri Hartati, S.Sos.', 'Disdukcapil', 'Administrator Database Kependudukan']],
    },
  },
  discussion: {
    placeholder: 'pembahasan',
    about: 'Pokok pembahasan',
    sample: {
      head: ['No.', 'Pokok bahasan', 'Hasil'],
      rows: [['1', 'Pemanfaatan semester I', 'Berjalan sesuai perjanjian']],
    },
  },
  followUps: {
    placeholder: 'tindak_lanjut',
    about: 'Tindak lanjut',
    sample: {
      head: ['No.', 'Tindak lanjut', 'Penanggung jawab', 'Batas waktu'],
      rows: [['1', 'Menyampaikan laporan semester', 'Lembaga Pengguna', '15 Januari 2027']],
    },
  },
} as const satisfies Record<string, OccasionTable>

export type OccasionTableName = keyof typeof OCCASION_TABLES
