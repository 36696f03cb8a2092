import type { Pool } from '../../kernel/database.ts'
import type { Element } from '../../registry/index.ts'
import type { Operation, Question } from '../domain.ts'
import type { Gate } from '../gate.ts'
import { type CaseNote, writeCaseNote } from './case-note.ts'
import type { Operator, PortalAnswer } from './domain.ts'
import { findRefusalFacts, isPrintGranted } from './operator.store.ts'
import { toPortalAnswer } from './portal-answer.ts'

export type PortalQuestion = {
  requestId: string
  operator: Operator
  credentialId: number
  secretVersion: number
  address: string
  note: CaseNote
  /** As typed; a malformed one is asked all the same, because its refusal is recorded like any other. */
  nik: string
  operation: Operation
  claims: ReadonlyMap<Element, string>
  threshold: string | null
  /** How long the answer may stand on the screen. */
  clearAfterSeconds: number
}

/** The secret of the User ID moved after the session was read: the next request reads the new version. */
export type PortalResult = { kind: 'answered'; answer: PortalAnswer } | { kind: 'stale-login' }

/**
 * Asks the one gate what an operator wants to know. The answer is made for this one screen and kept nowhere.
 *
 * @throws NotAnswered when the gate could not answer at all
 */
export async function askGate(
  { gate, pool }: { gate: Gate; pool: Pool },
  asked: PortalQuestion,
): Promise<PortalResult> {
  const question = toQuestion(asked)
  const answer = await gate.ask(question)
  if (answer.kind === 'stale-login') return answer
  const { authority } = answer
  if (authority === null) throw new Error('a portal User ID is gone, though credentials are never deleted')
  const facts =
    answer.decision.kind === 'refused' ? await findRefusalFacts(pool, asked.credentialId) : undefined
  const { operator, note, clearAfterSeconds } = asked
  const printAllowed =
    answer.decision.kind !== 'refused' &&
    authority.term !== null &&
    (await isPrintGranted(pool, {
      agreementId: authority.agreementId,
      termVersion: authority.term.version,
    }))
  return {
    kind: 'answered',
    answer: toPortalAnswer({
      question,
      answer,
      authority,
      operator,
      note,
      facts,
      clearAfterSeconds,
      printAllowed,
    }),
  }
}

function toQuestion(asked: PortalQuestion): Question {
  return {
    requestId: asked.requestId,
    method: 'web-portal',
    credentialId: asked.credentialId,
    secretVersion: asked.secretVersion,
    usedPreviousSecret: false,
    refusal: null,
    path: { region: null, agency: '', method: asked.operation },
    operation: asked.operation,
    address: asked.address,
    declaredAddress: null,
    localOperator: asked.operator.username,
    purpose: writeCaseNote(asked.note),
    nik: asked.nik,
    claims: asked.claims,
    threshold: asked.threshold,
  }
}
