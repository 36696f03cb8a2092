import { changeContacts } from '../agencies/index.ts'
import type { Pool } from '../kernel/database.ts'

const BY = 'demo'
const REQUEST = '00000000-0000-4000-8000-000000000000'

/** Invented people with numbers that nobody has (docs/rules/synthetic-people.md). */
const person = (name: string, position: string, line: number, domain: string) => ({
  name: `Contoh ${name}`,
  position,
  phone: `0000-000-${String(line).padStart(3, '0')}`,
  email: `${name.toLowerCase().replaceAll(' ', '.')}@${domain}.example`,
})

/** The contacts of every office and agency of the demo; the first one is asked when access is closed. */
export async function enterDemoContacts(pool: Pool): Promise<void> {
  const { rows: offices } = await pool.query<{ officeId: number; code: string }>(
    'select id as "officeId", code from office order by id',
  )
  for (const [index, { officeId, code }] of offices.entries()) {
    const domain = `dukcapil-${code.replace('.', '')}`
    const line = 10 * (index + 1)
    await enter(pool, { officeId, agencyId: null }, [
      person('Narahubung Kantor', 'Kepala Seksi Kerja Sama', line, domain),
      person('Petugas Jaringan', 'Pranata Komputer', line + 1, domain),
    ])
  }
  const { rows: agencies } = await pool.query<{ officeId: number; agencyId: number }>(
    'select office_id as "officeId", id as "agencyId" from user_agency order by id',
  )
  for (const [index, of] of agencies.entries()) {
    const line = 500 + 10 * index
    await enter(pool, of, [
      person('Narahubung Teknis', 'Pengelola Teknis Data', line, `instansi-${of.agencyId}`),
    ])
  }
}

async function enter(
  pool: Pool,
  of: { officeId: number; agencyId: number | null },
  people: readonly ReturnType<typeof person>[],
): Promise<void> {
  const contacts = people.map((one, index) => ({ ...one, isAsked: index === 0 }))
  await changeContacts(pool, { of, contacts, by: BY, requestId: REQUEST, address: null })
}
