import type { FourEyes } from '../kernel/config.ts'
import { mayDo, type SignedIn } from '../offices/index.ts'
import { ACT_NAMES, ACTS, type Act, targetOf } from './domain.ts'
import { optionalSteps, skipFault } from './optional-steps.ts'
import type { RequestRow } from './request.store.ts'

/** An act that leads on from where a request is, and whether this person may do it. */
export type ActView = {
  act: Act
  label: string
  to: RequestRow['state']
  isDangerous: boolean
  allowed: boolean
  why: string | null
}

/** The acts that start from a request's state, in the order of the path, with what keeps this person from them. */
export function actsFor(
  row: RequestRow,
  who: Pick<SignedIn, 'staffId' | 'role'>,
  fourEyes: FourEyes,
): ActView[] {
  return ACT_NAMES.flatMap((act): ActView[] => {
    const to = targetOf(act, row.state)
    if (to === undefined || skipFault(act, row.state, optionalSteps(row.draft)) !== undefined) return []
    const { label, isDangerous } = ACTS[act]
    const why = whyNot(act, row, who, fourEyes)
    return [{ act, label, to, isDangerous, allowed: why === null, why }]
  })
}

function whyNot(
  act: Act,
  row: RequestRow,
  who: Pick<SignedIn, 'staffId' | 'role'>,
  fourEyes: FourEyes,
): string | null {
  if (!mayDo(who.role, ACTS[act].permission)) return 'Dilakukan oleh peran lain.'
  if (act === 'endorse' && fourEyes === 'required' && row.draftedBy?.staffId === who.staffId) {
    return 'Disahkan anggota kantor yang lain dari penyusunnya.'
  }
  return null
}
