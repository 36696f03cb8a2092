import { effectiveEnd } from '../agreements/effective-end.ts'
import type { Tx } from '../kernel/database.ts'
import {
  type End,
  type Extension,
  MAX_EXTENSION_MONTHS,
  type Renewal,
  USUAL_MONTHS_BEFORE_END,
} from './domain.ts'

const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const MONTHS = `coalesce((a.document->>'renewalRequestDueMonthsBeforeEnd')::int, ${USUAL_MONTHS_BEFORE_END})`

/** The last day of the paper's own term, and the last on which a renewal is asked in time. */
const LAST_DAY = `(a.valid_until at time zone o.time_zone)::date - 1`
const RENEWAL_DUE = `((${LAST_DAY}) - make_interval(months => ${MONTHS}))::date`

/** When an agreement ends, and how early its renewal must be asked. */
export type Term = {
  agreementId: number
  officeId: number
  agencyId: number
  code: string
  number: string
  state: string
  today: string
  /** The last day of the paper's own term. */
  lastDay: string
  monthsBeforeEnd: number
  renewalDue: string
  isInTime: boolean
  /** The last day that an extension may have. */
  longestExtension: string
}

const TERM = `select a.id as "agreementId", a.office_id as "officeId", a.agency_id as "agencyId", a.code,
       a.civil_registry_number as number, a.state, today.day::text as today, (${LAST_DAY})::text as "lastDay",
       ${MONTHS} as "monthsBeforeEnd", (${RENEWAL_DUE})::text as "renewalDue",
       today.day <= ${RENEWAL_DUE} as "isInTime",
       ((${LAST_DAY}) + make_interval(months => ${MAX_EXTENSION_MONTHS}))::date::text as "longestExtension"
     from agreement a join office o on o.id = a.office_id
     cross join lateral (select (clock_timestamp() at time zone o.time_zone)::date as day) today
     where a.code = $1`

export async function findTerm(tx: Tx, code: string): Promise<Term | undefined> {
  return (await tx.query<Term>(TERM, [code])).rows[0]
}

/** The same, the agreement's row locked until the transaction ends. */
export async function findTermForUpdate(tx: Tx, code: string): Promise<Term | undefined> {
  return (await tx.query<Term>(`${TERM} for update of a`, [code])).rows[0]
}

const RENEWAL = `
select id, asked_on as "askedOn", is_in_time as "isInTime", paper_id as "paperId", state,
  ${utc('closed_at')} as "closedAt", close_reason as "closeReason" from renewal_request`

/** The renewals asked for under an agreement, the newest first. */
export async function listRenewals(tx: Tx, agreementId: number): Promise<Renewal[]> {
  const { rows } = await tx.query<Renewal>(`${RENEWAL} where agreement_id = $1 order by id desc`, [
    agreementId,
  ])
  return rows
}

/** The renewal that is open, its row locked until the transaction ends. */
export async function findOpenRenewalForUpdate(tx: Tx, agreementId: number): Promise<Renewal | undefined> {
  const { rows } = await tx.query<Renewal>(
    `${RENEWAL} where agreement_id = $1 and state = 'open' for update`,
    [agreementId],
  )
  return rows[0]
}

/** @returns undefined when one is open already */
export async function insertRenewal(
  tx: Tx,
  row: {
    officeId: number
    agreementId: number
    askedOn: string
    isInTime: boolean
    paperId: number
    by: string
  },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into renewal_request (office_id, agreement_id, asked_on, is_in_time, paper_id, asked_by)
     values ($1, $2, $3, $4, $5, $6) on conflict (agreement_id) where state = 'open' do nothing returning id`,
    [row.officeId, row.agreementId, row.askedOn, row.isInTime, row.paperId, row.by],
  )
  return rows[0]?.id
}

export async function updateRenewalClosed(
  tx: Tx,
  id: number,
  change: { state: 'granted' | 'refused' | 'withdrawn'; by: string; reason: string },
): Promise<void> {
  await tx.query(
    `update renewal_request set state = $2, closed_by = $3, close_reason = $4, closed_at = clock_timestamp()
     where id = $1`,
    [id, change.state, change.by, change.reason],
  )
}

/** Ends the extensions of a renewal with this moment. @returns how many */
export async function closeExtensions(tx: Tx, renewalId: number, reason: string): Promise<number> {
  const { rowCount } = await tx.query(
    `update agreement_extension set closed_at = clock_timestamp(), close_reason = $2
     where renewal_request_id = $1 and closed_at is null`,
    [renewalId, reason],
  )
  return rowCount ?? 0
}

/** The extensions of an agreement, the newest first. */
export async function listExtensions(tx: Tx, agreementId: number): Promise<Extension[]> {
  const { rows } = await tx.query<Extension>(
    `select x.id, x.statement_id as "statementId",
       to_char((x.until - interval '1 second') at time zone o.time_zone, 'YYYY-MM-DD') as until,
       ${utc('x.approved_at')} as "approvedAt", ${utc('x.closed_at')} as "closedAt", x.close_reason as "closeReason",
       x.closed_at is null and clock_timestamp() < x.until and s.state = 'accepted'
         and coalesce(clock_timestamp() < s.valid_until, true) as "isInForce"
     from agreement_extension x join statement s on s.id = x.statement_id
     join agreement a on a.id = x.agreement_id join office o on o.id = a.office_id
     where x.agreement_id = $1 order by x.id desc`,
    [agreementId],
  )
  return rows
}

/** The SPTJM for an extension up to a day that is accepted and holds now. */
export async function findExtensionSptjm(
  tx: Tx,
  agreementId: number,
  until: string,
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `select id from statement where agreement_id = $1 and kind = 'sptjm' and extends_until = $2 and state = 'accepted'
       and coalesce(clock_timestamp() < valid_until, true) order by id desc limit 1`,
    [agreementId, until],
  )
  return rows[0]?.id
}

export async function insertExtension(
  tx: Tx,
  row: { agreementId: number; renewalId: number; statementId: number; until: string; by: string },
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into agreement_extension (agreement_id, renewal_request_id, statement_id, until, approved_by)
     select a.id, $2, $3, ($4::date + 1)::timestamp at time zone o.time_zone, $5
     from agreement a join office o on o.id = a.office_id where a.id = $1 returning id`,
    [row.agreementId, row.renewalId, row.statementId, row.until, row.by],
  )
  const [added] = rows
  if (added === undefined) throw new Error('the extension was not inserted')
  return added.id
}

/**
 * What ends in an office: its agreements in force, with their extensions, and the statements that access stands
 * on; the nearest first. For the calendar and its reminders.
 */
export async function listEnds(tx: Tx, officeId: number | null): Promise<End[]> {
  const { rows } = await tx.query<End>(
    `with agreed as (
       select a.*, o.time_zone, g.name as agency_name, ${effectiveEnd('a', 'clock_timestamp()')} as ends_at,
         ${RENEWAL_DUE} as due,
         exists (select from renewal_request r where r.agreement_id = a.id and r.state in ('open', 'granted'))
           or exists (select from agreement n where n.renews_id = a.id) as is_renewed
       from agreement a join office o on o.id = a.office_id join user_agency g on g.id = a.agency_id
       where a.state = 'in_force' and ($1::int is null or a.office_id = $1)),
     ending as (
       select case when ends_at > valid_until then 'extension' else 'agreement' end as kind, a.id as agreement_id,
         null::int as statement_id, ends_at, due, is_renewed from agreed a
       union all
       select s.kind, a.id, s.id, s.valid_until, null, false
       from agreed a join statement s on s.agreement_id = a.id
       where s.state = 'accepted' and s.valid_until is not null)
     select e.kind, a.office_id as "officeId", a.agency_id as "agencyId", a.id as "agreementId",
       a.code as "agreementCode", a.civil_registry_number as "agreementNumber", a.agency_name as "agencyName",
       e.statement_id as "statementId",
       to_char((e.ends_at - interval '1 second') at time zone a.time_zone, 'YYYY-MM-DD') as "lastDay",
       e.due::text as "renewalDue", e.is_renewed as "isRenewed"
     from ending e join agreed a on a.id = e.agreement_id order by e.ends_at, a.id, e.statement_id nulls first`,
    [officeId],
  )
  return rows
}
