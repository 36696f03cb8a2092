import { findAgreement } from '../agreements/index.ts'
import { inTx, type Pool } from '../kernel/database.ts'
import type { PaperMaker } from '../papers/index.ts'
import { officeDay } from '../statements/index.ts'
import { GROUNDS } from './domain.ts'
import { type EndResult, NotEnded } from './end-agreement.ts'
import { findEndingForUpdate, updateEndingPaper } from './ending.store.ts'

/** Writes the letter of an ending that has none yet: one done without, or a term that was over by itself. */
export function writeLetter(
  pool: Pool,
  paperMaker: PaperMaker,
  of: { code: string; endingId: number; clause: string; by: string },
): Promise<EndResult> {
  return inTx(pool, async (tx): Promise<EndResult> => {
    const agreement = await findAgreement(tx, of.code)
    const ending =
      agreement && (await findEndingForUpdate(tx, { agreementId: agreement.id, id: of.endingId }))
    if (agreement === undefined || ending === undefined) return refused('Akhir ini tidak ditemukan.')
    if (ending.paperId !== null) return refused('Suratnya sudah dibuat.')
    const { letter, clause } = GROUNDS[ending.ground]
    const date = await officeDay(tx, agreement.officeId)
    const issued = await paperMaker.issue(tx, {
      kind: letter,
      officeId: agreement.officeId,
      agencyId: agreement.agencyId,
      agreementId: agreement.id,
      requestId: null,
      date,
      facts: { reason: ending.reason, ground: of.clause || clause, effectiveOn: ending.decidedOn },
      by: of.by,
    })
    if (issued.kind === 'refused') throw new NotEnded(issued.faults)
    await updateEndingPaper(tx, ending.id, issued.paper.id)
    return { kind: 'done', endingId: ending.id, paperId: issued.paper.id }
  }).catch((error: unknown): EndResult => {
    if (error instanceof NotEnded) return { kind: 'refused', faults: error.faults }
    throw error
  })
}

function refused(message: string): EndResult {
  return { kind: 'refused', faults: [{ field: 'ending', message }] }
}
