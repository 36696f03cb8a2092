import { type AgreementInForce, listTermVersions } from '../agreements/index.ts'
import { listCredentials } from '../credentials/index.ts'
import { definitionInForce } from '../feedback/index.ts'
import type { Tx } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { inCatalogueOrder, isElement } from '../registry/index.ts'
import type { PackFacts, Shape } from './domain.ts'

/** What the pack of an agreement says now; undefined before its first terms begin. */
export async function gatherPackFacts(
  tx: Tx,
  agreement: AgreementInForce,
  publicUrl: string | null,
): Promise<PackFacts | undefined> {
  const versions = await listTermVersions(tx, agreement.code)
  const term = versions.find(({ version }) => version === agreement.termVersion)
  if (term === undefined) return undefined
  const [credentials, definition, paper] = [
    await listCredentials(tx, agreement.code),
    await definitionInForce(tx, agreement.id),
    await findPaperFacts(tx, agreement.id),
  ]
  const programs = credentials.filter(({ staffId, state }) => staffId === null && state !== 'revoked')
  return {
    agreement,
    term: { version: term.version, basis: term.basis, from: term.validFrom.slice(0, 10) },
    elements: inCatalogueOrder(agreement.elements.filter(isElement)),
    shapes: shapesOf(programs, agreement.isMatchOnly),
    office: { name: paper.officeName, code: agreement.officeCode },
    feedback:
      definition === undefined
        ? null
        : { fields: definition.fields, methods: paper.feedbackMethods, version: definition.version },
    localOperator: paper.localOperator,
    publicUrl,
  }
}

/** Each shape once, in an order that does not depend on who was issued a User ID first. */
function shapesOf(programs: readonly Shape[], isMatchOnly: boolean): Shape[] {
  if (programs.length === 0) return [{ profile: isMatchOnly ? 'G3' : 'G1', idStyle: 'number' }]
  const keys = new Map(
    programs.map(({ profile, idStyle }) => [`${profile} ${idStyle}`, { profile, idStyle }]),
  )
  return [...keys].sort(([a], [b]) => a.localeCompare(b)).map(([, shape]) => shape)
}

async function findPaperFacts(tx: Tx, agreementId: number) {
  const { rows } = await tx.query<{ document: unknown; officeName: string }>(
    `select a.document, o.name as "officeName" from agreement a join office o on o.id = a.office_id where a.id = $1`,
    [agreementId],
  )
  const row = rows[0]
  if (row === undefined) throw new Error(`there is no agreement ${agreementId}`)
  const document = readFields(row.document)
  const feedback = Object(row.document).feedback
  return {
    officeName: row.officeName,
    feedbackMethods: readFields(feedback).texts('methods') ?? [],
    localOperator: document.text('localUserIdParameter') || 'User_ID',
  }
}
