import type { Tx } from '../kernel/database.ts'
import { isRole } from '../offices/index.ts'
import { isKind, PROPOSAL_DAYS, type Proposal, type ProposalState } from './domain.ts'

const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

// A proposal whose time is over is expired from that moment on, whenever its row is told so.
const STATE = `case when p.state = 'waiting' and p.expires_at <= clock_timestamp() then 'expired' else p.state end`

const SELECT = `
select p.id, p.office_id as "officeId", p.kind, p.whom, p.act, p.reason, ${STATE} as state,
  b.id as "byId", b.username as "byUsername", b.full_name as "byName", b.role as "byRole",
  b.state = 'active' as "byIsActive", ${utc('p.proposed_at')} as "proposedAt", ${utc('p.expires_at')} as "expiresAt",
  d.id as "deciderId", d.username as "deciderUsername", d.full_name as "deciderName",
  ${utc('p.decided_at')} as "decidedAt", p.decision_reason as "decisionReason"
from proposal p join staff b on b.id = p.proposed_by left join staff d on d.id = p.decided_by`

type Row = {
  id: number
  officeId: number
  kind: string
  whom: string
  act: unknown
  reason: string
  state: ProposalState
  byId: number
  byUsername: string
  byName: string
  byRole: string
  byIsActive: boolean
  proposedAt: string
  expiresAt: string
  deciderId: number | null
  deciderUsername: string | null
  deciderName: string | null
  decidedAt: string | null
  decisionReason: string | null
}

function toProposal(row: Row): Proposal {
  const { id, officeId, kind, whom, act, reason, state, byRole, deciderId } = row
  if (!isKind(kind) || !isRole(byRole))
    throw new Error(`proposal ${id} is of no kind that this version knows`)
  return {
    id,
    officeId,
    kind,
    whom,
    act,
    reason,
    state,
    proposedBy: {
      staffId: row.byId,
      username: row.byUsername,
      fullName: row.byName,
      role: byRole,
      isActive: row.byIsActive,
    },
    proposedAt: row.proposedAt,
    expiresAt: row.expiresAt,
    decidedBy:
      deciderId === null
        ? null
        : {
            staffId: deciderId,
            username: row.deciderUsername ?? '',
            fullName: row.deciderName ?? '',
          },
    decidedAt: row.decidedAt,
    decisionReason: row.decisionReason,
  }
}

/** Proposals of an office: all that wait, the oldest first, then the last 200 that do not, the newest first. */
export async function listProposals(tx: Tx, officeId: number): Promise<Proposal[]> {
  const { rows } = await tx.query<Row>(
    `(${SELECT} where p.office_id = $1 and ${STATE} = 'waiting' order by p.id)
     union all (${SELECT} where p.office_id = $1 and ${STATE} <> 'waiting' order by p.id desc limit 200)`,
    [officeId],
  )
  return rows.map(toProposal)
}

/** undefined when there is none, or it is another office's. */
export async function findProposal(
  tx: Tx,
  of: { officeId: number; id: number },
): Promise<Proposal | undefined> {
  const { rows } = await tx.query<Row>(`${SELECT} where p.id = $1 and p.office_id = $2`, [of.id, of.officeId])
  return rows[0] === undefined ? undefined : toProposal(rows[0])
}

/** The same, with its row locked until the transaction ends, and the rows of its proposer and of who answers. */
export async function findProposalForUpdate(
  tx: Tx,
  of: { officeId: number; id: number; staffId: number },
): Promise<Proposal | undefined> {
  const locked = await tx.query<{ proposedBy: number }>(
    'select proposed_by as "proposedBy" from proposal where id = $1 and office_id = $2 for update',
    [of.id, of.officeId],
  )
  const proposedBy = locked.rows[0]?.proposedBy
  if (proposedBy === undefined) return undefined
  await shareStaff(tx, [proposedBy, of.staffId])
  return findProposal(tx, of)
}

/**
 * Holds people as they are until the transaction ends. MUST come before anything is appended to the log: who
 * signs in takes the own row first and the end of the log last.
 */
export async function shareStaff(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.query('select from staff where id = any($1::int[]) order by id for share', [ids])
}

export async function isActiveStaff(tx: Tx, staffId: number): Promise<boolean> {
  const { rowCount } = await tx.query(`select from staff where id = $1 and state = 'active'`, [staffId])
  return rowCount === 1
}

/** @returns undefined when the same thing is waiting already */
export async function insertProposal(
  tx: Tx,
  proposal: {
    officeId: number
    kind: string
    subject: string
    whom: string
    act: object
    reason: string
    proposedBy: number
  },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into proposal (office_id, kind, subject, whom, act, reason, proposed_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + make_interval(days => ${PROPOSAL_DAYS}))
     on conflict (office_id, kind, subject) where state = 'waiting' do nothing returning id`,
    [
      proposal.officeId,
      proposal.kind,
      proposal.subject,
      proposal.whom,
      JSON.stringify(proposal.act),
      proposal.reason,
      proposal.proposedBy,
    ],
  )
  return rows[0]?.id
}

export async function updateDecision(
  tx: Tx,
  id: number,
  decision: { state: 'approved' | 'rejected' | 'withdrawn'; decidedBy: number; reason: string | null },
): Promise<void> {
  await tx.query(
    `update proposal set state = $2, decided_by = $3, decided_at = clock_timestamp(), decision_reason = $4
     where id = $1`,
    [id, decision.state, decision.decidedBy, decision.reason],
  )
}

export type Expired = { id: number; officeId: number; kind: string; whom: string; proposedBy: string }

/** Tells proposals whose time is over that it is. @returns those, of one office or of all */
export async function expireProposals(tx: Tx, officeId: number | null): Promise<Expired[]> {
  const { rows } = await tx.query<Expired>(
    `with due as (
       select id from proposal where state = 'waiting' and expires_at <= clock_timestamp()
         and ($1::int is null or office_id = $1) order by id for update skip locked)
     update proposal p set state = 'expired', decided_at = clock_timestamp() from due, staff b
     where p.id = due.id and b.id = p.proposed_by
     returning p.id, p.office_id as "officeId", p.kind, p.whom, b.username as "proposedBy"`,
    [officeId],
  )
  return rows
}
