import { prepareSecret } from '../credentials/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import type { FieldFault } from '../kernel/problem.ts'
import type { Sealer } from '../kernel/seal.ts'
import { type Actor, mayDo, type SignedIn, staffName } from '../offices/index.ts'
import { reasonFault } from '../registry/index.ts'
import { carryOut, type Made } from './carry-out.ts'
import { type Answer, type DecisionFault, decisionFault, halvesOf, KINDS, type Proposal } from './domain.ts'
import { readGrantingAct } from './granting-act.ts'
import { findProposalForUpdate, isActiveStaff, updateDecision } from './proposal.store.ts'
import { recordProposal } from './record-proposal.ts'
import { insertSecret } from './secret.store.ts'

/** Who answers a proposal. */
export type Person = Pick<SignedIn, 'staffId' | 'officeId' | 'role'> & { actor: Actor }

export type DecisionResult =
  | { kind: 'done' }
  | { kind: 'not-found' }
  | { kind: 'forbidden' }
  | { kind: 'refused'; faults: FieldFault[] }

const EVENTS = {
  approve: { state: 'approved', event: 'proposal.approved' },
  reject: { state: 'rejected', event: 'proposal.rejected' },
  withdraw: { state: 'withdrawn', event: 'proposal.withdrawn' },
} as const satisfies Record<Answer, { state: Proposal['state']; event: string }>

const WORDS: Readonly<Record<Exclude<DecisionFault, 'role'>, string>> = {
  closed: 'Usulan ini sudah diputuskan, ditarik, atau lewat waktunya.',
  own: 'Usulan sendiri diputuskan oleh petugas lain.',
  'not-own': 'Hanya pengusulnya yang dapat menarik usulan ini.',
  'proposer-inactive': 'Akun pengusul sudah ditangguhkan; usulan ini hanya dapat ditolak.',
}

/**
 * Approves a proposal: the act happens in this transaction, under all its rules as they are now, or nothing
 * does (AP-06). Two at once are answered one after the other, and the second finds it decided (AP-07).
 */
export async function approve(
  pool: Pool,
  sealer: Sealer,
  request: { id: number; reason: string; person: Person },
): Promise<DecisionResult> {
  const prepared = await prepareSecret()
  return answer(pool, 'approve', request, async (tx, proposal) => {
    const { kind, proposedBy, reason } = proposal
    const act = readGrantingAct(kind, proposal.act)
    if ('staffId' in act && act.staffId === request.person.staffId) {
      return refused('id', 'Usulan tentang akun sendiri diputuskan oleh petugas lain.')
    }
    const { actor } = request.person
    const keeper = { ...proposedBy, officeId: proposal.officeId, agencyId: null }
    const mandate = { proposal: proposal.id, proposedBy: staffName(proposedBy) }
    const done = await carryOut(tx, act, { reason, actor, keeper, prepared, mandate })
    if (done.kind === 'refused') {
      const why = done.faults.map(({ message }) => message).join(' ')
      return refused('act', `Tidak dapat dilaksanakan sekarang: ${why}`)
    }
    if (done.made !== null) await keepSecret(tx, sealer, proposal, request.person.staffId, done.made)
    return undefined
  })
}

/** Rejects a proposal, or takes one's own back: nothing of it happens. */
export function close(
  pool: Pool,
  how: 'reject' | 'withdraw',
  request: { id: number; reason: string | null; person: Person },
): Promise<DecisionResult> {
  return answer(pool, how, request, async () => undefined)
}

async function answer(
  pool: Pool,
  how: Answer,
  { id, reason, person }: { id: number; reason: string | null; person: Person },
  act: (tx: Tx, proposal: Proposal) => Promise<DecisionResult | undefined>,
): Promise<DecisionResult> {
  const fault = reason === null ? undefined : reasonFault(reason)
  if (fault !== undefined) return refused('reason', fault)
  return inTx(pool, async (tx): Promise<DecisionResult> => {
    await lockAuthority(tx)
    const { officeId, staffId, role, actor } = person
    const proposal = await findProposalForUpdate(tx, { officeId, id, staffId })
    if (proposal === undefined) return { kind: 'not-found' }
    // The session was alive when the request came; a suspension may have been faster.
    if (!(await isActiveStaff(tx, staffId))) return { kind: 'forbidden' }
    const wrong = decisionFault(how, proposal, { staffId, may: (permission) => mayDo(role, permission) })
    if (wrong === 'role') return { kind: 'forbidden' }
    if (wrong !== undefined) return refused('id', WORDS[wrong])
    const not = await act(tx, proposal)
    if (not !== undefined) return not
    const { state, event } = EVENTS[how]
    await updateDecision(tx, id, { state, decidedBy: staffId, reason })
    const proposedBy = staffName(proposal.proposedBy)
    await recordProposal(tx, event, actor, proposal, { proposedBy, ...(reason === null ? {} : { reason }) })
    return { kind: 'done' }
  })
}

/** A secret is for one place: moved to another row it does not open. */
export const sealedFor = (proposalId: number, staffId: number) =>
  `proposal ${proposalId} for staff ${staffId}`

async function keepSecret(tx: Tx, sealer: Sealer, proposal: Proposal, deciderId: number, made: Made) {
  const keep = (staffId: number, part: 'whole' | 'first' | 'second', secret: string) => {
    const sealed = sealer.seal(Buffer.from(secret, 'utf8'), sealedFor(proposal.id, staffId))
    return insertSecret(tx, { proposalId: proposal.id, staffId, part, sealed })
  }
  const proposerId = proposal.proposedBy.staffId
  const secret = 'secret' in made ? made.secret : made.initialPassword
  if (KINDS[proposal.kind].secret !== 'halves') return keep(proposerId, 'whole', secret)
  const [first, second] = halvesOf(secret)
  await keep(proposerId, 'first', first)
  await keep(deciderId, 'second', second)
}

function refused(field: string, message: string): DecisionResult {
  return { kind: 'refused', faults: [{ field, message }] }
}
