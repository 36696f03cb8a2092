import type { Tx } from '../kernel/database.ts'
import type { MailProblem, Notice, Notification } from './domain.ts'

/** Writes a notice for everybody it is for: active accounts only, as they are at this moment. */
export async function insertNotifications(
  tx: Tx,
  { officeId, to, event, title, body, path }: Notice,
): Promise<{ id: number; hasAddress: boolean }[]> {
  const { rows } = await tx.query<{ id: number; hasAddress: boolean }>(
    `insert into notification (office_id, staff_id, event, title, body, path, mail_state, mail_changed_at)
     select p.office_id, p.id, $5, $6, $7, $8, m.state, case when m.state is not null then clock_timestamp() end
     from staff p, lateral (select case when p.email is not null then 'waiting' end as state) m
     where p.office_id = $1 and p.state = 'active'
       and case when $2::int is not null then p.id = $2 else p.role = $3 and p.agency_id is not distinct from $4::int end
     order by p.id
     returning id::float8, mail_state is not null as "hasAddress"`,
    [
      officeId,
      'staffId' in to ? to.staffId : null,
      'role' in to ? to.role : null,
      'role' in to ? to.agencyId : null,
      event,
      title,
      body,
      path,
    ],
  )
  return rows
}

const PAGE = 50

/** One's own, the newest first; a page of them before an id. */
export async function listNotifications(
  tx: Tx,
  staffId: number,
  { before, unreadOnly }: { before: number | null; unreadOnly: boolean },
): Promise<Notification[]> {
  const { rows } = await tx.query<Notification>(
    `select id::float8, event, title, body, path, ${utc('created_at')} as "createdAt", ${utc('read_at')} as "readAt"
     from notification where staff_id = $1 and ($2::bigint is null or id < $2) and (not $3 or read_at is null)
     order by id desc limit ${PAGE}`,
    [staffId, before, unreadOnly],
  )
  return rows
}

const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

export async function countUnread(tx: Tx, staffId: number): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    'select count(*)::int as count from notification where staff_id = $1 and read_at is null',
    [staffId],
  )
  return rows[0]?.count ?? 0
}

/** Marks one's own as read; all of them where no ids are named. */
export async function markRead(tx: Tx, staffId: number, ids: readonly number[] | null): Promise<void> {
  await tx.query(
    `update notification set read_at = clock_timestamp()
     where staff_id = $1 and read_at is null and ($2::bigint[] is null or id = any($2))`,
    [staffId, ids],
  )
}

/** What a letter about a notification needs; undefined when there is nothing to send any more. */
export async function findLetter(
  tx: Tx,
  id: number,
): Promise<
  { title: string; path: string; office: string; email: string | null; isRead: boolean } | undefined
> {
  const { rows } = await tx.query(
    `select n.title, n.path, o.name as office, case when p.state = 'active' then p.email end as email,
       n.read_at is not null as "isRead"
     from notification n join office o on o.id = n.office_id join staff p on p.id = n.staff_id
     where n.id = $1 and n.mail_state = 'waiting'`,
    [id],
  )
  return rows[0]
}

export async function noteMail(
  tx: Tx,
  id: number,
  now: { state: 'waiting' | 'sent' | 'failed' | 'skipped'; problem: MailProblem | null },
): Promise<void> {
  await tx.query(
    `update notification set mail_state = $2, mail_problem = $3, mail_attempts = mail_attempts + 1,
       mail_changed_at = clock_timestamp() where id = $1`,
    [id, now.state, now.problem],
  )
}

/** Letters of an office that were given up, to be sent again; those of the last days only. */
export async function renewFailed(tx: Tx, officeId: number, days: number): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `update notification set mail_state = 'waiting', mail_problem = null, mail_changed_at = clock_timestamp()
     where office_id = $1 and mail_state = 'failed' and created_at > clock_timestamp() - make_interval(days => $2)
     returning id::float8`,
    [officeId, days],
  )
  return rows.map(({ id }) => id)
}

/** How the letters of an office fare. */
export type MailFigures = {
  sent: number
  waiting: number
  /** What keeps those that have been tried; null: nothing. */
  waitingProblem: MailProblem | null
  failed: { id: number; at: string; to: string; title: string; problem: MailProblem }[]
  withAddress: number
  accounts: number
}

/** Of the last thirty days. */
export async function readMailFigures(tx: Tx, officeId: number): Promise<MailFigures> {
  const { rows } = await tx.query<Omit<MailFigures, 'failed'>>(
    `select count(*) filter (where n.mail_state = 'sent')::int as sent,
       count(*) filter (where n.mail_state = 'waiting')::int as waiting,
       (array_agg(n.mail_problem order by n.mail_changed_at desc) filter (where n.mail_state = 'waiting'
          and n.mail_problem is not null))[1] as "waitingProblem",
       (select count(*)::int from staff p where p.office_id = $1 and p.state = 'active' and p.email is not null)
         as "withAddress",
       (select count(*)::int from staff p where p.office_id = $1 and p.state = 'active') as accounts
     from notification n where n.office_id = $1 and n.created_at > clock_timestamp() - interval '30 days'`,
    [officeId],
  )
  const { rows: failed } = await tx.query<MailFigures['failed'][number]>(
    `select n.id::float8, ${utc('n.mail_changed_at')} as at, p.full_name as "to", n.title, n.mail_problem as problem
     from notification n join staff p on p.id = n.staff_id
     where n.office_id = $1 and n.mail_state = 'failed' and n.created_at > clock_timestamp() - interval '30 days'
     order by n.mail_changed_at desc limit 20`,
    [officeId],
  )
  const [figures] = rows
  return {
    sent: figures?.sent ?? 0,
    waiting: figures?.waiting ?? 0,
    waitingProblem: figures?.waitingProblem ?? null,
    withAddress: figures?.withAddress ?? 0,
    accounts: figures?.accounts ?? 0,
    failed,
  }
}

/** Notices are for now, not for the record: what was done stands in the audit log. */
export async function deleteOldNotifications(tx: Tx, days: number): Promise<void> {
  await tx.query(
    `delete from notification where created_at < clock_timestamp() - make_interval(days => $1)`,
    [days],
  )
}
