import type { Pool } from '../kernel/database.ts'
import { saveLetterhead } from '../letters/index.ts'

/** Letterheads of the demo's offices and agencies, with addresses and numbers that nobody has. */
export async function enterDemoLetterheads(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ officeId: number; agencyId: number | null; domain: string }>(
    `select id as "officeId", null::int as "agencyId", 'dukcapil-' || replace(code, '.', '') as domain from office
     union all
     select office_id, id, 'instansi-' || id from user_agency order by 1, 2`,
  )
  for (const [index, { domain, ...of }] of rows.entries()) {
    const contact = `Telepon 0000-000-${String(900 + index).slice(-3)}, pos-el surat@${domain}.example`
    const parts = {
      government: null,
      name: null,
      address: `Jalan Contoh Nomor ${index + 1}`,
      contact,
      city: null,
    }
    await saveLetterhead(pool, of, parts, undefined)
  }
}
