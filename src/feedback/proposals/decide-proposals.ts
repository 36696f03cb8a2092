import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import {
  changeResidents,
  type DecidedField,
  lockResidentRows,
  reasonFault,
  shareResidents,
  valuesOf,
} from '../../registry/index.ts'
import { recheckConflicts } from './conflicts.store.ts'
import { judge, type Proof, type Proposal, type Refusal, usualProof, valuesToWrite } from './domain.ts'
import { findProofs, lockProposals, type ProposalAct, writeActs } from './proposal.store.ts'
import { type Decider, recordProposals } from './record-proposals.ts'

export type Decision = Decider & {
  act: 'accept' | 'reject'
  reason: string
  /** Of a proposal that was looked at by itself: what the page showed, and which proof is to stand. */
  looked?: { seen: string | null; proofRowId: number | null }
}

export type Decided = {
  done: number
  /** The registry had the value already: nothing was changed. */
  settled: number
  refused: { id: number; why: Refusal }[]
}

export type DecisionResult =
  | { kind: 'decided'; decided: Decided }
  | { kind: 'refused'; field: string; message: string }

/**
 * Accepts or rejects proposals of an office (FB-104 to FB-111). What is accepted changes the resident, its history, the
 * proposal and the log in one transaction.
 */
export async function decideProposals(
  pool: Pool,
  ids: readonly number[],
  decision: Decision,
): Promise<DecisionResult> {
  const fault = reasonFault(decision.reason)
  if (fault !== undefined) return { kind: 'refused', field: 'reason', message: fault }
  const decided = await inTx(pool, async (tx) => {
    if (decision.act === 'accept') await shareResidents(tx)
    const proposals = await lockProposals(tx, decision.officeId, ids)
    return decision.act === 'accept' ? accept(tx, proposals, decision) : reject(tx, proposals, decision)
  })
  return { kind: 'decided', decided }
}

async function reject(tx: Tx, proposals: readonly Proposal[], decision: Decision): Promise<Decided> {
  const open = proposals.filter(({ state }) => state === 'open')
  await carryOut(
    tx,
    open.map((proposal) => ({ proposal, act: 'rejected' })),
    decision,
  )
  const others = proposals.filter(({ state }) => state !== 'open')
  return { done: open.length, settled: 0, refused: others.map(({ id }) => ({ id, why: 'not-open' })) }
}

type Judged = { proposal: Proposal; is: ReturnType<typeof judge> }

async function accept(tx: Tx, proposals: readonly Proposal[], decision: Decision): Promise<Decided> {
  const { looked } = decision
  const seen = looked === undefined ? undefined : { value: looked.seen }
  const residents = await lockResidentRows(
    tx,
    proposals.map(({ nik }) => nik),
  )
  const judged: Judged[] = proposals.map((proposal) => {
    const live = residents.get(proposal.nik)
    return { proposal, is: judge(proposal, live && valuesOf(proposal.field, live), seen) }
  })
  const accepted = judged.filter(({ is }) => is === 'accept').map(({ proposal }) => proposal)
  const settled = judged.filter(({ is }) => is === 'settle').map(({ proposal }) => proposal)
  const changeIds = await change(tx, accepted, decision)
  await carryOut(
    tx,
    [
      ...accepted.map((proposal) => ({
        proposal,
        act: 'accepted' as const,
        changeId: changeIds.get(proposal.id) ?? 0,
      })),
      ...settled.map((proposal) => ({ proposal, act: 'settled' as const })),
    ],
    decision,
  )
  return {
    done: accepted.length,
    settled: settled.length,
    refused: judged.flatMap(({ proposal: { id }, is }) =>
      is === 'accept' || is === 'settle' ? [] : [{ id, why: is }],
    ),
  }
}

/** @returns the change of each accepted proposal */
async function change(
  tx: Tx,
  accepted: readonly Proposal[],
  { by, looked }: Decision,
): Promise<Map<number, number>> {
  const deaths = accepted.filter(({ field }) => field === 'death').map(({ id }) => id)
  const proofs = deaths.length === 0 ? new Map<number, Proof[]>() : await findProofs(tx, deaths)
  const proofOf = ({ id }: Proposal) => {
    const known = proofs.get(id) ?? []
    return known.find(({ rowId }) => rowId === looked?.proofRowId) ?? usualProof(known)
  }
  const changeIds = new Map<number, number>()
  const groups = Map.groupBy(accepted, ({ field }) => field)
  // Deaths last: they hold the gate off until the transaction ends.
  for (const field of [...groups.keys()].sort(deathLast)) {
    const changes = (groups.get(field) ?? []).map((proposal) => ({
      nik: proposal.nik,
      values: valuesToWrite(proposal, proofOf(proposal)),
      proposalId: proposal.id,
    }))
    for (const [id, changeId] of await changeResidents(tx, field, changes, by)) changeIds.set(id, changeId)
  }
  return changeIds
}

const deathLast = (one: DecidedField, other: DecidedField) =>
  Number(one === 'death') - Number(other === 'death')

async function carryOut(
  tx: Tx,
  acts: readonly (Pick<ProposalAct, 'act' | 'changeId'> & { proposal: Proposal })[],
  decision: Decision,
): Promise<void> {
  if (acts.length === 0) return
  const { reason, by } = decision
  await writeActs(
    tx,
    acts.map(({ proposal, ...act }) => ({ ...act, proposalId: proposal.id, reason, by })),
  )
  await recheckConflicts(
    tx,
    acts.map(({ proposal }) => proposal.id),
  )
  await recordProposals(
    tx,
    decision,
    acts.map(({ proposal, act }) => ({ event: act, proposal })),
    reason,
  )
}
