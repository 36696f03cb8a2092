import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../audit/index.ts'
import { lockAuthority } from '../kernel/authority-lock.ts'
import type { Tx } from '../kernel/database.ts'
import type { PaperMaker } from '../papers/index.ts'
import { STATEMENT_KINDS, type StatementFault, type StatementKind } from './domain.ts'
import {
  type AgreementNeeds,
  findAgreementNeeds,
  insertStatement,
  updateAccepted,
  updateHandedIn,
} from './statement.store.ts'
import { tellOfStatement } from './tell-of-statement.ts'

export type StatementResult =
  | { kind: 'entered'; statementId: number; paperId: number | null }
  | { kind: 'refused'; faults: StatementFault[] }

/** What a statement is about and who signs it. */
export type NewStatement = {
  agreementId: number
  kind: StatementKind
  /** Whose confidentiality it is; null: somebody without an account, or the agency itself. */
  staffId?: number | null
  signerName: string
  /** An SPTJM for the time after the end, up to this last day. */
  extendsUntil?: string | null
  paperId?: number | null
  /** A signed paper that the office holds already: it counts from the day of its signature. */
  signed?: { on: string; validUntil: string | null } | null
  /** `staff:username` */
  by: string
}

/**
 * Enters a statement: one that waits for its signature, or one that is signed and held already. In the caller's
 * transaction, with its entry.
 */
export async function enterStatement(tx: Tx, given: NewStatement): Promise<StatementResult> {
  const needs = await findAgreementNeeds(tx, given.agreementId)
  if (needs === undefined) return refused('agreement', 'ST-03', 'Perjanjian ini tidak ditemukan.')
  const { staffId = null, extendsUntil = null, paperId = null, signed = null, by } = given
  if (signed !== null) await lockAuthority(tx)
  const statementId = await insertStatement(tx, {
    officeId: needs.officeId,
    agencyId: needs.agencyId,
    agreementId: needs.id,
    kind: given.kind,
    staffId,
    signerName: given.signerName,
    extendsUntil,
    paperId,
    askedBy: by,
  })
  if (statementId === undefined) {
    return refused('kind', 'ST-04', 'Pernyataan yang sama sudah diminta dan menunggu tanda tangan.')
  }
  if (signed !== null) {
    await updateHandedIn(tx, statementId, { signedOn: signed.on, validUntil: signed.validUntil, by })
    await updateAccepted(tx, statementId, { by, reason: null, isSinceSigned: true })
  }
  if (signed === null) {
    const { officeId, agencyId, code, number } = needs
    const about = { officeId, agencyId, agreementCode: code, agreementNumber: number, kind: given.kind }
    await tellOfStatement(tx, 'asked', about)
  }
  await append(tx, [
    auditEntry({
      event: signed === null ? 'statement.asked' : 'statement.accepted',
      requestId: randomUUID(),
      officeId: needs.officeId,
      agreementId: needs.id,
      detail: JSON.stringify({ by, statementId, kind: given.kind, staffId, extendsUntil, paperId, signed }),
    }),
  ])
  return { kind: 'entered', statementId, paperId }
}

/** A statement that is to be written; its facts may add to what the paper says, or say it otherwise. */
type Asked = Omit<NewStatement, 'paperId' | 'signed'> & {
  date: string
  /** Whether an NDA is that of the agency's head. */
  isHead?: boolean
  facts?: Readonly<Record<string, string>>
}

/** Asks for a signature: writes the paper, filled in, and enters the statement that waits for it. */
export async function askStatement(tx: Tx, paperMaker: PaperMaker, given: Asked): Promise<StatementResult> {
  const needs = await findAgreementNeeds(tx, given.agreementId)
  if (needs === undefined) return refused('agreement', 'ST-03', 'Perjanjian ini tidak ditemukan.')
  const { extendsUntil = null } = given
  const issued = await paperMaker.issue(tx, {
    kind: extendsUntil === null ? STATEMENT_KINDS[given.kind].paper : 'extension-sptjm',
    officeId: needs.officeId,
    agencyId: needs.agencyId,
    agreementId: needs.id,
    requestId: null,
    date: given.date,
    facts: { ...factsOf(given, needs), ...given.facts },
    by: given.by,
  })
  if (issued.kind === 'refused') return issued
  return enterStatement(tx, { ...given, paperId: issued.paper.id })
}

/** What the paper says besides the agreement: who signs it, and for how long. */
function factsOf(
  { kind, signerName, extendsUntil = null, isHead }: Asked,
  { agencyName, provider }: AgreementNeeds,
): Record<string, string> {
  switch (kind) {
    case 'sptjm':
      return { signerName, ...(extendsUntil === null ? {} : { until: extendsUntil }) }
    case 'nda':
      return {
        signerName,
        signerTitle: isHead === true ? `Kepala ${agencyName}` : `Operator pada ${agencyName}`,
      }
    case 'closed-network': {
      const providerName = provider ?? signerName
      // Whoever signs for the provider is filled in by hand where nobody was named.
      const providerHeadName = signerName === provider ? '.'.repeat(40) : signerName
      return { providerName, providerHeadName, providerHeadTitle: `Pejabat ${providerName}` }
    }
  }
}

function refused(field: string, code: string, message: string): StatementResult {
  return { kind: 'refused', faults: [{ field, code, message }] }
}
