/**
 * Well-formed numbers of invented people (region 88, which no region has), all different: a million of them.
 * In a shuffled order, as a file's rows come in no order of the index.
 */
export function inventedNik(place: number, count: number): string {
  // 7,919 is prime and divides no count used here, so every place is met once.
  const shuffled = (place * 7_919) % count
  const serial = (shuffled % 9_999) + 1
  const day = (Math.floor(shuffled / 9_999) % 28) + 1
  const month = (Math.floor(shuffled / (9_999 * 28)) % 12) + 1
  const two = (value: number) => String(value).padStart(2, '0')
  return `880101${two(day)}${two(month)}90${String(serial).padStart(4, '0')}`
}

const BLOOD_TYPES = ['A', 'B', 'AB', 'O+']

/** The fields of a hospital's feedback: medical record number (one person's only), blood type, death certificate. */
export const HEADER = ['NIK', 'NOMOR_REKAM_MEDIS', 'GOLONGAN_DARAH', 'NOMOR_SURAT_KETERANGAN_KEMATIAN']

/** @param people how many were looked up; at least `count` */
export function* feedbackRows(count: number, people: number): Generator<string[]> {
  for (let place = 0; place < count; place += 1) {
    yield [
      inventedNik(place, people),
      `RM-${place}`,
      BLOOD_TYPES[place % 4] ?? '',
      place % 50 === 0 ? `SKK/${place}` : '',
    ]
  }
}
