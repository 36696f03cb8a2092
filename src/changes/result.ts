import type { FieldFault } from '../kernel/problem.ts'
import { mayDo, type SignedIn } from '../offices/index.ts'
import type { Change } from './change.store.ts'
import { type ActFault, actFault, type ChangeAct, type Doer } from './domain.ts'

/** What became of an act on a change. */
export type Result<T> =
  | { kind: 'done'; value: T }
  | { kind: 'not-found' }
  | { kind: 'forbidden' }
  | { kind: 'refused'; faults: FieldFault[] }

/** Who acts on a change. */
export type Person = Pick<SignedIn, 'staffId' | 'officeId' | 'agencyId' | 'role'>

/** What a person's role may do with changes. */
export function mayOf({ role }: Pick<SignedIn, 'role'>): (permission: Doer) => boolean {
  return (permission) => mayDo(role, permission)
}

/** What an agency does with its own request; the office only with one that it entered from paper (CH-01). */
const OF_THE_AGENCY: readonly ChangeAct[] = ['edit', 'submit', 'withdraw']

/** Whether a person may do this to a change now; the first thing that forbids it. */
export function faultOf(
  act: ChangeAct,
  change: Pick<Change, 'state' | 'isFromPaper'>,
  who: Pick<Person, 'role' | 'agencyId'>,
): ActFault | undefined {
  if (who.agencyId === null && !change.isFromPaper && OF_THE_AGENCY.includes(act)) return 'role'
  return actFault(act, change.state, mayOf(who))
}
