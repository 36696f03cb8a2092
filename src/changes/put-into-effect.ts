import { changeNetworkIn } from '../agreements/index.ts'
import { doAloneIn, type ChangeAct as GrantingChange, proposeIn } from '../approvals/index.ts'
import type { Doing, Done } from './act-on-change.ts'
import { credentialsOf } from './content.ts'
import { PROCEDURES } from './domain.ts'
import { proposedFile, withCentralApproval } from './proposed-file.ts'

/**
 * Brings a signed change in force: through a second person where it grants anything (CH-10), at once where no call
 * is judged by it.
 */
export async function putIntoEffect(doing: Doing): Promise<Done> {
  const { tx, tools, change, standing, who, actor, prepared } = doing
  const { agreement } = standing
  if (agreement.state !== 'in_force' || agreement.isOver) {
    return refused('state', 'Perjanjian ini tidak berlaku; perubahan memerlukan perjanjian baru.')
  }
  if (change.baseVersion !== agreement.termVersion) {
    const message = 'Ketentuan perjanjian berubah sejak suratnya terbit. Tarik suratnya dan terbitkan lagi.'
    return refused('baseVersion', message)
  }
  const basis = change.paperNumber ?? change.letterNumber ?? `Perubahan ${change.id}`
  const reason = `Perubahan ${change.id}: ${PROCEDURES[change.kind].name.toLowerCase()}, ${basis}`
  const act = actOf(doing, basis)
  if (act === null) {
    const { content } = change
    if (content.kind !== 'bandwidth') throw new Error(`a change of ${content.kind} grants something`)
    const { bandwidthMbps, connectionPoints } = content
    const network = { bandwidthMbps, ...(connectionPoints === null ? {} : { connectionPoints }) }
    await changeNetworkIn(tx, {
      code: agreement.code,
      network,
      basis,
      by: actor.by,
      note: { change: change.id },
    })
    return { kind: 'done', to: 'in-effect', detail: { basis } }
  }
  const whom = `${change.agreementNumber} · ${change.agencyName}`
  const request = { act, whom, reason, keeper: who, actor }
  if (tools.fourEyes === 'required') {
    const proposed = await proposeIn(tx, request, prepared)
    if (proposed.kind === 'refused') return proposed
    const { id } = proposed
    return {
      kind: 'done',
      to: 'proposed',
      update: { proposalId: id },
      detail: { proposal: id, basis },
      made: { proposal: id },
    }
  }
  const done = await doAloneIn(tx, request, prepared, true)
  if (done.kind === 'refused') return done
  return {
    kind: 'done',
    to: 'in-effect',
    detail: { basis },
    ...(done.made === null ? {} : { made: done.made }),
  }
}

/** The granting act of a change; null where it grants nothing. */
function actOf({ change, standing }: Doing, basis: string): GrantingChange | null {
  const { content, centralNumber, centralOn, effectiveOn } = change
  const { agreement, file, credentials } = standing
  const on = { change: change.id, basis }
  switch (content.kind) {
    case 'bandwidth':
      return null
    case 'address': {
      const userIds = credentialsOf(content, credentials).map(({ userId }) => userId)
      const { networks } = content
      const isWhole = content.userIds.length === 0
      return { kind: 'credential.addresses', ...on, code: agreement.code, userIds, networks, isWhole }
    }
    case 'holder':
      return { kind: 'credential.holder', ...on, userId: content.userId, formId: content.formId }
    case 'quota':
      if (content.userId !== null) {
        const quotaPerDay = content.quotaPerDay === 'unlimited' ? null : content.quotaPerDay
        return { kind: 'credential.quota', ...on, userId: content.userId, quotaPerDay }
      }
      break
    // These are in the paper itself.
    case 'elements':
    case 'method':
      break
  }
  const central =
    centralNumber === null || centralOn === null ? null : { number: centralNumber, on: centralOn }
  return {
    kind: 'agreement.amend',
    ...on,
    from: effectiveOn,
    agreement: withCentralApproval(proposedFile(content, file), file, central),
    baseVersion: change.baseVersion ?? 0,
  }
}

function refused(field: string, message: string): Done {
  return { kind: 'refused', faults: [{ field, message }] }
}
