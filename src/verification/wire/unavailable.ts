/** What programs are told when the gate or the registry cannot answer now: no outcome of the contract (I8). */
export const UNAVAILABLE = {
  busy: 'Layanan sedang sibuk. Kuota tidak terpotong. Coba lagi beberapa saat.',
  'registry-unavailable':
    'Basis data sedang tidak dapat dihubungi. Ini bukan berarti data tidak ada. Kuota tidak terpotong. Coba lagi beberapa saat.',
} as const
