/**
 * Every way a verification can end: its code and words on the wire (wire contract W-07), and whether it is a
 * hit. The one table that all profiles, the audit log and the portal read.
 *
 * `old` is the text of profile G1. Programs in use compare five texts byte for byte and take any other for a
 * found person with empty fields, so every outcome without data maps to one of those five.
 */
export const OUTCOMES = {
  disclosed: { code: null, text: null, old: null, isHit: true },
  matched: { code: null, text: null, old: null, isHit: true },
  'login-failed': { code: '03', text: 'Login Gagal', old: 'Login Gagal', isHit: false },
  'address-not-registered': {
    code: '04',
    text: 'IP Tidak Sesuai',
    old: 'IP Address Tidak Sesuai',
    isHit: false,
  },
  'quota-exhausted': {
    code: '05',
    text: 'Kuota Akses Hari Ini Telah Habis',
    old: 'Kuota Akses Hari ini telah Habis',
    isHit: false,
  },
  'outside-hours': { code: '06', text: 'Di Luar Jam Akses', old: 'Login Gagal', isHit: false },
  'parameters-invalid': {
    code: '07',
    text: 'Parameter Tidak Lengkap / Tidak Valid',
    old: 'Data Tidak Ditemukan',
    isHit: false,
  },
  'not-processable': {
    code: '08',
    text: 'NIK Tidak Dapat Diproses',
    old: 'Data Tidak Ditemukan',
    isHit: true,
  },
  'credentials-empty': {
    code: '09',
    text: 'User, password dan IP tidak boleh kosong',
    old: 'Login Gagal',
    isHit: false,
  },
  'declared-address-invalid': {
    code: '10',
    text: 'Alamat IP Tidak Valid',
    old: 'IP Client  Tidak terdaftar',
    isHit: false,
  },
  deceased: { code: '11', text: 'Data Ditemukan, Meninggal Dunia', old: 'Data Tidak Ditemukan', isHit: true },
  duplicate: { code: '12', text: 'Data Ditemukan, Data Ganda', old: 'Data Tidak Ditemukan', isHit: true },
  'not-found': {
    code: '13',
    text: 'Data Tidak Ditemukan, NIK tidak terdapat di database Kependudukan',
    old: 'Data Tidak Ditemukan',
    isHit: true,
  },
  inactive: {
    code: '14',
    text: 'Data Ditemukan, Status Non Aktif silahkan hubungi Dinas Dukcapil',
    old: 'Data Tidak Ditemukan',
    isHit: true,
  },
  malformed: {
    code: '15',
    text: 'Data Tidak Ditemukan, NIK tidak sesuai format Dukcapil',
    old: 'Data Tidak Ditemukan',
    isHit: false,
  },
  'agency-inactive': { code: '16', text: 'Instansi Tidak Aktif', old: 'Login Gagal', isHit: false },
  'credential-inactive': { code: '17', text: 'User ID Tidak Aktif', old: 'Login Gagal', isHit: false },
  // Not an outcome of the contract: it leaves as HTTP 503, because down is not "not found" (I8).
  'registry-unavailable': { code: null, text: null, old: null, isHit: false },
} as const satisfies Record<
  string,
  { code: string | null; text: string | null; old: string | null; isHit: boolean }
>

export type Outcome = keyof typeof OUTCOMES

/** Refusals that are counted beside these, such as failed sign-ins, are no outcomes of a verification. */
export function isOutcome(name: string): name is Outcome {
  return Object.hasOwn(OUTCOMES, name)
}

/** Outcomes that refuse: everything but data, a match and "the registry is down". */
export type Refusal = Exclude<Outcome, 'disclosed' | 'matched'>

/**
 * Refusals that a proof of concept may have a development credential told for a while, because a program
 * cannot bring them about itself (V-40).
 */
export const SCENARIOS = [
  'login-failed',
  'address-not-registered',
  'quota-exhausted',
  'outside-hours',
  'agency-inactive',
  'credential-inactive',
  'registry-unavailable',
] as const satisfies readonly Refusal[]

export type Scenario = (typeof SCENARIOS)[number]

export function isScenario(name: string): name is Scenario {
  return SCENARIOS.some((one) => one === name)
}

/** Outcomes told before the registry is asked. They say nothing about whether a NIK exists (I5). */
export function isBeforeExistence(outcome: Outcome): boolean {
  return !OUTCOMES[outcome].isHit
}
