import { amendAgreementIn, changeNetworkIn, findAgreement, registerAddresses } from '../agreements/index.ts'
import { changeAddressesIn, changeHolderIn, changeQuotaIn, toFieldFault } from '../credentials/index.ts'
import type { Tx } from '../kernel/database.ts'
import type { Doing, Outcome } from './carry-out.ts'
import type { ChangeAct } from './granting-act.ts'

const DONE: Outcome = { kind: 'done', made: null }

/** Brings a change of an agreement in force (docs/rules/changes.md, CH-10 to CH-14), all of it or nothing. */
export async function carryOutChange(tx: Tx, act: ChangeAct, doing: Doing): Promise<Outcome> {
  const { reason, actor, mandate, prepared } = doing
  const { basis, change } = act
  const on = { reason, basis, by: actor.by, ...(mandate === undefined ? {} : { mandate }) }
  switch (act.kind) {
    case 'agreement.amend': {
      const { agreement: file, from, baseVersion } = act
      const addendum = { number: basis, ...(from === null ? {} : { from }) }
      const note = { change, reason, ...mandate }
      const amended = await amendAgreementIn(tx, { file, addendum, by: actor.by, note, baseVersion })
      return amended.kind === 'refused' ? amended : DONE
    }
    case 'credential.addresses': {
      const { code, userIds, networks } = act
      const moved = await changeAddressesIn(tx, { agreementCode: code, userIds, networks, ...on })
      if (moved.kind === 'refused') return { kind: 'refused', faults: [toFieldFault(moved.fault)] }
      const agreement = await findAgreement(tx, code)
      if (act.isWhole && agreement !== undefined) {
        await registerAddresses(tx, agreement.id, { networks, basis })
        const network = { ipLan: networks.map((cidr) => cidr.replace(/\/(32|128)$/, '')) }
        await changeNetworkIn(tx, {
          code,
          network,
          basis,
          by: actor.by,
          note: { change, reason, ...mandate },
        })
      }
      return DONE
    }
    case 'credential.quota': {
      const changed = await changeQuotaIn(tx, { userId: act.userId, quotaPerDay: act.quotaPerDay, ...on })
      return changed.kind === 'refused' ? { kind: 'refused', faults: [toFieldFault(changed.fault)] } : DONE
    }
    case 'credential.holder': {
      const { userId, formId } = act
      const changed = await changeHolderIn(tx, { userId, formId, prepared, ...on })
      if (changed.kind === 'refused') return { kind: 'refused', faults: [toFieldFault(changed.fault)] }
      return { kind: 'done', made: { userId: changed.userId, secret: changed.secret } }
    }
  }
}
