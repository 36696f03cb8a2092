import { findDocument, listAgreementsOf } from '../../agreements/index.ts'
import type { Tx } from '../../kernel/database.ts'
import { definitionInForce } from '../definition.store.ts'
import type { FeedbackField, StrangerPolicy } from '../domain.ts'
import { openWays, type Way } from './ways.ts'

/** What one agreement owes, and how it may be sent. */
export type OwedAgreement = {
  id: number
  code: string
  number: string
  purpose: string
  state: string
  isOver: boolean
  validUntil: string
  ways: Way[]
  version: number
  fields: readonly FeedbackField[]
  strangerPolicy: StrangerPolicy
  retentionMonths: number | null
}

/** Whose agreements; of an operator only the one of their own User ID. */
export type Owing = { officeId: number; agencyId: number; credentialId: number | null }

/** The agreements of an agency that owe feedback; those in force first, then the longest. */
export async function listOwed(tx: Tx, who: Owing): Promise<OwedAgreement[]> {
  const own = who.credentialId === null ? null : await findAgreementOf(tx, who.credentialId)
  const owed: OwedAgreement[] = []
  for (const agreement of await listAgreementsOf(tx, who)) {
    const { id, code, purpose, state, isOver, validUntil } = agreement
    if (own !== null && id !== own) continue
    const definition = await definitionInForce(tx, id)
    if (definition === undefined) continue
    const { feedback } = await findDocument(tx, id)
    const { version, fields, strangerPolicy, retentionMonths } = definition
    owed.push({
      id,
      code,
      number: agreement.numbers.civilRegistry,
      purpose,
      state,
      isOver,
      validUntil,
      ways: openWays({ state, methods: feedback?.methods }),
      version,
      fields,
      strangerPolicy,
      retentionMonths,
    })
  }
  return owed.sort((a, b) => Number(isPast(a)) - Number(isPast(b)))
}

const isPast = ({ isOver, state }: OwedAgreement) => isOver || state === 'ended' || state === 'revoked'

/** @returns 0, which is no agreement's number, for a User ID that is not there */
async function findAgreementOf(tx: Tx, credentialId: number): Promise<number> {
  const { rows } = await tx.query<{ id: number }>('select agreement_id as id from credential where id = $1', [
    credentialId,
  ])
  return rows[0]?.id ?? 0
}
