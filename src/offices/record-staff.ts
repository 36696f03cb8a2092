import { append, auditEntry, countOverflow, type RefusalLimit } from '../audit/index.ts'
import type { Tx } from '../kernel/database.ts'

/** Who acts, as the audit log names them. */
export type Actor = { by: string; requestId: string; address: string | null }

/** A member of staff in the audit log, told apart from whoever works on the command line. */
export const staffName = ({ username }: { username: string }) => `staff:${username}`

/** Appends what happened to or through an account, in the transaction of the act. Never a password or a code. */
export function recordStaff(
  tx: Tx,
  event: string,
  actor: Actor,
  of: { officeId: number; staffId: number; username: string },
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  return append(tx, [
    auditEntry({
      event,
      requestId: actor.requestId,
      officeId: of.officeId,
      localOperator: actor.by,
      address: actor.address,
      detail: JSON.stringify({ by: actor.by, staffId: of.staffId, username: of.username, ...detail }),
    }),
  ])
}

export type SignInFailure =
  | 'sign-in-failed'
  | 'sign-in-throttled'
  | 'second-factor-failed'
  | 'account-suspended'

/**
 * Records a failure to sign in; beyond the limit of a minute only its count, as with refusals. The name
 * that was typed is not recorded unless it is one of ours: people type passwords into the wrong field.
 */
export async function recordSignInFailure(
  tx: Tx,
  limit: RefusalLimit,
  atMs: number,
  failure: {
    outcome: SignInFailure
    requestId: string
    address: string
    of: { id: number; officeId: number; username: string } | undefined
    /** What else tells failures apart; never what was sent. */
    more?: Readonly<Record<string, string>>
  },
): Promise<void> {
  const { outcome, requestId, address, of, more } = failure
  if (!limit.admits(0, outcome, atMs)) {
    await countOverflow(tx, [{ credentialId: 0, outcome, count: 1 }])
    return
  }
  await append(tx, [
    auditEntry({
      event: 'staff.sign_in_failed',
      outcome,
      requestId,
      address,
      officeId: of?.officeId ?? null,
      localOperator: of?.username ?? null,
      detail: JSON.stringify({
        ...(of === undefined ? { known: false } : { staffId: of.id, username: of.username }),
        ...more,
      }),
    }),
  ])
}
