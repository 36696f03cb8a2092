import type { Pool } from '../kernel/database.ts'
import { enterDemoStaff, type PortalKeys, type Role } from '../offices/index.ts'
import { UNSIGNED_OPERATOR } from './demo-statements.ts'

/** An account as `demo.json` names it. */
export type DemoStaff = {
  role: Role
  agency: string | null
  username: string
  password: string
  /** For an authenticator app; null: none is needed. */
  totpSecret: string | null
}

type Account = { role: Role; username: string; fullName: string }

const OFFICE = '33.13'

const OFFICE_ACCOUNTS: readonly Account[] = [
  { role: 'office-administrator', username: 'admin.dukcapil', fullName: 'Contoh Admin Kantor' },
  { role: 'agreement-officer', username: 'perjanjian.dukcapil', fullName: 'Contoh Petugas Perjanjian' },
  { role: 'evaluator', username: 'evaluator.dukcapil', fullName: 'Contoh Evaluator' },
  { role: 'registry-officer', username: 'registrasi.dukcapil', fullName: 'Contoh Petugas Registrasi' },
  { role: 'central-approver', username: 'pusat.dukcapil', fullName: 'Contoh Penyetuju Pusat' },
  { role: 'auditor', username: 'auditor.dukcapil', fullName: 'Contoh Auditor' },
]

/** Agencies whose agreements have the method Web Portal. */
const AGENCIES = [
  {
    name: 'Dinas Kesehatan Kabupaten Karanganyar',
    short: 'dinkes',
    agreementCode: 'karanganyar-kesehatan-2026',
  },
  {
    name: 'Dinas Tenaga Kerja Kabupaten Purbalingga',
    short: 'naker',
    agreementCode: 'purbalingga-tenaga-kerja-2025',
  },
]

const accountsOf = (short: string): readonly Account[] => [
  { role: 'agency-head', username: `kepala.${short}`, fullName: 'Contoh Kepala Dinas' },
  { role: 'agency-pic', username: `pic.${short}`, fullName: 'Contoh Narahubung Teknis' },
  { role: 'agency-administrator', username: `admin.${short}`, fullName: 'Contoh Admin Instansi' },
  { role: 'operator', username: `operator.${short}`, fullName: 'Contoh Operator Loket' },
]

/** To see what an operator is told whose NDA has not come back yet. */
const UNSIGNED: Account = { role: 'operator', username: UNSIGNED_OPERATOR, fullName: 'Contoh Operator Baru' }

const NOBODY_IN_PARTICULAR = { workUnitId: null, nip: null }

/** One account for each role, and those of an agency for two agencies of different offices. */
export async function enterDemoAccounts(pool: Pool, keys: PortalKeys): Promise<DemoStaff[]> {
  const staff: DemoStaff[] = []
  const { rows: offices } = await pool.query<{ id: number }>('select id from office where code = $1', [
    OFFICE,
  ])
  const officeId = offices[0]?.id
  if (officeId === undefined) throw new Error(`the demo has no office ${OFFICE}`)
  for (const account of OFFICE_ACCOUNTS) {
    const place = { officeId, agencyId: null }
    const entered = await enterDemoStaff(pool, keys, { ...account, ...place, ...NOBODY_IN_PARTICULAR })
    staff.push({ role: account.role, agency: null, username: account.username, ...entered })
  }
  for (const { name, short, agreementCode } of AGENCIES) {
    const { rows } = await pool.query<{ agencyId: number; officeId: number }>(
      `select id as "agencyId", office_id as "officeId" from user_agency where name = $1`,
      [name],
    )
    const agency = rows[0]
    if (agency === undefined) throw new Error(`the demo has no agency ${name}`)
    for (const account of [...accountsOf(short), ...(short === 'dinkes' ? [UNSIGNED] : [])]) {
      const place = { officeId: agency.officeId, agencyId: agency.agencyId }
      const entered = await enterDemoStaff(pool, keys, {
        ...account,
        ...place,
        ...NOBODY_IN_PARTICULAR,
        agreementCode,
      })
      staff.push({ role: account.role, agency: name, username: account.username, ...entered })
    }
  }
  return staff
}
