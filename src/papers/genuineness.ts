import { type AgreementInForce, findAgreement } from '../agreements/index.ts'
import type { Tx } from '../kernel/database.ts'
import { PAPER_KINDS, type PaperKind } from './domain.ts'
import { findPublicPaper, type PublicPaper } from './genuineness.store.ts'

/** Papers whose force is that of their agreement; others say what was so on their day. */
const OF_AGREEMENT: ReadonlySet<PaperKind> = new Set([
  'central-approval',
  'agreement',
  'technical-guideline',
  'addendum',
])

/** Where a genuine paper stands now (F-14). */
export type Standing =
  | 'issued'
  | 'in-force'
  | 'not-yet'
  | 'suspended'
  | 'expired'
  | 'ended'
  | 'revoked'
  | 'withdrawn'
  | 'replaced'

export type Genuineness = {
  kind: string
  number: string | null
  date: string
  office: string
  agency: string | null
  standing: Standing
  /** The last day of the agreement that the paper belongs to, where its force is that of the agreement. */
  validUntil: string | null
  replacedBy: { kind: string; number: string | null; date: string } | null
  isSigned: boolean
  /** Of the file as it was issued. */
  sha256: string
  issuedAt: Date
}

/** What a paper's QR code leads to; undefined when no paper of this installation has that token. */
export async function findGenuineness(tx: Tx, token: string): Promise<Genuineness | undefined> {
  const paper = await findPublicPaper(tx, token)
  if (paper === undefined) return undefined
  const agreement =
    paper.agreementCode === null || !OF_AGREEMENT.has(paper.kind)
      ? undefined
      : await findAgreement(tx, paper.agreementCode)
  const { number, date, officeName, agencyName, isSigned, sha256, issuedAt, replacedBy } = paper
  return {
    kind: PAPER_KINDS[paper.kind].name,
    number,
    date,
    office: officeName,
    agency: agencyName,
    standing: standingOf(paper, agreement),
    validUntil: agreement?.validUntil ?? null,
    replacedBy: replacedBy && { ...replacedBy, kind: PAPER_KINDS[replacedBy.kind].name },
    isSigned,
    sha256,
    issuedAt,
  }
}

export function standingOf(
  paper: Pick<PublicPaper, 'state'>,
  agreement: Pick<AgreementInForce, 'state' | 'isOver' | 'isWithinTerm'> | undefined,
): Standing {
  if (paper.state !== 'issued') return paper.state
  if (agreement === undefined) return 'issued'
  if (agreement.state === 'ended' || agreement.state === 'revoked') return agreement.state
  if (agreement.isOver) return 'expired'
  if (agreement.state === 'suspended') return 'suspended'
  return agreement.isWithinTerm ? 'in-force' : 'not-yet'
}
