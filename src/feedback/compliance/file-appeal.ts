import { checkUpload, type Vault } from '../../files/index.ts'
import { inTx, type Pool } from '../../kernel/database.ts'
import type { FieldFault } from '../../kernel/problem.ts'
import { closeAppeal, insertAppeal, lockAppeal, updateEvidence } from './appeal.store.ts'
import { type Done, reasonFault } from './decide-rule.ts'
import { listEvaluations } from './evaluation.store.ts'
import { recordCompliance, tellEvaluators } from './record-compliance.ts'
import type { RuledAgreement } from './rule.store.ts'

const refused = (field: string, message: string): { kind: 'refused'; faults: FieldFault[] } => ({
  kind: 'refused',
  faults: [{ field, message }],
})

/** Objects to what a rule brings about (FB-130): possible from the first warning on, one at a time. */
export function fileAppeal(
  pool: Pool,
  agreement: RuledAgreement,
  { reason, by }: { reason: string; by: string },
): Promise<Done> {
  const faults = reasonFault(reason, 2_000)
  if (faults.length > 0) return Promise.resolve({ kind: 'refused', faults })
  return inTx(pool, async (tx): Promise<Done> => {
    const { officeId, agreementId, rule } = agreement
    const [last] = await listEvaluations(tx, agreementId, 1)
    const isWarned = rule?.kind === 'lower' && last?.ruleId === rule.id && last.result !== 'met'
    if (!isWarned) return refused('reason', 'Tidak ada peringatan atau penurunan yang dapat dilawan.')
    const id = await insertAppeal(tx, { officeId, agreementId, reason, by })
    if (id === undefined) return refused('reason', 'Keberatan sebelumnya masih menunggu putusan.')
    await tellEvaluators(tx, agreement, {
      event: 'compliance-appeal.filed',
      title: `${agreement.agency}: keberatan atas kuota menunggu putusan`,
      body: 'Baca alasan dan buktinya, lalu putuskan.',
    })
    await recordCompliance(tx, 'compliance-appeal.filed', agreement, { by, appeal: id })
    return { kind: 'done', id }
  })
}

type Who = { officeId: number; agencyId: number | null }

/** Adds, or replaces, the paper that proves what a waiting appeal says. */
export async function addEvidence(
  { pool, vault }: { pool: Pool; vault: Vault },
  who: Who,
  { id, file, by }: { id: number; file: { bytes: Buffer; name: string }; by: string },
): Promise<Done | undefined> {
  const checked = await checkUpload(file.bytes, file.name)
  if (checked.kind === 'refused') return refused('evidence', checked.message)
  return inTx(pool, async (tx): Promise<Done | undefined> => {
    const appeal = await lockAppeal(tx, who, id)
    if (appeal === undefined) return undefined
    if (appeal.state !== 'waiting') return refused('evidence', 'Keberatan ini sudah selesai.')
    const stored = await vault.store(tx, file.bytes, checked.mediaType)
    await updateEvidence(tx, id, stored, checked.name)
    await recordCompliance(tx, 'compliance-appeal.evidence_added', appeal, {
      by,
      appeal: id,
      sha256: stored.sha256,
    })
    return { kind: 'done', id }
  })
}

/** Opens an appeal's paper; every opening stands in the log. */
export function openEvidence(
  { pool, vault }: { pool: Pool; vault: Vault },
  who: Who,
  { id, by }: { id: number; by: string },
): Promise<{ bytes: Buffer; mediaType: string; name: string } | undefined> {
  return inTx(pool, async (tx) => {
    const appeal = await lockAppeal(tx, who, id)
    if (appeal === undefined || appeal.evidence === null) return undefined
    const { sha256, name } = appeal.evidence
    const file = await vault.open(tx, sha256)
    if (file === undefined) return undefined
    await recordCompliance(tx, 'file.opened', appeal, { by, of: 'compliance-appeal', appeal: id, sha256 })
    return { ...file, name }
  })
}

/** Takes an appeal back before it is decided. */
export function withdrawAppeal(
  pool: Pool,
  who: Who,
  { id, by }: { id: number; by: string },
): Promise<Done | undefined> {
  return inTx(pool, async (tx): Promise<Done | undefined> => {
    const appeal = await lockAppeal(tx, who, id)
    if (appeal === undefined) return undefined
    if (appeal.state !== 'waiting') return refused('id', 'Keberatan ini sudah selesai.')
    await closeAppeal(tx, id, { state: 'withdrawn', by, reason: null, exceptedUntil: null })
    await recordCompliance(tx, 'compliance-appeal.withdrawn', appeal, { by, appeal: id })
    return { kind: 'done', id }
  })
}
