export type OccasionFact = {
  /** The placeholder of templates that it fills. */
  placeholder: string
  /** What it is, for who writes templates. */
  about: string
  sample: string
  /** Given as `2026-11-21`; shown as `21 November 2026`. */
  isDay?: true
  /** A day with its weekday: `Sabtu, 21 November 2026`. */
  hasWeekday?: true
}

/**
 * What an occasion may add to a paper: the name in an order (`facts`), and the placeholder that it fills. An order
 * may also name the placeholder itself, and may give any other placeholder another value.
 */
export const OCCASION_FACTS = {
  signerName: {
    placeholder: 'nama_penandatangan',
    about: 'Nama yang menandatangani',
    sample: 'Rina Wulandari',
  },
  signerTitle: {
    placeholder: 'jabatan_penandatangan',
    about: 'Jabatan yang menandatangani',
    sample: 'Operator Layanan',
  },
  signerNip: { placeholder: 'nip_penandatangan', about: 'NIP yang menandatangani', sample: '' },
  signerUnit: { placeholder: 'unit_penandatangan', about: 'Unit kerja yang menandatangani', sample: '' },
  reason: {
    placeholder: 'alasan',
    about: 'Alasan',
    sample: 'laporan pemanfaatan semester I belum disampaikan sampai batas waktunya',
  },
  description: {
    placeholder: 'uraian',
    about: 'Uraian',
    sample: 'Aplikasi pendaftaran pelayanan yang memeriksa NIK pemohon.',
  },
  note: { placeholder: 'catatan', about: 'Catatan', sample: 'Tidak ada catatan.' },
  ground: {
    placeholder: 'dasar',
    about: 'Dasar, misalnya pasal perjanjian',
    sample: 'Pasal 13 Perjanjian Kerja Sama',
  },
  effectiveOn: {
    placeholder: 'tanggal_berlaku',
    about: 'Tanggal mulai berlaku',
    sample: '2026-11-01',
    isDay: true,
  },
  until: { placeholder: 'tanggal_sampai', about: 'Tanggal terakhir', sample: '2027-03-31', isDay: true },
  deadline: { placeholder: 'batas_waktu', about: 'Batas waktu', sample: '2026-11-30', isDay: true },
  deadlineAt: {
    placeholder: 'batas_waktu_lapor',
    about: 'Batas waktu dengan jamnya',
    sample: '24 November 2026 pukul 10.15 WIB',
  },
  place: { placeholder: 'tempat', about: 'Tempat kegiatan', sample: 'Ruang Rapat Disdukcapil' },
  scheduledOn: {
    placeholder: 'tanggal_kegiatan',
    about: 'Tanggal kegiatan',
    sample: '2026-11-25',
    isDay: true,
    hasWeekday: true,
  },
  scheduledFrom: { placeholder: 'waktu_kegiatan', about: 'Jam kegiatan', sample: '09.00 WIB' },
  requestNumber: {
    placeholder: 'nomor_permohonan',
    about: 'Nomor surat permohonan',
    sample: '500.15/1021/2025',
  },
  requestDate: {
    placeholder: 'tanggal_permohonan',
    about: 'Tanggal surat permohonan',
    sample: '2025-05-05',
    isDay: true,
  },
  requestSubject: {
    placeholder: 'hal_permohonan',
    about: 'Hal surat permohonan',
    sample: 'Permohonan hak akses data kependudukan',
  },
  userAgencyNumber: { placeholder: 'nomor_lembaga', about: 'Nomor Pihak Kedua', sample: '500.15/1564/2025' },
  application: { placeholder: 'aplikasi', about: 'Nama aplikasi', sample: 'Sistem Informasi Pelayanan' },
  applicationVersion: { placeholder: 'versi_aplikasi', about: 'Versi aplikasi', sample: '2.4' },
  occasion: {
    placeholder: 'keperluan_pengujian',
    about: 'Mengapa diuji',
    sample: 'pengujian pertama aplikasi ini',
  },
  examiners: { placeholder: 'penguji', about: 'Nama para penguji', sample: 'Sri Hartati, Bagus Prakoso' },
  verdict: { placeholder: 'hasil', about: 'Hasil pengujian', sample: 'LULUS' },
  personNik: { placeholder: 'nik_pemegang', about: 'NIK pemegang User ID', sample: '8801015503020001' },
  personName: { placeholder: 'nama_pemegang', about: 'Nama pemegang User ID', sample: 'Rina Wulandari' },
  employeeNumber: {
    placeholder: 'nip_pemegang',
    about: 'NIP atau nomor pegawai pemegang User ID',
    sample: '199003152015032001',
  },
  employmentStatus: { placeholder: 'status_pegawai', about: 'Status kepegawaian', sample: 'PNS' },
  position: {
    placeholder: 'jabatan_pemegang',
    about: 'Jabatan pemegang User ID',
    sample: 'Pranata Komputer',
  },
  officeRegionCode: { placeholder: 'kode_wilayah_kantor', about: 'Kode wilayah kantor', sample: '33.03' },
  officeName: { placeholder: 'nama_kantor', about: 'Nama kantor', sample: 'Dinas Tenaga Kerja' },
  officeAddress: {
    placeholder: 'alamat_kantor',
    about: 'Alamat kantor',
    sample: 'Jalan Letjen S. Parman Nomor 12',
  },
  localUserId: { placeholder: 'user_id_lokal', about: 'User ID lokal', sample: 'rina.w' },
  receiverName: { placeholder: 'nama_penerima', about: 'Nama yang menerima', sample: 'Agus Santoso, S.Kom.' },
  receiverTitle: {
    placeholder: 'jabatan_penerima',
    about: 'Jabatan yang menerima',
    sample: 'Penanggung Jawab Teknis',
  },
  receiverNip: { placeholder: 'nip_penerima', about: 'NIP yang menerima', sample: '' },
  giverName: { placeholder: 'nama_penyerah', about: 'Nama yang menyerahkan', sample: 'Sri Hartati, S.Sos.' },
  giverTitle: {
    placeholder: 'jabatan_penyerah',
    about: 'Jabatan yang menyerahkan',
    sample: 'Administrator Database',
  },
  giverNip: { placeholder: 'nip_penyerah', about: 'NIP yang menyerahkan', sample: '' },
  providerName: {
    placeholder: 'penyedia_jaringan',
    about: 'Penyedia jaringan',
    sample: 'Dinas Komunikasi dan Informatika',
  },
  providerHeadName: {
    placeholder: 'nama_penyedia',
    about: 'Nama pejabat penyedia jaringan',
    sample: 'Dwi Nugroho, S.T., M.M.',
  },
  providerHeadTitle: {
    placeholder: 'jabatan_penyedia',
    about: 'Jabatan pejabat penyedia jaringan',
    sample: 'Kepala Dinas Komunikasi dan Informatika',
  },
  providerHeadNip: { placeholder: 'nip_penyedia', about: 'NIP pejabat penyedia jaringan', sample: '' },
  centralName: {
    placeholder: 'nama_pusat',
    about: 'Nama pejabat pusat yang menandatangani',
    sample: 'Dr. Bambang Setiawan',
  },
  centralTitle: {
    placeholder: 'jabatan_pusat',
    about: 'Jabatan pejabat pusat yang menandatangani',
    sample: 'Direktur Jenderal Kependudukan dan Pencatatan Sipil',
  },
  centralNip: { placeholder: 'nip_pusat', about: 'NIP pejabat pusat', sample: '' },
  ordinal: { placeholder: 'urutan', about: 'Adendum yang keberapa', sample: 'Pertama' },
  study: {
    placeholder: 'kajian_teknis',
    about: 'Kajian teknis yang mendasari',
    sample: 'Kajian Teknis Perubahan Kuota Akses tanggal 1 Oktober 2026',
  },
  task: {
    placeholder: 'tugas',
    about: 'Tugas yang diperintahkan',
    sample: 'melaksanakan pengujian Proof of Concept aplikasi Lembaga Pengguna',
  },
  formerName: { placeholder: 'nama_pejabat_lama', about: 'Nama pejabat lama', sample: 'Drs. Hadi Purnomo' },
  formerTitle: { placeholder: 'jabatan_pejabat_lama', about: 'Jabatan pejabat lama', sample: 'Kepala Dinas' },
  formerNip: { placeholder: 'nip_pejabat_lama', about: 'NIP pejabat lama', sample: '' },
  newName: {
    placeholder: 'nama_pejabat_baru',
    about: 'Nama pejabat baru',
    sample: 'Dra. Endang Lestari, M.Si.',
  },
  newTitle: { placeholder: 'jabatan_pejabat_baru', about: 'Jabatan pejabat baru', sample: 'Kepala Dinas' },
  newNip: { placeholder: 'nip_pejabat_baru', about: 'NIP pejabat baru', sample: '' },
  newRank: { placeholder: 'pangkat_pejabat_baru', about: 'Pangkat pejabat baru', sample: '' },
  addressee: {
    placeholder: 'penerima',
    about: 'Penerima surat; baris dipisah |',
    sample: 'Kepala Dinas Tenaga Kerja',
  },
  agenda: {
    placeholder: 'acara',
    about: 'Acara rapat',
    sample: 'Pembahasan pelaksanaan pemanfaatan data kependudukan',
  },
  chair: { placeholder: 'nama_pimpinan_rapat', about: 'Pimpinan rapat', sample: 'Sri Hartati, S.Sos.' },
  recorder: { placeholder: 'nama_notulis', about: 'Notulis', sample: 'Bagus Prakoso' },
  closing: {
    placeholder: 'kesimpulan',
    about: 'Kesimpulan',
    sample: 'Para peserta sepakat melaksanakan tindak lanjut sebagaimana tabel di atas.',
  },
  breachCode: { placeholder: 'nomor_register', about: 'Nomor register pelanggaran', sample: 'PL-2026-003' },
  reportedAt: {
    placeholder: 'waktu_laporan',
    about: 'Kapan diketahui',
    sample: '21 November 2026 pukul 10.15 WIB',
  },
  decision: {
    placeholder: 'keputusan',
    about: 'Keputusan',
    sample: 'akses ditangguhkan sampai perbaikan selesai diperiksa',
  },
} as const satisfies Record<string, OccasionFact>

export type OccasionFactName = keyof typeof OCCASION_FACTS
