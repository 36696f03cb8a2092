import type { AgreementDraft } from '../agreements/index.ts'
import type { Tx } from '../kernel/database.ts'
import type { Approval, RequestState } from './domain.ts'
import type { Needs } from './package.ts'

export type Person = { staffId: number; username: string; fullName: string }

export type RequestRow = {
  id: number
  officeId: number
  officeCode: string
  officeName: string
  officeLevel: string
  agencyId: number
  agencyName: string
  agencyKind: string
  /** The code of the agreement that it is to follow. */
  renews: string | null
  state: RequestState
  stateSince: string
  draft: AgreementDraft
  needs: Needs
  approval: Approval | null
  draftedBy: Person | null
  endorsedBy: Person | null
  agreementId: number | null
  agreementCode: string | null
  openedBy: Person
  openedAt: string
  /** The first of the User ID forms that wait, by the day it is due; null: none waits. */
  due: string | null
  isLate: boolean
  /** Of the office. */
  today: string
}

const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

const person = (alias: string) =>
  `case when ${alias}.id is not null then json_build_object('staffId', ${alias}.id, 'username', ${alias}.username,
    'fullName', ${alias}.full_name) end`

const SELECT = `
select r.id, r.office_id as "officeId", o.code as "officeCode", o.name as "officeName", o.level as "officeLevel",
  r.agency_id as "agencyId", g.name as "agencyName", g.kind as "agencyKind", w.code as renews, r.state,
  ${utc('r.state_changed_at')} as "stateSince", r.draft, r.needs, r.approval, ${person('d')} as "draftedBy",
  ${person('e')} as "endorsedBy", r.agreement_id as "agreementId", a.code as "agreementCode",
  ${person('p')} as "openedBy", ${utc('r.opened_at')} as "openedAt", f.due, coalesce(f.due < now.today, false) as "isLate",
  now.today
from access_request r join office o on o.id = r.office_id join user_agency g on g.id = r.agency_id
join staff p on p.id = r.opened_by left join staff d on d.id = r.drafted_by left join staff e on e.id = r.endorsed_by
left join agreement a on a.id = r.agreement_id left join agreement w on w.id = r.renews_id
cross join lateral (select (clock_timestamp() at time zone o.time_zone)::date as today) now
left join lateral (select min(u.due_on) as due from user_id_form u
  where u.request_id = r.id and u.handed_over_on is null and u.withdrawn_at is null) f on true`

type Who = { officeId: number; agencyId: number | null }

/** Requests of an office, or of one agency of it; what changed last comes first. */
export async function listRequests(tx: Tx, who: Who): Promise<RequestRow[]> {
  const { rows } = await tx.query<RequestRow>(
    `${SELECT} where r.office_id = $1 and ($2::int is null or r.agency_id = $2)
     order by r.state_changed_at desc, r.id desc`,
    [who.officeId, who.agencyId],
  )
  return rows
}

/** The request of a number, for who may know of it: its office, and the people of its own agency. */
export async function findRequest(tx: Tx, who: Who, id: number): Promise<RequestRow | undefined> {
  const { rows } = await tx.query<RequestRow>(
    `${SELECT} where r.id = $3 and r.office_id = $1 and ($2::int is null or r.agency_id = $2)`,
    [who.officeId, who.agencyId, id],
  )
  return rows[0]
}

/** The same, its row locked until the transaction ends. */
export async function findRequestForUpdate(tx: Tx, who: Who, id: number): Promise<RequestRow | undefined> {
  await tx.query('select from access_request where id = $1 for update', [id])
  return findRequest(tx, who, id)
}

export async function insertRequest(
  tx: Tx,
  request: {
    officeId: number
    agencyId: number
    renewsId: number | null
    draft: AgreementDraft
    openedBy: number
  },
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into access_request (office_id, agency_id, renews_id, draft, opened_by) values ($1, $2, $3, $4, $5)
     returning id`,
    [request.officeId, request.agencyId, request.renewsId, JSON.stringify(request.draft), request.openedBy],
  )
  const id = rows[0]?.id
  if (id === undefined) throw new Error('a request was not added')
  return id
}

/** What an act changes besides the state. */
export type RequestChange = {
  draft?: AgreementDraft
  needs?: Needs
  approval?: { approval: Approval; centralApprovalId: number }
  draftedBy?: number | null
  endorsed?: { by: number; isAlone: boolean } | null
  agreementId?: number
}

/** Moves a request to a state, in one statement with all that the act changes, so that the schema's checks hold. */
export async function updateRequest(
  tx: Tx,
  id: number,
  to: RequestState,
  change: RequestChange,
): Promise<void> {
  const { draft, needs, approval, draftedBy, endorsed, agreementId } = change
  await tx.query(
    `update access_request set state = $2,
       state_changed_at = case when state = $2 then state_changed_at else clock_timestamp() end,
       draft = coalesce($3, draft), needs = coalesce($4, needs), approval = coalesce($5, approval),
       central_approval_id = coalesce($6, central_approval_id),
       drafted_by = case when $7 then $8 else drafted_by end,
       endorsed_by = case when $9 then $10 else endorsed_by end,
       endorsed_alone = case when $9 then $11 else endorsed_alone end,
       agreement_id = coalesce($12, agreement_id)
     where id = $1`,
    [
      id,
      to,
      draft === undefined ? null : JSON.stringify(draft),
      needs === undefined ? null : JSON.stringify(needs),
      approval === undefined ? null : JSON.stringify(approval.approval),
      approval?.centralApprovalId ?? null,
      draftedBy !== undefined,
      draftedBy ?? null,
      endorsed !== undefined,
      endorsed?.by ?? null,
      endorsed?.isAlone ?? false,
      agreementId ?? null,
    ],
  )
}

/** The id of an agreement of an agency by its code. */
export async function findAgreementOfAgency(
  tx: Tx,
  agencyId: number,
  code: string,
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    'select id from agreement where agency_id = $1 and code = $2',
    [agencyId, code],
  )
  return rows[0]?.id
}

/** Adds what the central authority has fixed to its letter, where the letter's row does not say it. */
export async function updateCentralApproval(tx: Tx, id: number, approval: Approval): Promise<void> {
  await tx.query(
    `update central_approval set feedback_fields = coalesce(feedback_fields, $2),
       term_months = coalesce(term_months, $3) where id = $1`,
    [id, approval.feedback, approval.termMonths],
  )
}

/** Active accounts of operators under an agreement: who asks in the portal. */
export async function countOperators(tx: Tx, agreementId: number): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::int as count from credential c join staff p on p.id = c.staff_id
     where c.agreement_id = $1 and c.state = 'active' and p.state = 'active'`,
    [agreementId],
  )
  return rows[0]?.count ?? 0
}
