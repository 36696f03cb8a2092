/** Why a package is not taken in (docs/rules/feedback.md); the words are for whoever holds the medium. */
export const PACKAGE_FAULTS = {
  'FB-90': 'Berkas ini bukan paket data balikan Gapura yang dikenal.',
  'FB-91':
    'Paket ini tidak dienkripsi untuk kantor ini. Minta instansi membuatnya lagi dengan kunci kantor ini.',
  'FB-92': 'Paket ini tidak lengkap: salin ulang dari medianya, atau minta instansi membuatnya lagi.',
  'FB-93': 'Isi paket ini berubah atau rusak sejak dibuat: salin ulang dari medianya, atau minta yang baru.',
  'FB-94': 'Tanda tangan paket ini tidak dapat diterima.',
  'FB-95': 'Paket ini bukan untuk perjanjian penandatangannya.',
  'FB-96': 'Paket ini sudah pernah dimuat.',
  'FB-97': 'Ukuran paket ini melampaui yang diumumkannya atau batas yang diizinkan.',
} as const

export type PackageCode = keyof typeof PACKAGE_FAULTS

export type PackageFault = { code: PackageCode; message: string }

/** @param detail says more than the rule's own words; replaces them */
export const packageFault = (code: PackageCode, detail?: string): PackageFault => ({
  code,
  message: detail ?? PACKAGE_FAULTS[code],
})
