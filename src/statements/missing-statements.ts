import type { Tx } from '../kernel/database.ts'
import type { MissingStatement, Statement, StatementKind } from './domain.ts'
import { findAgreementNeeds, listSigners, listStatements } from './statement.store.ts'

/**
 * The signatures that an agreement still needs (ST-02): the SPTJM of its head and the statement of a closed
 * network where the agreement asks for them, and the confidentiality of its operators and its head. One that
 * is in force is not among them.
 */
export async function statementsMissing(tx: Tx, agreementId: number): Promise<MissingStatement[]> {
  const needs = await findAgreementNeeds(tx, agreementId)
  if (needs === undefined) return []
  const { officeId, agencyId, isSptjmRequired, provider } = needs
  const statements = await listStatements(tx, { officeId, agencyId, agreementId })
  const signers = await listSigners(tx, agreementId)
  const head = signers.find(({ isHead }) => isHead)
  const wanted: { kind: StatementKind; staffId: number | null; signerName: string }[] = []
  if (isSptjmRequired && head !== undefined) {
    wanted.push({ kind: 'sptjm', staffId: head.staffId, signerName: head.name })
  }
  for (const { staffId, name, isHead } of signers) {
    // The head's is asked for on the path of an agreement; those older than it have theirs on paper elsewhere.
    if (!isHead || isSptjmRequired) wanted.push({ kind: 'nda', staffId, signerName: name })
  }
  if (isSptjmRequired && provider !== null) {
    wanted.push({ kind: 'closed-network', staffId: null, signerName: provider })
  }
  return wanted.flatMap((one) => {
    const own = statements.filter((statement) => isOf(statement, one))
    if (own.some(({ isInForce }) => isInForce)) return []
    // The newest tells how it stands.
    const [last] = own
    return [{ ...one, why: whyMissing(last), statementId: last?.id ?? null }]
  })
}

function isOf(
  statement: Statement,
  wanted: { kind: StatementKind; staffId: number | null; signerName: string },
): boolean {
  if (statement.kind !== wanted.kind || statement.extendsUntil !== null) return false
  // An SPTJM and a network are the agency's, whoever signed; a confidentiality is one person's.
  if (wanted.kind !== 'nda') return true
  return wanted.staffId === null
    ? statement.signerName === wanted.signerName
    : statement.staffId === wanted.staffId
}

function whyMissing(last: Statement | undefined): MissingStatement['why'] {
  if (last === undefined || last.state === 'withdrawn') return 'not-asked'
  if (last.state === 'rejected') return 'rejected'
  if (last.state === 'accepted') return 'expired'
  return last.isHandedIn ? 'to-check' : 'to-sign'
}
