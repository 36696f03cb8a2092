import type { Tx } from '../kernel/database.ts'
import type { PaperKind, PaperState } from './domain.ts'

export type Scan = {
  n: number
  name: string
  mediaType: string
  size: number
  /** `staff:username` */
  uploadedBy: string
  uploadedAt: string
}

/** A paper as lists show it. */
export type ShelvedPaper = {
  id: number
  kind: PaperKind
  number: string | null
  date: string
  subject: string
  agencyId: number | null
  agencyName: string | null
  agreementCode: string | null
  requestId: number | null
  state: PaperState
  stateReason: string | null
  replacedBy: number | null
  isSigned: boolean
  /** Why it is not, though a certificate is configured. */
  signingRefused: string | null
  issuedAt: Date
  token: string
  scans: Scan[]
}

export type ShelfFilter = {
  officeId: number
  /** null: all the office's; those of people of an agency are always those of their own. */
  agencyId: number | null
  /** With the papers of the request that it came of. */
  agreementId?: number
  requestId?: number
  ids?: readonly number[]
  kind?: string
  state?: string
  /** Part of the number, the subject or the agency's name. */
  text?: string
  /** Days of the papers, both in. */
  from?: string
  until?: string
  /** Only those older than this one. */
  before?: number
  limit: number
}

const WHERE = `
p.office_id = $1 and ($2::int is null or p.agency_id = $2)
  and ($3::int is null or p.agreement_id = $3
    or p.request_id in (select r.id from access_request r where r.agreement_id = $3))
  and ($4::int is null or p.request_id = $4)
  and ($5::int[] is null or p.id = any ($5))
  and ($6::text is null or p.kind = $6)
  and ($7::text is null or p.state = $7)
  and ($8::text is null or strpos(lower(concat_ws(' ', p.number, p.subject, g.name)), lower($8)) > 0)
  and ($9::date is null or p.dated_on >= $9) and ($10::date is null or p.dated_on <= $10)`

/** Papers that somebody may see, the newest first, and how many there are. */
export async function shelfOf(
  tx: Tx,
  filter: ShelfFilter,
): Promise<{ papers: ShelvedPaper[]; total: number }> {
  const values = [
    filter.officeId,
    filter.agencyId,
    filter.agreementId ?? null,
    filter.requestId ?? null,
    filter.ids ?? null,
    filter.kind ?? null,
    filter.state ?? null,
    filter.text ?? null,
    filter.from ?? null,
    filter.until ?? null,
  ]
  const { rows } = await tx.query<ShelvedPaper>(
    `select p.id, p.kind, p.number, p.dated_on as date, p.subject, p.agency_id as "agencyId",
       g.name as "agencyName", a.code as "agreementCode", p.request_id as "requestId", p.state,
       p.state_reason as "stateReason", p.replaced_by as "replacedBy", p.is_signed as "isSigned", p.signing_refused as "signingRefused",
       p.issued_at as "issuedAt", p.token,
       coalesce((select json_agg(json_build_object('n', s.n, 'name', s.name, 'mediaType', s.media_type,
           'size', s.size, 'uploadedBy', s.uploaded_by, 'uploadedAt', s.uploaded_at) order by s.n)
         from paper_scan s where s.paper_id = p.id), '[]') as scans
     from paper p left join user_agency g on g.id = p.agency_id left join agreement a on a.id = p.agreement_id
     where ${WHERE} and ($11::int is null or p.id < $11)
     order by p.id desc limit $12`,
    [...values, filter.before ?? null, filter.limit],
  )
  const counted = await tx.query<{ total: number }>(
    `select count(*)::int as total from paper p left join user_agency g on g.id = p.agency_id where ${WHERE}`,
    values,
  )
  return { papers: rows, total: counted.rows[0]?.total ?? 0 }
}

/** What an office, or an agency, has papers of: to choose from in its list. */
export async function shelfChoices(
  tx: Tx,
  of: { officeId: number; agencyId: number | null },
): Promise<{ kinds: PaperKind[]; agencies: { id: number; name: string }[] }> {
  const values = [of.officeId, of.agencyId]
  const kinds = await tx.query<{ kind: PaperKind }>(
    `select distinct kind from paper where office_id = $1 and ($2::int is null or agency_id = $2)`,
    values,
  )
  const agencies = await tx.query<{ id: number; name: string }>(
    `select g.id, g.name from user_agency g where g.office_id = $1 and ($2::int is null or g.id = $2)
       and exists (select from paper p where p.office_id = $1 and p.agency_id = g.id)
     order by g.name`,
    values,
  )
  return { kinds: kinds.rows.map(({ kind }) => kind), agencies: agencies.rows }
}
