import { randomUUID } from 'node:crypto'
import { findAgreement } from '../agreements/index.ts'
import type { Vault } from '../files/index.ts'
import { inTx, type Pool } from '../kernel/database.ts'
import type { Log } from '../kernel/log.ts'
import { findPaper, type PaperKind, type PaperMaker, uploadScan } from '../papers/index.ts'

const BY = 'demo'

/** The papers of an agreement in force, as they would have come of its request. */
const PAPERS: readonly PaperKind[] = ['agreement', 'technical-guideline', 'sptjm', 'ip-lan-request']

const OF = 'karanganyar-kesehatan-2026'

/**
 * Issues some papers of one agreement, dated on its first day; beside the agreement itself stands a scan, which
 * is a copy of it. Done again after an interruption, it issues none twice.
 */
export async function issueDemoPapers(
  pool: Pool,
  { vault, paperMaker, log }: { vault: Vault; paperMaker: PaperMaker; log: Log },
): Promise<void> {
  const agreement = await findAgreement(pool, OF)
  if (agreement === undefined) return
  const { id: agreementId, officeId, agencyId, validFrom: date } = agreement
  const { rows } = await pool.query<{ kind: string }>('select kind from paper where agreement_id = $1', [
    agreementId,
  ])
  for (const kind of PAPERS.filter((one) => !rows.some((row) => row.kind === one))) {
    const order = { kind, officeId, agencyId, agreementId, requestId: null, date, by: BY }
    const issued = await inTx(pool, (tx) => paperMaker.issue(tx, order))
    if (issued.kind === 'refused')
      log.warn({ kind, faults: issued.faults }, 'a paper of the demo was refused')
    else if (kind === 'agreement') await addScan(pool, vault, { officeId, agencyId }, issued.paper.id)
  }
}

async function addScan(
  pool: Pool,
  vault: Vault,
  of: { officeId: number; agencyId: number },
  paperId: number,
): Promise<void> {
  const paper = await findPaper(pool, of, paperId)
  const file = paper && (await vault.open(pool, paper.sha256))
  if (file === undefined) return
  const upload = { bytes: file.bytes, name: 'PKS bertanda tangan.pdf' }
  const reader = { ...of, by: BY, requestId: randomUUID(), address: null }
  await uploadScan({ pool, vault }, paperId, upload, reader)
}
