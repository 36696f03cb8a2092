import { findAgreement } from '../agreements/index.ts'
import { decideRule, findRuled } from '../feedback/index.ts'
import type { Pool } from '../kernel/database.ts'

const AGREEMENT = 'karanganyar-kesehatan-2026'

/** A rule that warns and then lowers the quota; nobody is warned before accesses are two weeks old. Done again, it adds none. */
export async function enterDemoCompliance(pool: Pool): Promise<void> {
  const found = await findAgreement(pool, AGREEMENT)
  const agreement = found === undefined ? undefined : await findRuled(pool, found.id)
  if (agreement === undefined) throw new Error(`the demo has no agreement ${AGREEMENT}`)
  if (agreement.rule !== null) return
  const decided = await decideRule(pool, agreement, {
    terms: {
      kind: 'lower',
      targetPercent: 80,
      graceDays: 14,
      spanDays: 180,
      floorQuota: 20,
      baseQuota: 200,
      warnDays: 14,
    },
    reason: 'Kesepakatan rapat evaluasi pemanfaatan data.',
    by: 'staff:evaluator.dukcapil',
  })
  if (decided.kind === 'refused') throw new Error(JSON.stringify(decided.faults))
}
