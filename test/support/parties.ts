import assert from 'node:assert/strict'
import { changeContacts } from '../../src/agencies/index.ts'
import type { Pool } from '../../src/kernel/database.ts'
import { saveLetterhead } from '../../src/letters/index.ts'

const REQUEST = '00000000-0000-4000-8000-000000000000'

/** Enters what papers want to know of both parties of an agreement: officials, letterheads, contacts. */
export async function enterParties(
  pool: Pool,
  code: string,
): Promise<{ officeId: number; agencyId: number; agreementId: number }> {
  const { rows } = await pool.query(
    'select id as "agreementId", office_id as "officeId", agency_id as "agencyId" from agreement where code = $1',
    [code],
  )
  const [of] = rows
  assert.ok(of !== undefined, `there is no agreement ${code}`)
  const { officeId, agencyId } = of
  await enterOfficial(pool, { officeId, agencyId: null }, [
    'Dra. Contoh Kepala Dinas, M.Si.',
    'Kepala Disdukcapil',
  ])
  await enterOfficial(pool, { officeId, agencyId }, ['Drs. Contoh Pimpinan, M.M.', 'Kepala Lembaga Pengguna'])
  const parts = {
    government: null,
    name: null,
    contact: 'Telepon (0000) 000001, pos-el contoh@gapura.example',
    city: null,
  }
  await saveLetterhead(
    pool,
    { officeId, agencyId: null },
    { ...parts, address: 'Jalan Contoh Nomor 1, 53311' },
    null,
  )
  await saveLetterhead(
    pool,
    { officeId, agencyId },
    { ...parts, address: 'Jalan Contoh Nomor 2, 53312' },
    null,
  )
  for (const party of [
    { officeId, agencyId: null },
    { officeId, agencyId },
  ]) {
    await changeContacts(pool, {
      of: party,
      contacts: [
        {
          name: 'Contoh Narahubung',
          position: 'Pengelola Teknis',
          phone: '0000-000-001',
          email: null,
          isAsked: true,
        },
      ],
      by: 'uji',
      requestId: REQUEST,
      address: null,
    })
  }
  return of
}

async function enterOfficial(
  pool: Pool,
  { officeId, agencyId }: { officeId: number; agencyId: number | null },
  [name, title]: readonly [string, string],
): Promise<void> {
  await pool.query(
    `insert into official (office_id, agency_id, position, name, nip, rank, title, from_on, entered_by)
     values ($1, $2, 'head', $3, '000000000000000001', 'Pembina Utama Muda, IV/c', $4, '2020-01-01', 'uji')`,
    [officeId, agencyId, name, title],
  )
}
