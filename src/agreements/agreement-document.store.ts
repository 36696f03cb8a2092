import type { Tx } from '../kernel/database.ts'
import type { AgreementFile } from './agreement-file.ts'

export type CodedFile = AgreementFile & { code: string }

/**
 * The agreement's file as its papers have made it by an instant (now when missing): the one that was entered, or
 * that of the last addendum or letter in force.
 */
export async function findDocument(
  tx: Tx,
  agreementId: number,
  at: string | null = null,
): Promise<CodedFile> {
  const { rows } = await tx.query<{ document: CodedFile }>(
    `select coalesce((select d.document from agreement_document d where d.agreement_id = a.id
         and d.valid_from <= coalesce($2::timestamptz, clock_timestamp())
         order by d.valid_from desc, d.id desc limit 1), a.document) as document
     from agreement a where a.id = $1`,
    [agreementId, at],
  )
  const row = rows[0]
  if (row === undefined) throw new Error(`there is no agreement ${agreementId}`)
  return row.document
}

/** Keeps the file as a paper has changed it. Of two from the same instant the later entered counts. */
export async function insertDocument(
  tx: Tx,
  added: { agreementId: number; validFrom: string; basis: string; document: AgreementFile },
): Promise<void> {
  await tx.query(
    `insert into agreement_document (agreement_id, valid_from, basis, document) values ($1, $2, $3, $4)`,
    [added.agreementId, added.validFrom, added.basis, JSON.stringify(added.document)],
  )
}

export async function updateCentralApproval(tx: Tx, agreementId: number, approvalId: number): Promise<void> {
  await tx.query('update agreement set central_approval_id = $2 where id = $1', [agreementId, approvalId])
}

/** The database's clock now, not that of the transaction's beginning: after a lock that it may have waited for. */
export async function readClock(tx: Tx): Promise<string> {
  const { rows } = await tx.query<{ now: string }>('select clock_timestamp()::text as now')
  const row = rows[0]
  if (row === undefined) throw new Error('the database tells no time')
  return row.now
}
