import type { ResidentRow } from '../../src/registry/index.ts'
import {
  generateResidents,
  RESIDENT_STATUS,
  type ResidentStatus,
  type Space,
  SYNTHETIC_SERIALS,
} from '../../src/registry/index.ts'

/** Generated people of a space: the same for the same count. */
export function peopleOf(space: Space, count: number): ResidentRow[] {
  return [...generateResidents({ count, seed: `uji-${space}`, serials: SYNTHETIC_SERIALS[space] })]
}

/** NIKs of the people who have a status. */
export function niksOf(people: readonly ResidentRow[], status: ResidentStatus): string[] {
  return people.filter((person) => person.status === RESIDENT_STATUS[status]).map(({ nik }) => nik)
}

/** Well formed, and nobody's: region 88 is not assigned. */
export const UNKNOWN_NIK = '8899990101909999'

/** A person of whom the registry knows every element, no two alike; lives in a village that exists. */
export const COMPLETE_PERSON: ResidentRow = {
  nik: '8801015708850001',
  no_kk: '8801012902040007',
  status: RESIDENT_STATUS.active,
  nama_lgkp: 'SEKAR CONTOH LENGKAP',
  jenis_klmin: 2,
  tmpt_lhr: 'KOTA TELADAN',
  tgl_lhr: '1985-08-17',
  no_akta_lhr: '8801-LU-17081985-0042',
  gol_darah: 9,
  agama: 4,
  status_kawin: 3,
  tgl_kwn: '2004-02-29',
  no_akta_kwn: '8801-KW-29022004-0043',
  tgl_crai: '2019-11-30',
  no_akta_crai: '8801-CR-30112019-0044',
  pddk_akh: 9,
  jenis_pkrjn: 72,
  stat_hbkel: 1,
  alamat: 'JL. PERCOBAAN NO. 123',
  dusun: 'DUSUN PENGUJIAN',
  no_rt: 61,
  no_rw: 74,
  village_code: '3313012003',
  kode_pos: 57_794,
  nik_ayah: '8801010101550002',
  nama_lgkp_ayah: 'AYAH DARI CONTOH',
  nik_ibu: '8801014101600003',
  nama_lgkp_ibu: 'IBU DARI CONTOH',
  ektp_status: 8,
  ektp_created: '2012-06-05',
  pnydng_cct: 2,
}
