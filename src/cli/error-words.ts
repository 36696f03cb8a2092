// Errors of the machine and the database that an operator can do something about.
const WORDS: Record<string, string> = {
  ECONNREFUSED: 'PostgreSQL tidak dapat dihubungi: sambungan ditolak.',
  ENOTFOUND: 'PostgreSQL tidak dapat dihubungi: nama mesinnya tidak dikenal.',
  ETIMEDOUT: 'PostgreSQL tidak dapat dihubungi: tidak ada jawaban.',
  ECONNRESET: 'Sambungan ke PostgreSQL terputus.',
  '28P01': 'PostgreSQL menolak nama pengguna atau kata sandi pada DATABASE_URL.',
  '28000': 'PostgreSQL menolak pengguna pada DATABASE_URL.',
  '3D000': 'Basis data pada DATABASE_URL tidak ada.',
  '42501': 'Pengguna basis data pada DATABASE_URL tidak cukup berhak; pakai pemilik basis data.',
  '53300': 'PostgreSQL sedang kehabisan sambungan; coba lagi.',
  '57P01': 'PostgreSQL dihentikan ketika perintah berjalan.',
  EACCES: 'Tidak berhak membuka berkas atau folder',
  ENOENT: 'Berkas atau folder tidak ada',
  EISDIR: 'Ini folder, bukan berkas',
  ENOSPC: 'Ruang disk habis.',
}

/** One line about an error for people. */
export function describeError(error: unknown): string {
  // Several addresses of one host were tried; each has its own error.
  if (error instanceof AggregateError) return describeError(error.errors[0])
  if (!(error instanceof Error)) return String(error)
  const words = 'code' in error && typeof error.code === 'string' ? WORDS[error.code] : undefined
  if (words === undefined) return `Perintah gagal: ${error.message.split('\n')[0] ?? ''}`
  return 'path' in error && typeof error.path === 'string' ? `${words}: ${error.path}` : words
}
