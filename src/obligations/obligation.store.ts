import type { TimeZone } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import type { IsoDay } from '../registry/index.ts'
import type { Obligation, Party, Stored, StoredState } from './domain.ts'

const STORED = `
select s.agreement_id as "agreementId", s.key, s.state, s.kind, s.title, s.due_on as "dueOn", s.met_on as "metOn",
  s.note, s.changed_by as "changedBy", to_char(s.changed_at at time zone o.time_zone, 'YYYY-MM-DD') as "changedOn"
from obligation_state s join agreement a on a.id = s.agreement_id join office o on o.id = a.office_id
where s.agreement_id = any($1)`

/** What people did about the obligations of agreements. */
export async function listStored(tx: Tx, agreementIds: readonly number[]): Promise<Stored[]> {
  const { rows } = await tx.query<Stored>(STORED, [agreementIds])
  return rows
}

export async function putStored(
  tx: Tx,
  agreementId: number,
  { key, kind, title, dueOn }: Pick<Obligation, 'key' | 'kind' | 'title' | 'dueOn'>,
  now: { state: StoredState; metOn: IsoDay | null; note: string | null; by: string },
): Promise<void> {
  await tx.query(
    `insert into obligation_state (agreement_id, key, state, kind, title, due_on, met_on, note, changed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (agreement_id, key) do update set state = excluded.state, kind = excluded.kind,
       title = excluded.title, due_on = excluded.due_on, met_on = excluded.met_on, note = excluded.note,
       changed_by = excluded.changed_by, changed_at = clock_timestamp()`,
    [agreementId, key, now.state, kind, title, dueOn, now.metOn, now.note, now.by],
  )
}

/** One file that shows that an obligation was met. */
export type Evidence = {
  id: number
  agreementId: number
  key: string
  name: string
  addedBy: string
  addedOn: IsoDay
}

export async function listEvidence(tx: Tx, agreementIds: readonly number[]): Promise<Evidence[]> {
  const { rows } = await tx.query<Evidence>(
    `select e.id, e.agreement_id as "agreementId", e.key, e.name, e.added_by as "addedBy",
       to_char(e.added_at at time zone o.time_zone, 'YYYY-MM-DD') as "addedOn"
     from obligation_evidence e join agreement a on a.id = e.agreement_id join office o on o.id = a.office_id
     where e.agreement_id = any($1) order by e.id`,
    [agreementIds],
  )
  return rows
}

export async function insertEvidence(
  tx: Tx,
  {
    agreementId,
    key,
    sha256,
    name,
    by,
  }: { agreementId: number; key: string; sha256: string; name: string; by: string },
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into obligation_evidence (agreement_id, key, sha256, name, added_by)
     values ($1, $2, decode($3, 'hex'), $4, $5) returning id`,
    [agreementId, key, sha256, name, by],
  )
  return rows[0]?.id ?? 0
}

/** A file of an agreement's obligation; undefined when there is none of this id under it. */
export async function findEvidence(
  tx: Tx,
  agreementId: number,
  id: number,
): Promise<{ key: string; name: string; sha256: string } | undefined> {
  const { rows } = await tx.query<{ key: string; name: string; sha256: string }>(
    `select key, name, encode(sha256, 'hex') as sha256 from obligation_evidence where agreement_id = $1 and id = $2`,
    [agreementId, id],
  )
  return rows[0]
}

export async function insertOwnObligation(
  tx: Tx,
  own: { agreementId: number; title: string; detail: string; owedBy: Party; dueOn: IsoDay; by: string },
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into own_obligation (agreement_id, title, detail, owed_by, due_on, added_by)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [own.agreementId, own.title, own.detail, own.owedBy, own.dueOn, own.by],
  )
  return rows[0]?.id ?? 0
}

/** Notes that people are told now; false when they were already, by whichever node (OB-23). */
export async function insertReminder(
  tx: Tx,
  reminder: { agreementId: number; key: string; dueOn: IsoDay; mark: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into obligation_reminder (agreement_id, key, due_on, mark) values ($1, $2, $3, $4) on conflict do nothing`,
    [reminder.agreementId, reminder.key, reminder.dueOn, reminder.mark],
  )
  return rowCount === 1
}

/** The offices that keep a time zone. */
export async function listOfficesOf(tx: Tx, zone: TimeZone): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>('select id from office where time_zone = $1 order by id', [
    zone,
  ])
  return rows.map(({ id }) => id)
}
