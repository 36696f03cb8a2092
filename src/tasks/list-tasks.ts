import { approvalTasks } from '../approvals/index.ts'
import { breachTasks } from '../breaches/index.ts'
import { changeTasks } from '../changes/index.ts'
import { complianceTaskSource, proposalTasks } from '../feedback/index.ts'
import type { Tx } from '../kernel/database.ts'
import { meetingTasks } from '../meetings/index.ts'
import { obligationTasks } from '../obligations/index.ts'
import type { SignedIn, Task, TaskSource } from '../offices/index.ts'
import { proofTasks } from '../proofs/index.ts'
import { requestTasks } from '../requests/index.ts'
import { statementTasks } from '../statements/index.ts'

/** Every room in which something can wait for somebody. */
const SOURCES: readonly TaskSource[] = [
  requestTasks,
  statementTasks,
  obligationTasks,
  proofTasks,
  changeTasks,
  approvalTasks,
  meetingTasks,
  breachTasks,
  complianceTaskSource,
  proposalTasks,
]

/** What waits for somebody: what is late first, then what is due, the oldest first among equals (TK-02). */
export async function listTasks(
  tx: Tx,
  who: SignedIn,
  sources: readonly TaskSource[] = SOURCES,
): Promise<Task[]> {
  const tasks: Task[] = []
  // One after the other: they share a connection.
  for (const source of sources) tasks.push(...(await source(tx, who)))
  return tasks.sort(inOrder)
}

export function inOrder(one: Task, other: Task): number {
  if (one.isLate !== other.isLate) return one.isLate ? -1 : 1
  if (one.due !== other.due) {
    if (one.due === null) return 1
    return other.due === null || one.due < other.due ? -1 : 1
  }
  return one.since < other.since ? -1 : one.since > other.since ? 1 : 0
}
