import type { Tx } from '../kernel/database.ts'
import type { PaperKind, PaperState } from './domain.ts'

/** A paper that was issued, with the scans that stand beside it. */
export type Paper = {
  id: number
  officeId: number
  agencyId: number | null
  agencyName: string | null
  agreementId: number | null
  requestId: number | null
  kind: PaperKind
  number: string | null
  date: string
  subject: string
  sha256: string
  isSigned: boolean
  token: string
  templateVersion: number
  issuedBy: string
  issuedAt: string
  state: PaperState
  stateReason: string | null
  replacedBy: number | null
  scans: number
}

/** Which papers: those of an office, of one agency of it, of one agreement or request. */
export type PapersAbout = {
  officeId: number
  /** null: all the office's */
  agencyId: number | null
  agreementId?: number
  requestId?: number
}

const SELECT = `
select p.id, p.office_id as "officeId", p.agency_id as "agencyId", g.name as "agencyName",
  p.agreement_id as "agreementId", p.request_id as "requestId", p.kind, p.number, p.dated_on as date, p.subject,
  p.sha256, p.is_signed as "isSigned", p.token, p.template_version as "templateVersion", p.issued_by as "issuedBy",
  p.issued_at as "issuedAt", p.state, p.state_reason as "stateReason", p.replaced_by as "replacedBy",
  (select count(*)::int from paper_scan s where s.paper_id = p.id) as scans
from paper p left join user_agency g on g.id = p.agency_id`

/** Papers, the newest first. */
export async function listPapers(tx: Tx, about: PapersAbout): Promise<Paper[]> {
  const { rows } = await tx.query<Paper>(
    `${SELECT} where p.office_id = $1 and ($2::int is null or p.agency_id = $2)
       and ($3::int is null or p.agreement_id = $3) and ($4::int is null or p.request_id = $4)
     order by p.id desc`,
    [about.officeId, about.agencyId, about.agreementId ?? null, about.requestId ?? null],
  )
  return rows
}

/** The paper of an id, for who may know of it: its office, and the people of its own agency. */
export async function findPaper(
  tx: Tx,
  who: { officeId: number; agencyId: number | null },
  id: number,
): Promise<Paper | undefined> {
  const { rows } = await tx.query<Paper>(
    `${SELECT} where p.id = $1 and p.office_id = $2 and ($3::int is null or p.agency_id = $3)`,
    [id, who.officeId, who.agencyId],
  )
  return rows[0]
}

/** Takes a paper back; it stays, and its QR page says that it no longer counts. */
export async function withdrawPaper(tx: Tx, id: number, reason: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update paper set state = 'withdrawn', state_reason = $2, state_changed_at = clock_timestamp()
     where id = $1 and state = 'issued'`,
    [id, reason],
  )
  return rowCount === 1
}

/** Notes that a later paper stands in a paper's place. */
export async function replacePaper(tx: Tx, id: number, by: number, reason: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update paper set state = 'replaced', state_reason = $3, replaced_by = $2, state_changed_at = clock_timestamp()
     where id = $1 and state = 'issued'`,
    [id, by, reason],
  )
  return rowCount === 1
}

export type NewPaper = {
  officeId: number
  agencyId: number | null
  agreementId: number | null
  requestId: number | null
  kind: PaperKind
  number: string | null
  date: string
  subject: string
  data: unknown
  templateVersion: number
  sha256: string
  isSigned: boolean
  /** Why it could not be signed; null: it was, or nothing was to sign it. */
  signingRefused: string | null
  token: string
  issuedBy: string
}

/** @returns the paper's id */
export async function insertPaper(tx: Tx, paper: NewPaper): Promise<number> {
  const { rows } = await tx.query(
    `insert into paper (office_id, agency_id, agreement_id, request_id, kind, number, dated_on, subject, data,
       template_version, sha256, is_signed, token, issued_by, signing_refused)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning id`,
    [
      paper.officeId,
      paper.agencyId,
      paper.agreementId,
      paper.requestId,
      paper.kind,
      paper.number,
      paper.date,
      paper.subject,
      JSON.stringify(paper.data),
      paper.templateVersion,
      paper.sha256,
      paper.isSigned,
      paper.token,
      paper.issuedBy,
      paper.signingRefused,
    ],
  )
  return rows[0].id
}
