import type { Tx } from '../../src/kernel/database.ts'

/** The confidentiality of an operator, signed and accepted long ago, under the agreement of their User ID. */
export async function signNda(tx: Tx, staffId: number): Promise<void> {
  await tx.query(
    `insert into statement (office_id, agency_id, agreement_id, kind, staff_id, signer_name, signed_on, valid_from,
       state, asked_by, handed_in_by, handed_in_at, decided_by, decided_at)
     select p.office_id, p.agency_id, c.agreement_id, 'nda', p.id, p.full_name, '2020-01-01', '2020-01-01T00:00:00Z',
       'accepted', 'uji', 'uji', now(), 'uji', now()
     from staff p join credential c on c.staff_id = p.id where p.id = $1`,
    [staffId],
  )
}

/** The SPTJM of an agreement, accepted long ago. @param until ISO instant; null: with the agreement */
export async function signSptjm(tx: Tx, code: string, until: string | null = null): Promise<number> {
  const { rows } = await tx.query(
    `insert into statement (office_id, agency_id, agreement_id, kind, signer_name, signed_on, valid_from, valid_until,
       state, asked_by, handed_in_by, handed_in_at, decided_by, decided_at)
     select a.office_id, a.agency_id, a.id, 'sptjm', 'Contoh Kepala', '2020-01-01', '2020-01-01T00:00:00Z', $2,
       'accepted', 'uji', 'uji', now(), 'uji', now()
     from agreement a where a.code = $1 returning id`,
    [code, until],
  )
  return rows[0].id
}

/** Puts a scan beside a paper, as an upload does. */
export async function addScan(tx: Tx, paperId: number): Promise<void> {
  await tx.query(
    `insert into paper_scan (paper_id, n, sha256, name, media_type, size, uploaded_by)
     values ($1, 1, repeat('1', 64), 'pindaian.pdf', 'application/pdf', 1000, 'uji')`,
    [paperId],
  )
}
