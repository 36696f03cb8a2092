/** Words about the integration pack, in Indonesian. */
export const id = {
  title: 'Paket integrasi',
  lead: 'Satu berkas ZIP untuk ketentuan yang berlaku sekarang: panduan, spesifikasi dengan contoh setiap jawaban, tabel referensi, formulir User ID, contoh pernyataan, dan spesifikasi data balikan. Tidak memuat kata sandi. Setiap unduhan dicatat.',
  download: 'Unduh paket integrasi',
} as const
