import { mayDo, type Task, type TaskSource } from '../../offices/index.ts'
import { listWaitingAppeals } from './appeal.store.ts'
import { lastEvaluations } from './evaluation.store.ts'
import { compliancePath, gapsPath } from './record-compliance.ts'
import { listRuled } from './rule.store.ts'

/** Appeals that wait for a decision; for an agency, warnings that it can still meet. */
export const complianceTaskSource: TaskSource = async (tx, who) => {
  if (mayDo(who.role, 'feedback.rules.decide')) {
    const appeals = await listWaitingAppeals(tx, who.officeId)
    return appeals.map(
      ({ agency, code, filedAt }): Task => ({
        kind: 'compliance-appeal',
        title: 'Putuskan keberatan atas kuota',
        detail: agency,
        path: compliancePath(code),
        since: filedAt,
        due: null,
        isLate: false,
      }),
    )
  }
  if (who.agencyId === null || !mayDo(who.role, 'feedback.appeal')) return []
  const ruled = (await listRuled(tx, who)).filter(({ rule }) => rule !== null && rule.kind !== 'none')
  const evaluations = await lastEvaluations(
    tx,
    ruled.map(({ agreementId }) => agreementId),
  )
  return ruled.flatMap(({ agreementId, code, number, rule }): Task[] => {
    const last = evaluations.get(agreementId)
    if (last === undefined || last.ruleId !== rule?.id || last.warnedOn === null) return []
    return [
      {
        kind: 'compliance-warned',
        title: 'Kirim data balikan yang belum ada',
        detail: number,
        path: gapsPath(code),
        since: `${last.warnedOn}T00:00:00Z`,
        due: last.lowersFrom,
        isLate: last.result === 'lowered',
      },
    ]
  })
}
