import type { TimeZone } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import type { PaperKind, PaperState } from './domain.ts'

/** What anybody may learn of a paper who holds it, and no more: no subject, no names of people. */
export type PublicPaper = {
  kind: PaperKind
  number: string | null
  date: string
  officeName: string
  timeZone: TimeZone
  agencyName: string | null
  agreementCode: string | null
  state: PaperState
  replacedBy: { kind: PaperKind; number: string | null; date: string } | null
  isSigned: boolean
  sha256: string
  issuedAt: Date
}

export async function findPublicPaper(tx: Tx, token: string): Promise<PublicPaper | undefined> {
  const { rows } = await tx.query<PublicPaper>(
    `select p.kind, p.number, p.dated_on as date, o.name as "officeName", o.time_zone as "timeZone",
       g.name as "agencyName", coalesce(a.code, b.code) as "agreementCode", p.state,
       case when q.id is not null then
         json_build_object('kind', q.kind, 'number', q.number, 'date', q.dated_on) end as "replacedBy",
       p.is_signed as "isSigned", p.sha256, p.issued_at as "issuedAt"
     from paper p join office o on o.id = p.office_id left join user_agency g on g.id = p.agency_id
     left join agreement a on a.id = p.agreement_id
     left join access_request r on r.id = p.request_id left join agreement b on b.id = r.agreement_id
     left join paper q on q.id = p.replaced_by
     where p.token = $1`,
    [token],
  )
  return rows[0]
}
