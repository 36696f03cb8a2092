import type { Tx } from '../../kernel/database.ts'
import type { DecidedField, IsoDay } from '../../registry/index.ts'
import type { Proof, Proposal, ProposalMark, ProposalState } from './domain.ts'
import { registryValueOf } from './proposed-values.ts'

/** Which proposals of an office. */
export type ProposalFilter = {
  officeId: number
  state: ProposalState
  field?: DecidedField
  agencyId?: number
  /** Made at least so many days ago. */
  minAgeDays?: number
  mark?: ProposalMark
  /** Accepted ones that an import has since brought another value for. */
  isImportContested?: boolean
}

/** A line of the list. Values as stored. */
export type ProposalLine = Omit<Proposal, 'nikHash'> & {
  isUnknown: boolean
  madeAt: string
  agencies: string[]
  /** What the registry has now; undefined: it does not know the NIK. */
  liveValue: string | null
  isKnown: boolean
}

type Where = { text: string; values: unknown[] }

const MARK_COLUMNS = {
  contested: 'is_contested',
  doubtful: 'is_doubtful',
  unknown: 'is_unknown',
} as const satisfies Record<ProposalMark, string>

function whereOf(filter: ProposalFilter): Where {
  const values: unknown[] = [filter.officeId, filter.state]
  const parts = ['p.office_id = $1', 'p.state = $2']
  const add = (text: (parameter: string) => string, value: unknown) =>
    parts.push(text(`$${values.push(value)}`))
  if (filter.field !== undefined) add((field) => `p.field = ${field}`, filter.field)
  if (filter.minAgeDays !== undefined) {
    add((days) => `p.made_at <= clock_timestamp() - make_interval(days => ${days})`, filter.minAgeDays)
  }
  if (filter.agencyId !== undefined) {
    const sent = (agency: string) => `exists (select from registry_proposal_evidence e
      where e.proposal_id = p.id and e.agency_id = ${agency})`
    add(sent, filter.agencyId)
  }
  if (filter.mark !== undefined) {
    parts.push(
      `p.${MARK_COLUMNS[filter.mark]}`,
      '(p.is_contested or p.is_doubtful or p.is_unknown)', // for its index
    )
  }
  if (filter.isImportContested === true) {
    parts.push(`p.id in (select c.proposal_id from resident_hold h join resident_change c on c.id = h.change_id
      where h.contested_at is not null)`)
  }
  return { text: parts.join(' and '), values }
}

/** Proposals, the oldest first, after an id. */
export async function listProposals(
  tx: Tx,
  filter: ProposalFilter,
  page: { after: number; limit: number },
): Promise<ProposalLine[]> {
  const { text, values } = whereOf(filter)
  const { rows } = await tx.query<Omit<ProposalLine, 'madeAt'> & { madeAt: Date }>(
    `select p.id::float8, p.field, p.nik, p.old_value as "oldValue", p.new_value as "newValue", p.state,
       p.is_unknown as "isUnknown", p.is_doubtful as "isDoubtful", p.is_contested as "isContested",
       p.made_at as "madeAt", r.nik is not null as "isKnown",
       ${registryValueOf('p.field')} as "liveValue",
       array(select distinct u.name from registry_proposal_evidence e join user_agency u on u.id = e.agency_id
         where e.proposal_id = p.id order by u.name) as agencies
     from registry_proposal p left join resident r on r.nik = p.nik
     where ${text} and p.id > $${values.length + 1} order by p.id limit $${values.length + 2}`,
    [...values, page.after, page.limit],
  )
  return rows.map((row) => ({ ...row, madeAt: row.madeAt.toISOString() }))
}

/** How many there are, and the newest of them: those that come later are not among what was counted. */
export async function countProposals(
  tx: Tx,
  filter: ProposalFilter,
  upTo?: number,
): Promise<{ count: number; upTo: number }> {
  const { text, values } = whereOf(filter)
  const { rows } = await tx.query<{ count: number; up_to: number | null }>(
    `select count(*)::int as count, max(p.id)::float8 as up_to from registry_proposal p
     where ${text} and ($${values.length + 1}::bigint is null or p.id <= $${values.length + 1})`,
    [...values, upTo ?? null],
  )
  return { count: rows[0]?.count ?? 0, upTo: rows[0]?.up_to ?? 0 }
}

/** The next ids behind one, in order, of those that were counted. */
export async function nextProposalIds(
  tx: Tx,
  filter: ProposalFilter,
  page: { after: number; upTo: number; limit: number },
): Promise<number[]> {
  const { text, values } = whereOf(filter)
  const place = values.length
  const { rows } = await tx.query<{ id: number }>(
    `select p.id::float8 from registry_proposal p
     where ${text} and p.id > $${place + 1} and p.id <= $${place + 2} order by p.id limit $${place + 3}`,
    [...values, page.after, page.upTo, page.limit],
  )
  return rows.map(({ id }) => id)
}

/**
 * Proposals of an office; their rows are locked in the order of their ids, with all others about the same, which a
 * decision marks anew.
 */
export async function lockProposals(tx: Tx, officeId: number, ids: readonly number[]): Promise<Proposal[]> {
  const { rows } = await tx.query<Proposal>(
    `select id::float8, field, nik, nik_hash as "nikHash", old_value as "oldValue", new_value as "newValue",
       is_doubtful as "isDoubtful", is_contested as "isContested", state
     from registry_proposal
     where office_id = $1 and (nik, field) in (
       select nik, field from registry_proposal where office_id = $1 and id = any($2::bigint[]))
     order by id for update`,
    [officeId, ids],
  )
  const wanted = new Set(ids)
  return rows.filter(({ id }) => wanted.has(id))
}

/** The papers that prove these proposals, by proposal, the first first. */
export async function findProofs(tx: Tx, proposalIds: readonly number[]): Promise<Map<number, Proof[]>> {
  const { rows } = await tx.query<{
    proposalId: number
    rowId: number
    documentNo: string | null
    documentOn: IsoDay | null
  }>(
    `select proposal_id::float8 as "proposalId", row_id::float8 as "rowId", document_no as "documentNo",
       document_on as "documentOn"
     from registry_proposal_evidence where proposal_id = any($1::bigint[]) order by row_id`,
    [proposalIds],
  )
  const proofs = new Map<number, Proof[]>()
  for (const { proposalId, ...proof } of rows) {
    proofs.set(proposalId, [...(proofs.get(proposalId) ?? []), proof])
  }
  return proofs
}

export type ProposalAct = {
  proposalId: number
  act: 'accepted' | 'rejected' | 'withdrawn' | 'settled'
  reason: string
  by: string
  changeId?: number
}

const STATE_AFTER = {
  accepted: 'accepted',
  rejected: 'rejected',
  withdrawn: 'open',
  settled: 'settled',
} as const satisfies Record<ProposalAct['act'], ProposalState>

/** Notes acts of one kind, with the state that each leads to. */
export async function writeActs(tx: Tx, acts: readonly ProposalAct[]): Promise<void> {
  const [first] = acts
  if (first === undefined) return
  const ids = acts.map(({ proposalId }) => proposalId)
  await tx.query(
    `insert into registry_proposal_act (proposal_id, act, reason, acted_by, change_id)
     select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[])`,
    [
      ids,
      acts.map(({ act }) => act),
      acts.map(({ reason }) => reason),
      acts.map(({ by }) => by),
      acts.map(({ changeId }) => changeId ?? null),
    ],
  )
  await tx.query(
    `update registry_proposal p set state = s.state, is_contested = p.is_contested and s.state = 'open'
     from unnest($1::bigint[], $2::text[]) as s (id, state) where p.id = s.id`,
    [ids, acts.map(({ act }) => STATE_AFTER[act])],
  )
}
