/**
 * The element catalogue: every data field an agreement may grant (wire contract W-05).
 *
 * `kind` says how the value is stored and leaves: `digits` are numbers that must keep every digit,
 * `code` are reference-table codes that leave as names, `area-code` and `area-name` are parts of the
 * village code. The order is the order of the answer.
 */
export const ELEMENTS = {
  NIK: { kind: 'digits', label: 'NIK' },
  NAMA_LGKP: { kind: 'text', label: 'Nama lengkap' },
  JENIS_KLMIN: { kind: 'code', label: 'Jenis kelamin' },
  TMPT_LHR: { kind: 'text', label: 'Tempat lahir' },
  TGL_LHR: { kind: 'date', label: 'Tanggal lahir' },
  NO_AKTA_LHR: { kind: 'text', label: 'Nomor akta kelahiran' },
  GOL_DARAH: { kind: 'code', label: 'Golongan darah' },
  AGAMA: { kind: 'code', label: 'Agama' },
  STATUS_KAWIN: { kind: 'code', label: 'Status perkawinan' },
  TGL_KWN: { kind: 'date', label: 'Tanggal perkawinan' },
  NO_AKTA_KWN: { kind: 'text', label: 'Nomor akta perkawinan' },
  TGL_CRAI: { kind: 'date', label: 'Tanggal perceraian' },
  NO_AKTA_CRAI: { kind: 'text', label: 'Nomor akta perceraian' },
  PDDK_AKH: { kind: 'code', label: 'Pendidikan terakhir' },
  JENIS_PKRJN: { kind: 'code', label: 'Jenis pekerjaan' },
  STAT_HBKEL: { kind: 'code', label: 'Hubungan dalam keluarga' },
  NO_KK: { kind: 'digits', label: 'Nomor Kartu Keluarga' },
  ALAMAT: { kind: 'text', label: 'Alamat' },
  DUSUN: { kind: 'text', label: 'Dusun' },
  NO_RT: { kind: 'digits', label: 'RT' },
  NO_RW: { kind: 'digits', label: 'RW' },
  NO_KEL: { kind: 'area-code', label: 'Kode desa/kelurahan' },
  NO_KEC: { kind: 'area-code', label: 'Kode kecamatan' },
  NO_KAB: { kind: 'area-code', label: 'Kode kabupaten/kota' },
  NO_PROP: { kind: 'area-code', label: 'Kode provinsi' },
  KEL_NAME: { kind: 'area-name', label: 'Desa/kelurahan' },
  KEC_NAME: { kind: 'area-name', label: 'Kecamatan' },
  KAB_NAME: { kind: 'area-name', label: 'Kabupaten/kota' },
  PROP_NAME: { kind: 'area-name', label: 'Provinsi' },
  NIK_AYAH: { kind: 'digits', label: 'NIK ayah' },
  NAMA_LGKP_AYAH: { kind: 'text', label: 'Nama lengkap ayah' },
  NIK_IBU: { kind: 'digits', label: 'NIK ibu' },
  NAMA_LGKP_IBU: { kind: 'text', label: 'Nama lengkap ibu' },
  EKTP_STATUS: { kind: 'code', label: 'Status KTP-el' },
  EKTP_CREATED: { kind: 'date', label: 'Tanggal rekam KTP-el' },
  KODE_POS: { kind: 'digits', label: 'Kode pos' },
  PNYDNG_CCT: { kind: 'code', label: 'Penyandang cacat' },
} as const satisfies Record<string, { kind: ElementKind; label: string }>

export type ElementKind = 'digits' | 'text' | 'date' | 'code' | 'area-code' | 'area-name'

export type Element = keyof typeof ELEMENTS

/** All elements, in the order in which an answer lists them. */
export const ELEMENT_NAMES = Object.keys(ELEMENTS) as Element[]

/** Whether a string is an element's official name. */
export function isElement(name: string): name is Element {
  return Object.hasOwn(ELEMENTS, name)
}

/** The given elements in catalogue order, each once. */
export function inCatalogueOrder(elements: Iterable<Element>): Element[] {
  const wanted = new Set(elements)
  return ELEMENT_NAMES.filter((name) => wanted.has(name))
}
