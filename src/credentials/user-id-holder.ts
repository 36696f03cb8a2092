import type { Fields } from '../kernel/fields.ts'
import { holdsNik, isWellFormedNik, nameOfArea, parseNik } from '../registry/index.ts'
import type { CredentialFault } from './domain.ts'

export const EMPLOYMENT_STATUSES = ['PNS', 'PPPK', 'Pegawai kontrak', 'Pegawai tetap non-ASN'] as const

/** Who will answer for a User ID at the agency: what the form of requirement 3.8 asks, and no more. */
export type UserIdHolder = {
  nik: string
  fullName: string
  employeeNumber: string
  employmentStatus: string
  position: string
  /** Of the office in which the holder works: `33.13`. */
  officeRegionCode: string
  officeName: string
  officeAddress: string
  localUserId: string
}

/** The fields of the form besides the NIK, with their words and their longest text. */
const TEXTS = {
  fullName: { label: 'Nama lengkap', max: 100 },
  employeeNumber: { label: 'Nomor pegawai', max: 40 },
  employmentStatus: { label: 'Status kepegawaian', max: 60 },
  position: { label: 'Jabatan', max: 100 },
  officeRegionCode: { label: 'Kode wilayah kantor', max: 5 },
  officeName: { label: 'Nama kantor', max: 150 },
  officeAddress: { label: 'Alamat kantor', max: 200 },
  localUserId: { label: 'User ID lokal', max: 64 },
} as const satisfies Record<Exclude<keyof UserIdHolder, 'nik'>, { label: string; max: number }>

/**
 * Reads the form: complete, or every fault of it at once (UF-01 … UF-05). A message never repeats what was
 * written.
 */
export function readHolder(
  body: Fields,
  at = 'holder',
): { kind: 'read'; holder: UserIdHolder } | { kind: 'faulty'; faults: CredentialFault[] } {
  const holder: UserIdHolder = {
    nik: body.text('nik'),
    fullName: body.text('fullName'),
    employeeNumber: body.text('employeeNumber'),
    employmentStatus: body.text('employmentStatus'),
    position: body.text('position'),
    officeRegionCode: body.text('officeRegionCode'),
    officeName: body.text('officeName'),
    officeAddress: body.text('officeAddress'),
    localUserId: body.text('localUserId'),
  }
  const faults = [...nikFaults(holder.nik), ...textFaults(holder), ...senseFaults(holder)].map((fault) => ({
    ...fault,
    field: `${at}.${fault.field}`,
  }))
  return faults.length > 0 ? { kind: 'faulty', faults } : { kind: 'read', holder }
}

function nikFaults(nik: string): CredentialFault[] {
  if (nik === '') return [{ field: 'nik', code: 'UF-01', message: 'NIK wajib diisi.' }]
  const parsed = parseNik(nik)
  return parsed.ok ? [] : [{ field: 'nik', code: 'UF-02', message: parsed.message }]
}

function textFaults(holder: UserIdHolder): CredentialFault[] {
  return Object.entries(TEXTS).flatMap(([field, { label, max }]): CredentialFault[] => {
    const value = Object.entries(holder).find(([name]) => name === field)?.[1] ?? ''
    if (value === '') return [{ field, code: 'UF-01', message: `${label} wajib diisi.` }]
    if (value.length > max) {
      return [{ field, code: 'UF-03', message: `${label} paling banyak ${max} huruf.` }]
    }
    return field !== 'employeeNumber' && holdsNik(value)
      ? [{ field, code: 'UF-04', message: `${label} tidak boleh memuat NIK.` }]
      : []
  })
}

function senseFaults({ employmentStatus, officeRegionCode, localUserId }: UserIdHolder): CredentialFault[] {
  const faults: CredentialFault[] = []
  if (employmentStatus !== '' && !EMPLOYMENT_STATUSES.some((one) => one === employmentStatus)) {
    const message = `Status kepegawaian salah satu dari: ${EMPLOYMENT_STATUSES.join(', ')}.`
    faults.push({ field: 'employmentStatus', code: 'UF-05', message })
  }
  const isRegion = /^[0-9]{2}(\.[0-9]{2})?$/.test(officeRegionCode)
  if (
    officeRegionCode !== '' &&
    (!isRegion || nameOfArea(officeRegionCode.replaceAll('.', '')) === undefined)
  ) {
    const message = 'Kode wilayah kantor tidak dikenal; tulis seperti 33 atau 33.13.'
    faults.push({ field: 'officeRegionCode', code: 'UF-05', message })
  }
  if (localUserId !== '' && !/^[A-Za-z0-9_.@-]+$/.test(localUserId)) {
    const message = 'User ID lokal: huruf, angka, atau tanda _ . @ -'
    faults.push({ field: 'localUserId', code: 'UF-05', message })
  }
  return faults
}

/** The NIK as pages may show it: where it was registered, and nothing that tells the person. */
export function maskNik(nik: string): string {
  return isWellFormedNik(nik) ? `${nik.slice(0, 6)}${'*'.repeat(10)}` : '*'.repeat(16)
}
