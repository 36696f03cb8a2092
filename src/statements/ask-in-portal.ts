import { inTx, type Pool } from '../kernel/database.ts'
import type { FieldFault } from '../kernel/problem.ts'
import type { PaperMaker } from '../papers/index.ts'
import { askStatement } from './ask-statement.ts'
import type { StatementKind } from './domain.ts'
import { findAgreementNeeds, listSigners, officeDay, type Signer } from './statement.store.ts'

export type AskResult =
  | { kind: 'entered'; statementId: number; paperId: number | null }
  | { kind: 'refused'; faults: FieldFault[] }

/**
 * Asks for a signature under an agreement that the asker may see. Who signs follows from the agreement: its
 * head, one of its operators, or whoever signs for the provider of its network.
 */
export function askInPortal(
  pool: Pool,
  paperMaker: PaperMaker,
  asked: {
    agreementId: number
    kind: StatementKind
    /** An operator's; null: the head's own. */
    staffId: number | null
    /** Who signs for the provider; '' takes the provider of the agreement. */
    signerName: string
    extendsUntil: string | null
    by: string
  },
): Promise<AskResult> {
  return inTx(pool, async (tx): Promise<AskResult> => {
    const { agreementId, kind, extendsUntil, by } = asked
    const needs = await findAgreementNeeds(tx, agreementId)
    const signers = await listSigners(tx, agreementId)
    if (needs === undefined) return refused('agreement', 'Perjanjian ini tidak ditemukan.')
    const signer = signerOf(asked, signers, needs.provider)
    if (signer === undefined) {
      return refused('staffId', 'Penanda tangan ini tidak terdaftar pada perjanjian.')
    }
    if (signer.name.length > 120) return refused('signerName', 'Nama paling banyak 120 huruf.')
    const date = await officeDay(tx, needs.officeId)
    const { staffId, name: signerName, isHead } = signer
    return askStatement(tx, paperMaker, {
      agreementId,
      kind,
      staffId,
      signerName,
      isHead,
      extendsUntil,
      by,
      date,
    })
  })
}

function signerOf(
  { kind, staffId, signerName }: { kind: StatementKind; staffId: number | null; signerName: string },
  signers: Awaited<ReturnType<typeof listSigners>>,
  provider: string | null,
): Signer | undefined {
  if (kind === 'closed-network') {
    const name = signerName || provider
    return name === null ? undefined : { staffId: null, name, isHead: false }
  }
  const head = signers.find(({ isHead }) => isHead)
  if (kind === 'sptjm' || staffId === null || staffId === head?.staffId) return head
  return signers.find((signer) => signer.staffId === staffId)
}

function refused(field: string, message: string): AskResult {
  return { kind: 'refused', faults: [{ field, message }] }
}
