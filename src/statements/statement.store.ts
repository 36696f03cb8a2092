import type { Tx } from '../kernel/database.ts'
import type { Statement, StatementKind } from './domain.ts'

const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const SELECT = `
select s.id, s.office_id as "officeId", s.agency_id as "agencyId", g.name as "agencyName",
  s.agreement_id as "agreementId", a.code as "agreementCode", a.civil_registry_number as "agreementNumber", s.kind,
  s.staff_id as "staffId", s.signer_name as "signerName", s.extends_until as "extendsUntil",
  s.signed_on as "signedOn",
  to_char((s.valid_until - interval '1 second') at time zone o.time_zone, 'YYYY-MM-DD') as "validUntil",
  s.paper_id as "paperId", s.state,
  s.valid_from is not null and s.valid_from <= instant.at and coalesce(instant.at < s.valid_until, true)
    and coalesce(instant.at < s.withdrawn_at, true) as "isInForce",
  s.state = 'accepted' and coalesce(instant.at >= s.valid_until, false) as "isExpired",
  s.state = 'waiting' and s.handed_in_at is not null as "isHandedIn",
  (select count(*)::int from paper_scan f where f.paper_id = s.paper_id) as scans,
  ${utc('s.asked_at')} as "askedAt", ${utc('s.handed_in_at')} as "handedInAt",
  ${utc('s.decided_at')} as "decidedAt",
  s.decision_reason as "decisionReason"
from (select coalesce($1::timestamptz, clock_timestamp()) as at) instant
join statement s on true join office o on o.id = s.office_id
left join user_agency g on g.id = s.agency_id left join agreement a on a.id = s.agreement_id`

/** The statements of an office, of one agency of it, or of one agreement; the newest first. */
export async function listStatements(
  tx: Tx,
  of: { officeId: number; agencyId: number | null; agreementId?: number },
): Promise<Statement[]> {
  const { rows } = await tx.query<Statement>(
    `${SELECT} where s.office_id = $2 and ($3::int is null or s.agency_id = $3)
       and ($4::int is null or s.agreement_id = $4) order by s.id desc`,
    [null, of.officeId, of.agencyId, of.agreementId ?? null],
  )
  return rows
}

/** Those that let somebody in at an instant; now when it is null. */
export async function acceptedStatements(
  tx: Tx,
  agreementId: number,
  at: string | null = null,
): Promise<Statement[]> {
  const { rows } = await tx.query<Statement>(
    `select * from (${SELECT} where s.agreement_id = $2) one where one."isInForce" order by one.id desc`,
    [at, agreementId],
  )
  return rows
}

/** The statement of an id, for who may know of it; its row locked until the transaction ends. */
export async function findStatementForUpdate(
  tx: Tx,
  who: { officeId: number; agencyId: number | null },
  id: number,
): Promise<Statement | undefined> {
  const { rows } = await tx.query<Statement>(
    `${SELECT} where s.id = $2 and s.office_id = $3 and ($4::int is null or s.agency_id = $4) for update of s`,
    [null, id, who.officeId, who.agencyId],
  )
  return rows[0]
}

export type NewStatementRow = {
  officeId: number
  agencyId: number | null
  agreementId: number | null
  kind: StatementKind
  staffId: number | null
  signerName: string
  extendsUntil: string | null
  paperId: number | null
  askedBy: string
}

/** @returns undefined when the same signature is being waited for already */
export async function insertStatement(tx: Tx, row: NewStatementRow): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into statement (office_id, agency_id, agreement_id, kind, staff_id, signer_name, extends_until, paper_id,
       asked_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (agreement_id, kind, staff_id, signer_name, extends_until) where state = 'waiting' do nothing
     returning id`,
    [
      row.officeId,
      row.agencyId,
      row.agreementId,
      row.kind,
      row.staffId,
      row.signerName,
      row.extendsUntil,
      row.paperId,
      row.askedBy,
    ],
  )
  return rows[0]?.id
}

export async function updateHandedIn(
  tx: Tx,
  id: number,
  handed: { signedOn: string; validUntil: string | null; by: string },
): Promise<void> {
  await tx.query(
    `update statement s set signed_on = $2, handed_in_by = $4, handed_in_at = clock_timestamp(),
       valid_until = ($3::date + 1)::timestamp at time zone o.time_zone
     from office o where s.id = $1 and o.id = s.office_id`,
    [id, handed.signedOn, handed.validUntil, handed.by],
  )
}

/** Accepts a statement: from now on, or from the day of its signature where it was held already. */
export async function updateAccepted(
  tx: Tx,
  id: number,
  change: { by: string; reason: string | null; isSinceSigned: boolean },
): Promise<void> {
  await tx.query(
    `update statement s set state = 'accepted', decided_by = $2, decided_at = clock_timestamp(), decision_reason = $3,
       valid_from = case when $4 then s.signed_on::timestamp at time zone o.time_zone else clock_timestamp() end
     from office o where s.id = $1 and o.id = s.office_id`,
    [id, change.by, change.reason, change.isSinceSigned],
  )
}

export async function updateRejected(tx: Tx, id: number, by: string, reason: string): Promise<void> {
  await tx.query(
    `update statement set state = 'rejected', decided_by = $2, decided_at = clock_timestamp(), decision_reason = $3
     where id = $1`,
    [id, by, reason],
  )
}

/** From this moment an accepted statement counts no longer; when it counted stays known. */
export async function updateWithdrawn(tx: Tx, id: number, by: string, reason: string): Promise<void> {
  await tx.query(
    `update statement set state = 'withdrawn', decided_by = $2, decided_at = clock_timestamp(), decision_reason = $3,
       withdrawn_at = clock_timestamp() where id = $1`,
    [id, by, reason],
  )
}

/** The calendar day in an office now. */
export async function officeDay(tx: Tx, officeId: number): Promise<string> {
  const { rows } = await tx.query<{ day: string }>(
    'select (clock_timestamp() at time zone time_zone)::date::text as day from office where id = $1',
    [officeId],
  )
  const [row] = rows
  if (row === undefined) throw new Error(`there is no office ${officeId}`)
  return row.day
}

/** Who must sign under an agreement, by name: its head and its operators. */
export type Signer = { staffId: number | null; name: string; isHead: boolean }

/**
 * Those whose confidentiality an agreement needs: each active operator with a User ID under it, and the head of
 * the agency as the list of officials has it, else as the account of the head does.
 */
export async function listSigners(tx: Tx, agreementId: number): Promise<Signer[]> {
  const { rows } = await tx.query<Signer>(
    `select staff_id as "staffId", name, is_head as "isHead" from (
       select p.id as staff_id, p.full_name as name, false as is_head, p.username as place
       from credential c join staff p on p.id = c.staff_id
       where c.agreement_id = $1 and p.state = 'active' and c.state <> 'revoked'
       union all
       select (select p.id from staff p where p.agency_id = a.agency_id and p.role = 'agency-head'
           and p.state = 'active' order by p.id limit 1),
         coalesce((select f.name from official f where f.agency_id = a.agency_id and f.position = 'head'
             and f.from_on <= current_date and (f.until_on is null or f.until_on > current_date)
             order by f.from_on desc limit 1),
           (select p.full_name from staff p where p.agency_id = a.agency_id and p.role = 'agency-head'
             and p.state = 'active' order by p.id limit 1),
           'Kepala ' || g.name), true, ''
       from agreement a join user_agency g on g.id = a.agency_id where a.id = $1) signer
     order by is_head desc, place`,
    [agreementId],
  )
  return rows
}

export type AgreementNeeds = {
  id: number
  officeId: number
  agencyId: number
  code: string
  number: string
  agencyName: string
  isSptjmRequired: boolean
  provider: string | null
}

/** What of an agreement decides which statements it needs. */
export async function findAgreementNeeds(tx: Tx, agreementId: number): Promise<AgreementNeeds | undefined> {
  const { rows } = await tx.query<AgreementNeeds>(
    `select a.id, a.office_id as "officeId", a.agency_id as "agencyId", a.code, a.civil_registry_number as number,
       g.name as "agencyName", a.sptjm_required as "isSptjmRequired",
       case when a.document->'network'->>'kind' = 'closed' then
         coalesce(a.document->'network'->>'provider', 'Penyedia jaringan') end as provider
     from agreement a join user_agency g on g.id = a.agency_id where a.id = $1`,
    [agreementId],
  )
  return rows[0]
}
