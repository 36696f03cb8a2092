import { randomBytes } from 'node:crypto'
import type { Vault } from '../../src/files/index.ts'
import type { Pool } from '../../src/kernel/database.ts'
import type { PaperKind } from '../../src/papers/index.ts'
import { specimenPdf } from './specimen-files.ts'

export type TestPaper = { id: number; token: string; sha256: string; bytes: Buffer }

/** A paper with its file in the vault, as if it had been issued. How papers are written is tested elsewhere. */
export async function shelvePaper(
  pool: Pool,
  vault: Vault,
  given: {
    officeId: number
    agencyId?: number
    agreementCode?: string
    kind?: PaperKind
    number?: string
    date?: string
    subject?: string
  },
): Promise<TestPaper> {
  const { officeId, agencyId = null, agreementCode = null, kind = 'assignment-letter' } = given
  const { number = '470/12/2026', date = '2026-11-21', subject = 'Surat contoh' } = given
  const token = Array.from(randomBytes(26), (byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('')
  const bytes = specimenPdf({ text: `${kind} ${number} ${token}` })
  const { sha256 } = await vault.store(pool, bytes, 'application/pdf')
  const { rows } = await pool.query<{ id: number }>(
    `insert into paper (office_id, agency_id, agreement_id, kind, number, dated_on, subject, data, template_version,
       sha256, is_signed, token, issued_by)
     values ($1, $2, (select id from agreement where code = $3), $4, $5, $6, $7, '{}', 0, $8, false, $9, 'uji')
     returning id`,
    [officeId, agencyId, agreementCode, kind, number, date, subject, sha256, token],
  )
  return { id: rows[0]?.id ?? 0, token, sha256, bytes }
}
