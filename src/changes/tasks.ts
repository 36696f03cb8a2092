import { mayDo, type Task, type TaskSource } from '../offices/index.ts'
import { type Change, listOpenChanges } from './change.store.ts'
import { summaryOf } from './content.ts'
import { type ChangeState, type Doer, PROCEDURES } from './domain.ts'
import { pathOf } from './record-change.ts'

/** Whose turn it is in each state, and what to do; elsewhere nobody's. */
const TURNS: Readonly<Partial<Record<ChangeState, { by: Doer; kind: string; title: string }>>> = {
  draft: { by: 'changes.submit', kind: 'change-submit', title: 'Ajukan perubahan perjanjian' },
  submitted: { by: 'changes.check', kind: 'change-check', title: 'Periksa permohonan perubahan' },
  returned: { by: 'changes.prepare', kind: 'change-complete', title: 'Lengkapi permohonan perubahan' },
  'at-central': { by: 'changes.decide', kind: 'change-decide', title: 'Putuskan permohonan perubahan' },
  approved: { by: 'changes.check', kind: 'change-issue', title: 'Terbitkan surat perubahan' },
  issued: { by: 'changes.submit', kind: 'change-sign', title: 'Tanda tangani surat perubahan' },
  signed: { by: 'changes.check', kind: 'change-effect', title: 'Berlakukan perubahan' },
}

/** Changes that wait for somebody; those that wait for the second person stand among the proposals (CH-41). */
export const changeTasks: TaskSource = async (tx, who) => {
  const { officeId, agencyId } = who
  const changes = await listOpenChanges(tx, { officeId, agencyId })
  return changes.flatMap((change): Task[] => {
    const turn = TURNS[change.state]
    if (turn === undefined || !mayDo(who.role, turn.by) || !isOwnTurn(change, agencyId)) return []
    return [
      {
        kind: turn.kind,
        title: `${turn.title}: ${PROCEDURES[change.kind].name}`,
        detail: `${change.agencyName} · ${change.agreementNumber} · ${summaryOf(change.content)}`,
        path: pathOf(change),
        since: change.updatedAt,
        due: null,
        isLate: false,
      },
    ]
  })
}

/** Drafts are their agency's until they are submitted, but for those that the office entered from paper. */
function isOwnTurn(change: Change, agencyId: number | null): boolean {
  switch (change.state) {
    case 'draft':
    case 'returned':
      return agencyId !== null || change.isFromPaper
    case 'issued':
      return agencyId === null ? change.officeSigner === null : change.agencySigner === null
    default:
      return true
  }
}
