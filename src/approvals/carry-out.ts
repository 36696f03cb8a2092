import { changeAgencyStateIn } from '../agencies/index.ts'
import {
  type AgreementFile,
  changeAgreementStateIn,
  changePurposesIn,
  importAgreementIn,
} from '../agreements/index.ts'
import type { Mandate } from '../audit/index.ts'
import { changeStateIn, issueCredentialIn, type PreparedSecret, toFieldFault } from '../credentials/index.ts'
import type { Tx } from '../kernel/database.ts'
import type { FieldFault } from '../kernel/problem.ts'
import {
  type Actor,
  changeStaffStateIn,
  enterStaffIn,
  findOfficeId,
  type Keeper,
  resetPasswordIn,
  resetSecondFactorIn,
} from '../offices/index.ts'
import { closeRenewalIn, extendAgreementIn } from '../renewals/index.ts'
import { carryOutChange } from './carry-out-change.ts'
import { type GrantingAct, requestOfAct } from './granting-act.ts'

/** Who does an act, on whose word, and why. */
export type Doing = {
  reason: string
  /** In whose request it happens, for the log. */
  actor: Actor
  /** Who asked for it: accounts are changed by those who keep them. */
  keeper: Keeper
  /** A secret made beforehand; not used by acts that make none. */
  prepared: PreparedSecret
  /** None where one person is enough for this act at all events. */
  mandate?: Mandate
}

/** What an act made that is told once. */
export type Made = { userId: string; secret: string } | { id: number; initialPassword: string }

export type Outcome = { kind: 'done'; made: Made | null } | { kind: 'refused'; faults: FieldFault[] }

/**
 * Does an act that grants authority, with the functions of its room and all their rules, in the transaction of
 * whoever decided it. The one place from which the portal grants anything.
 */
export async function carryOut(tx: Tx, act: GrantingAct, doing: Doing): Promise<Outcome> {
  const { reason, actor, mandate } = doing
  const on = { reason, by: actor.by, ...(mandate === undefined ? {} : { mandate }) }
  switch (act.kind) {
    case 'credential.issue': {
      const how = { by: actor.by, prepared: doing.prepared, mandate }
      const issued = await issueCredentialIn(tx, requestOfAct(act, reason), how)
      if (issued.kind === 'refused') return { kind: 'refused', faults: issued.faults.map(toFieldFault) }
      return { kind: 'done', made: { userId: issued.userId, secret: issued.secret } }
    }
    case 'credential.reactivate': {
      const changed = await changeStateIn(tx, { userId: act.userId, act: 'reactivate', ...on })
      return changed.kind === 'refused' ? refused(toFieldFault(changed.fault)) : DONE
    }
    case 'agreement.amend':
    case 'credential.addresses':
    case 'credential.quota':
    case 'credential.holder':
      return carryOutChange(tx, act, doing)
    case 'agreement.enter':
      return enterAgreement(tx, act.agreement, doing)
    case 'agreement.extend':
      return told(await extendAgreementIn(tx, { code: act.code, until: act.until, ...on }))
    case 'agreement.reactivate':
      return told(await changeAgreementStateIn(tx, { code: act.code, act: 'reactivate', ...on }))
    case 'agreement.purposes':
      return told(await changePurposesIn(tx, { code: act.code, purposes: act.purposes, ...on }))
    case 'agency.reactivate': {
      const { officeCode, name } = act
      return told(await changeAgencyStateIn(tx, { officeCode, name, act: 'reactivate', ...on }))
    }
    default:
      return carryOutOnAccount(tx, act, doing)
  }
}

/** Enters an agreement that both parties have signed on paper already; the office's own only. */
async function enterAgreement(
  tx: Tx,
  agreement: AgreementFile & { code: string },
  { reason, actor, keeper, mandate }: Doing,
): Promise<Outcome> {
  const office = await findOfficeId(tx, agreement.civilRegistry.region)
  if (office !== keeper.officeId) {
    return refused({
      field: 'civilRegistry.region',
      code: 'AG-25',
      message: 'Pihak Kesatu perjanjian ini kantor lain.',
    })
  }
  await tx.query('savepoint enter')
  const entered = await importAgreementIn(tx, agreement, { by: actor.by, note: { reason, ...mandate } })
  if (entered.kind === 'imported') {
    const { renews, number } = agreement
    // Refused where nobody has asked for the renewal: then there is none to close.
    if (renews !== undefined) {
      const why = `Perjanjian ${number.civilRegistry}`
      await closeRenewalIn(tx, { code: renews, as: 'granted', reason: why, by: actor.by })
    }
    return DONE
  }
  await tx.query('rollback to savepoint enter')
  if (entered.kind === 'refused') return { kind: 'refused', faults: entered.faults }
  return refused({ field: 'code', code: 'AG-11', message: 'Perjanjian ini sudah ada.' })
}

type AccountAct = Extract<GrantingAct, { kind: `staff.${string}` }>

async function carryOutOnAccount(tx: Tx, act: AccountAct, doing: Doing): Promise<Outcome> {
  const { reason, actor, keeper, prepared, mandate } = doing
  if (act.kind === 'staff.create') {
    const { kind: _, ...person } = act
    const note = { reason, ...mandate }
    const entered = await enterStaffIn(
      tx,
      { ...person, officeId: keeper.officeId },
      { actor, prepared, note },
    )
    if (entered.kind === 'refused') {
      return { kind: 'refused', faults: entered.faults.map(({ field, message }) => ({ field, message })) }
    }
    return { kind: 'done', made: { id: entered.staffId, initialPassword: entered.initialPassword } }
  }
  const { staffId } = act
  const on = { keeper, staffId, reason, actor, ...(mandate === undefined ? {} : { mandate }) }
  switch (act.kind) {
    case 'staff.reactivate':
      return told(await changeStaffStateIn(tx, { ...on, act: 'reactivate' }))
    case 'staff.reset-second-factor':
      return told(await resetSecondFactorIn(tx, on))
    case 'staff.reset-password': {
      const reset = await resetPasswordIn(tx, on, prepared)
      if (reset.kind !== 'done') return told(reset)
      return { kind: 'done', made: { id: staffId, initialPassword: reset.initialPassword } }
    }
  }
}

const DONE: Outcome = { kind: 'done', made: null }

type Told = { kind: 'done' } | { kind: 'not-found' } | { kind: 'refused'; fault: FieldFault }

function told(result: Told): Outcome {
  if (result.kind === 'done') return DONE
  if (result.kind === 'not-found') return refused({ field: 'id', message: 'Akun ini tidak ditemukan lagi.' })
  return refused(result.fault)
}

function refused({ field, message, code }: FieldFault): Outcome {
  return { kind: 'refused', faults: [{ field, message, ...(code === undefined ? {} : { code }) }] }
}
