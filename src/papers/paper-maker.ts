import type { Tx } from '../kernel/database.ts'
import type { PaperFault, PaperOrder, PaperRef } from './domain.ts'

/** Writes papers from what the database knows and what the occasion adds. */
export type PaperMaker = {
  /**
   * Writes a paper: numbered, as PDF/A, signed where a certificate is configured, kept in the vault, and
   * recorded in the audit log, all in the caller's transaction.
   */
  issue(
    tx: Tx,
    order: PaperOrder,
  ): Promise<{ kind: 'issued'; paper: PaperRef } | { kind: 'refused'; faults: PaperFault[] }>
  /** The same paper to look at: it takes no number, is marked as a draft, and leaves nothing behind. */
  preview(
    tx: Tx,
    order: PaperOrder,
  ): Promise<{ kind: 'rendered'; pdf: Buffer } | { kind: 'refused'; faults: PaperFault[] }>
}
