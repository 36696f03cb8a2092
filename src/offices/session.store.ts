import type { Pool, Tx } from '../kernel/database.ts'
import type { SessionRecord } from './domain.ts'
import { OFFICE_SETTINGS } from './office-settings.ts'
import { ROLE_NAMES, ROLES } from './permissions.ts'

/** A session ends after so long, however busy it is. */
const ABSOLUTE_HOURS = 12

const IDLE_MINUTES = ROLE_NAMES.map((role) => ROLES[role].idleMinutes)

/** The limit of a role, whose row is `limits`: what the office has set (P-21), or what the table of roles says. */
const IDLE = `coalesce(case when limits.role = 'operator' then w.operator_idle_minutes
  when p.agency_id is null then w.office_idle_minutes else w.agency_idle_minutes end, limits.idle_minutes)`

/**
 * The session of a token with all that decides about a request, in one statement; undefined when there is none,
 * it is over, or its holder or their agency is suspended (SP-05, SP-06).
 *
 * @param keepsAlive whether the request is a person's; what a page asks by itself must not keep a session
 * alive at an empty desk
 */
export async function findSession(
  pool: Pool,
  tokenHash: Buffer,
  keepsAlive: boolean,
): Promise<SessionRecord | undefined> {
  const { rows } = await pool.query<SessionRecord>({
    name: 'staff-session',
    text: FIND,
    values: [tokenHash, ROLE_NAMES, IDLE_MINUTES, keepsAlive],
  })
  return rows[0]
}

/** Whether a session is refused because its holder or their agency is suspended, rather than over (SP-06). */
export async function isOfSuspended(pool: Pool, tokenHash: Buffer): Promise<boolean> {
  const { rows } = await pool.query<{ isOf: boolean }>(
    `select exists (select from staff_session s join staff p on p.id = s.staff_id
       left join user_agency g on g.id = p.agency_id
       where s.token_hash = $1 and (p.state <> 'active' or g.state <> 'active')) as "isOf"`,
    [tokenHash],
  )
  return rows[0]?.isOf === true
}

// The time of the last request is written at most every 15 seconds: a page may ask many times in one.
const FIND = `
with found as materialized (
  select s.id as "sessionId", p.id as "staffId", p.username, p.full_name as "fullName", p.role,
    p.must_change_password as "mustChangePassword", p.totp_confirmed_at is not null as "hasTotp",
    exists (select from staff_passkey k where k.staff_id = p.id) as "hasPasskey",
    (extract(epoch from instant.now) * 1000)::float8 as "nowMs",
    (extract(epoch from s.second_factor_at) * 1000)::float8 as "secondFactorAtMs",
    (extract(epoch from s.reauthenticated_at) * 1000)::float8 as "reauthenticatedAtMs",
    o.id as "officeId", o.code as "officeCode", o.name as "officeName", o.time_zone as "timeZone",
    g.id as "agencyId", g.name as "agencyName", c.id as "credentialId", c.secret_version as "secretVersion",
    ${IDLE} as "idleMinutes", coalesce((select i.demo from installation i), false) as "isDemo"
  from (select clock_timestamp() as now) instant
  join staff_session s on s.token_hash = $1
  join staff p on p.id = s.staff_id
  join unnest($2::text[], $3::int[]) as limits (role, idle_minutes) on limits.role = p.role
  join office o on o.id = p.office_id
  left join office_setting w on w.office_id = o.id
  left join user_agency g on g.id = p.agency_id
  left join credential c on c.staff_id = p.id
  where p.state = 'active' and coalesce(g.state, 'active') = 'active' and s.absolute_until > instant.now
    and s.last_seen_at > instant.now - ${IDLE} * interval '1 minute'),
seen as (
  update staff_session s set last_seen_at = clock_timestamp() from found
  where $4 and s.id = found."sessionId" and s.last_seen_at < clock_timestamp() - interval '15 seconds')
select * from found`

export async function insertSession(
  tx: Tx,
  session: {
    tokenHash: Buffer
    staffId: number
    address: string
    userAgent: string
    isSecondFactorGiven: boolean
  },
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `with seen as (update staff set last_signed_in_at = clock_timestamp() where id = $2)
     insert into staff_session (token_hash, staff_id, absolute_until, address, user_agent, second_factor_at)
     values ($1, $2, clock_timestamp() + $3 * interval '1 hour', $4, $5, case when $6 then clock_timestamp() end)
     returning id`,
    [
      session.tokenHash,
      session.staffId,
      ABSOLUTE_HOURS,
      session.address,
      session.userAgent,
      session.isSecondFactorGiven,
    ],
  )
  const row = rows[0]
  if (row === undefined) throw new Error('the session was not inserted')
  return row.id
}

/** Notes that whose session it is was proved once more. */
export async function markReauthenticated(tx: Tx, sessionId: number): Promise<void> {
  await tx.query('update staff_session set reauthenticated_at = clock_timestamp() where id = $1', [sessionId])
}

/** Notes that the second factor was given; the session goes on under another token (SP-27). */
export async function markSecondFactor(tx: Tx, sessionId: number, tokenHash: Buffer): Promise<void> {
  await tx.query(
    'update staff_session set second_factor_at = clock_timestamp(), token_hash = $2 where id = $1',
    [sessionId, tokenHash],
  )
}

/** The session goes on under another token; the one it had opens nothing any more (SP-27). */
export async function rotateToken(tx: Tx, sessionId: number, tokenHash: Buffer): Promise<void> {
  await tx.query('update staff_session set token_hash = $2 where id = $1', [sessionId, tokenHash])
}

export type OpenSession = {
  id: number
  createdAt: string
  lastSeenAt: string
  address: string
  userAgent: string
}

/** The sessions of a member of staff that have not ended, the latest first. */
export async function listSessions(tx: Tx, staffId: number): Promise<OpenSession[]> {
  const { rows } = await tx.query<OpenSession>(
    `select s.id, ${utc('s.created_at')} as "createdAt", ${utc('s.last_seen_at')} as "lastSeenAt", s.address,
       s.user_agent as "userAgent"
     from staff_session s join staff p on p.id = s.staff_id
     join unnest($2::text[], $3::int[]) as limits (role, idle_minutes) on limits.role = p.role
     left join office_setting w on w.office_id = p.office_id
     where s.staff_id = $1 and s.absolute_until > clock_timestamp()
       and s.last_seen_at > clock_timestamp() - ${IDLE} * interval '1 minute'
     order by s.last_seen_at desc, s.id desc`,
    [staffId, ROLE_NAMES, IDLE_MINUTES],
  )
  return rows
}

/** ISO text in UTC, which does not depend on the session's settings. */
export function utc(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
}

/** Ends one session of a member of staff. @returns whether there was one */
export async function deleteSession(tx: Tx, staffId: number, sessionId: number): Promise<boolean> {
  const { rowCount } = await tx.query('delete from staff_session where staff_id = $1 and id = $2', [
    staffId,
    sessionId,
  ])
  return rowCount === 1
}

/** Ends all sessions of a member of staff but one. @returns how many ended */
export async function deleteSessions(tx: Tx, staffId: number, except: number | null): Promise<number> {
  const { rowCount } = await tx.query(
    'delete from staff_session where staff_id = $1 and id is distinct from $2',
    [staffId, except],
  )
  return rowCount ?? 0
}

const LONGEST_IDLE_MINUTES = Math.max(
  ...IDLE_MINUTES,
  OFFICE_SETTINGS.officeIdleMinutes.most,
  OFFICE_SETTINGS.agencyIdleMinutes.most,
)

/** Removes sessions that nobody can use any more. */
export async function purgeSessions(pool: Pool): Promise<void> {
  await pool.query(
    `delete from staff_session where absolute_until < clock_timestamp()
       or last_seen_at < clock_timestamp() - $1 * interval '1 minute'`,
    [LONGEST_IDLE_MINUTES],
  )
}
