import { type PreparedSecret, prepareSecret } from '../credentials/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { type Actor, type Keeper, mayDo } from '../offices/index.ts'
import { reasonFault } from '../registry/index.ts'
import { carryOut, type Outcome } from './carry-out.ts'
import { recordExpired } from './close-approvals.ts'
import { KINDS } from './domain.ts'
import { type GrantingAct, subjectOf } from './granting-act.ts'
import { expireProposals, insertProposal, isActiveStaff, shareStaff } from './proposal.store.ts'
import { recordProposal } from './record-proposal.ts'

export type Request = {
  act: GrantingAct
  /** Whom it falls on, in the words of people. */
  whom: string
  reason: string
  keeper: Keeper
  actor: Actor
}

export type ProposeResult = { kind: 'proposed'; id: number } | { kind: 'refused'; faults: FieldFault[] }

const WAITING = 'Hal yang sama sudah diajukan dan menunggu persetujuan.'

/**
 * Asks for an act that grants authority (AP-01). Nothing of it happens yet. What could not be done now is not
 * asked for either: the act is done for trial and undone, so that all its rules speak (AP-05).
 */
export async function propose(pool: Pool, request: Request): Promise<ProposeResult> {
  const fault = requestFault(request)
  if (fault !== undefined) return fault
  const prepared = await prepareSecret()
  return inTx(pool, (tx) => proposeIn(tx, request, prepared))
}

/** The same, in a transaction that does more; the secret was made before it, for hashing takes long. */
export async function proposeIn(tx: Tx, request: Request, prepared: PreparedSecret): Promise<ProposeResult> {
  const { act, whom, reason, keeper, actor } = request
  const fault = requestFault(request)
  if (fault !== undefined) return fault
  await lockAuthority(tx)
  await shareStaff(tx, [keeper.staffId])
  if (!(await isActiveStaff(tx, keeper.staffId))) return refused('id', 'Akun Anda ditangguhkan.')
  const expired = await expireProposals(tx, keeper.officeId)
  await tx.query('savepoint trial')
  const trial = await carryOut(tx, act, { reason, actor, keeper, prepared })
  await tx.query('rollback to savepoint trial')
  if (trial.kind === 'refused') return trial
  const { officeId, staffId } = keeper
  const { kind, ...rest } = act
  const proposal = { officeId, kind, subject: subjectOf(act), whom, act: rest, reason, proposedBy: staffId }
  const id = await insertProposal(tx, proposal)
  await recordExpired(tx, expired)
  if (id === undefined) return refused('kind', WAITING)
  const detail = { reason, act: withoutNip(rest) }
  await recordProposal(tx, 'proposal.made', actor, { id, officeId, kind, whom }, detail)
  return { kind: 'proposed', id }
}

/** Does the act at once, on one person's word: where it needs no second, or the installation is set so (AP-12). */
export async function doAlone(pool: Pool, request: Request, isFourEyesOff: boolean): Promise<Outcome> {
  const prepared = await prepareSecret()
  return inTx(pool, (tx) => doAloneIn(tx, request, prepared, isFourEyesOff))
}

/** The same, in a transaction that does more. MUST NOT be committed when it is refused. */
export async function doAloneIn(
  tx: Tx,
  request: Request,
  prepared: PreparedSecret,
  isFourEyesOff: boolean,
): Promise<Outcome> {
  const fault = reasonFault(request.reason)
  if (fault !== undefined) return refused('reason', fault)
  const mandate = isFourEyesOff ? ({ mandate: { fourEyes: 'single' } } as const) : {}
  return carryOut(tx, request.act, { ...request, prepared, ...mandate })
}

function requestFault({ act, keeper, reason }: Request) {
  if (!mayDo(keeper.role, KINDS[act.kind].propose))
    return refused('kind', 'Peran Anda tidak berhak atas ini.')
  const fault = reasonFault(reason)
  return fault === undefined ? undefined : refused('reason', fault)
}

/** The number of a person's employment has no use in the log. */
function withoutNip(act: object): object {
  return Object.fromEntries(Object.entries(act).filter(([name]) => name !== 'nip'))
}

function refused(field: string, message: string): { kind: 'refused'; faults: FieldFault[] } {
  return { kind: 'refused', faults: [{ field, message }] }
}
