import { addDays, mayDo, type Task, type TaskSource } from '../offices/index.ts'
import { pathOf } from './act-on-obligation.ts'
import { daysBetween } from './domain.ts'
import { readObligations } from './read-obligations.ts'

/** So many days before it is due an obligation stands among the tasks of whoever owes it (OB-30). */
const SEEN_AHEAD_DAYS = 30

/** Evidence that the office has to look at, and what is due soon or late, for the party that owes it. */
export const obligationTasks: TaskSource = async (tx, who) => {
  const isOffice = mayDo(who.role, 'office.obligations.manage')
  const isAgency = who.agencyId !== null && mayDo(who.role, 'obligations.evidence.add')
  if (!isOffice && !isAgency) return []
  const found = await readObligations(tx, { officeId: who.officeId, agencyId: who.agencyId })
  return found.flatMap(({ agreement, obligations }) =>
    obligations.flatMap((one): Task[] => {
      const isWaiting = one.state === 'submitted'
      const isOpen = one.state === 'due' || one.state === 'late'
      const isNear = isOpen && daysBetween(agreement.today, one.dueOn) <= SEEN_AHEAD_DAYS
      const isOwn = one.owedBy === (isOffice ? 'office' : 'agency')
      const isTask = isOffice ? isWaiting || (isNear && (isOwn || one.state === 'late')) : isNear && isOwn
      if (!isTask || (agreement.life.overSince !== null && !isWaiting)) return []
      const what = one.about === '' ? one.title : `${one.title} (${one.about})`
      return [
        {
          kind: isWaiting ? 'obligation-evidence' : 'obligation-due',
          title: isWaiting ? `Periksa bukti: ${what}` : what,
          detail: who.agencyId === null ? `${agreement.agency} · ${agreement.number}` : agreement.number,
          path: pathOf(agreement),
          since: `${(isWaiting ? one.stored?.changedOn : undefined) ?? addDays(one.dueOn, -SEEN_AHEAD_DAYS)}T00:00:00Z`,
          due: isWaiting ? null : one.dueOn,
          isLate: one.state === 'late',
        },
      ]
    }),
  )
}
