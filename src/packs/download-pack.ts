import { randomUUID } from 'node:crypto'
import { type AgreementInForce, findAgreement } from '../agreements/index.ts'
import { append, auditEntry } from '../audit/index.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import type { PaperMaker } from '../papers/index.ts'
import { filesOf, type Pack, packOf } from './build-pack.ts'
import { gatherPackFacts } from './pack-facts.ts'
import { samplePapers } from './sample-papers.ts'

export type PackTools = {
  pool: Pool
  paperMaker: PaperMaker
  /** Where programs reach the server; null: nobody said. */
  publicUrl: string | null
}

/**
 * The pack of an agreement for the terms in force now, with the entry that says who took it.
 *
 * @returns undefined before the agreement's first terms begin
 */
export async function downloadPack(
  { pool, paperMaker, publicUrl }: PackTools,
  agreement: AgreementInForce,
  who: { by: string; address: string | null },
): Promise<Pack | undefined> {
  return inTx(pool, async (tx) => {
    const pack = await makePack(tx, paperMaker, agreement.code, publicUrl)
    if (pack === undefined) return undefined
    await append(tx, [
      auditEntry({
        event: 'pack.downloaded',
        requestId: randomUUID(),
        officeId: agreement.officeId,
        agreementId: agreement.id,
        termVersion: agreement.termVersion,
        address: who.address,
        detail: JSON.stringify({ by: who.by, sha256: pack.sha256, files: pack.files.length }),
      }),
    ])
    return pack
  })
}

/** The same without an entry, for looking at what would be in it. */
export async function makePack(
  tx: Tx,
  paperMaker: PaperMaker,
  code: string,
  publicUrl: string | null,
): Promise<Pack | undefined> {
  // Read in this transaction: the terms of the entry are those of the files.
  const agreement = await findAgreement(tx, code)
  const facts = agreement === undefined ? undefined : await gatherPackFacts(tx, agreement, publicUrl)
  if (facts === undefined) return undefined
  return packOf(facts, [...(await filesOf(facts)), ...(await samplePapers(tx, paperMaker, facts))])
}
