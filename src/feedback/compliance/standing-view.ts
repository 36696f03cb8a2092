import type { Tx } from '../../kernel/database.ts'
import { addDays } from '../../offices/index.ts'
import { officeDay } from '../../statements/index.ts'
import { listAppeals } from './appeal.store.ts'
import { countedDays, type RuleTerms } from './domain.ts'
import { quotasUnder } from './evaluate.ts'
import { listEvaluations, listLowerings } from './evaluation.store.ts'
import { countForRule } from './figures.store.ts'
import { listRules, type RuledAgreement } from './rule.store.ts'

/** Evenings, and days of lowered quotas, that a page shows. */
const EVENINGS = 30

/** Where an agreement stands: its rule, what the formula gives with the figures of now, what was found and decided. */
export async function viewStanding(tx: Tx, agreement: RuledAgreement) {
  const { agreementId, officeId, rule, code, number, agency } = agreement
  const today = await officeDay(tx, officeId)
  return {
    agreement: { code, number, agency },
    today,
    rules: await listRules(tx, agreementId),
    // What this evening would find, if it came now.
    now: rule === null || rule.kind === 'none' ? null : await outlook(tx, agreementId, rule, today),
    evaluations: await listEvaluations(tx, agreementId, EVENINGS),
    lowerings: await listLowerings(tx, agreementId, addDays(today, -EVENINGS)),
    appeals: (await listAppeals(tx, agreementId)).map(({ evidence, ...appeal }) => ({
      id: appeal.id,
      reason: appeal.reason,
      filedBy: appeal.filedBy,
      filedAt: appeal.filedAt,
      evidence: evidence === null ? null : evidence.name,
      state: appeal.state,
      decidedBy: appeal.decidedBy,
      decidedAt: appeal.decidedAt,
      decisionReason: appeal.decisionReason,
      exceptedUntil: appeal.exceptedUntil,
    })),
  }
}

/** What a rule would find with the figures of now, and what its formula would leave tomorrow. */
export async function outlook(
  tx: Tx,
  agreementId: number,
  rule: Exclude<RuleTerms, { kind: 'none' }>,
  today: string,
) {
  const days = countedDays(today, rule)
  const counts = await countForRule(tx, agreementId, days)
  const quotas =
    rule.kind === 'lower' ? await quotasUnder(tx, agreementId, rule, counts, addDays(today, 1)) : []
  return {
    ...days,
    ...counts,
    quotas: quotas.map(({ userId, granted, quota }) => ({ userId, granted, quota })),
  }
}
