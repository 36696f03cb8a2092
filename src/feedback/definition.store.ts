import type { Tx } from '../kernel/database.ts'
import type { FeedbackDefinition, FeedbackField, StrangerPolicy } from './domain.ts'
import { fieldsOfPaper } from './field-catalogue.ts'

const COLUMNS = `
d.id, d.agreement_id as "agreementId", d.version, d.valid_from::text as "validFrom", d.fields,
  d.stranger_policy as "strangerPolicy", d.retention_months as "retentionMonths", d.basis`

const SELECT = `select ${COLUMNS} from feedback_definition d`

/**
 * The definition in force now. An agreement that names feedback fields in its paper, and has none here yet, gets
 * its first version from the paper.
 *
 * @returns undefined when the agreement owes no feedback
 */
export async function definitionInForce(
  tx: Tx,
  agreementId: number,
): Promise<FeedbackDefinition | undefined> {
  const known = await findDefinition(tx, agreementId)
  return known ?? (await definedByPaper(tx, agreementId))
}

async function findDefinition(tx: Tx, agreementId: number): Promise<FeedbackDefinition | undefined> {
  const { rows } = await tx.query<FeedbackDefinition>({
    name: 'feedback-definition',
    text: `${SELECT} where d.agreement_id = $1 and d.valid_from <= clock_timestamp()
           order by d.valid_from desc limit 1`,
    values: [agreementId],
  })
  return rows[0]
}

async function definedByPaper(tx: Tx, agreementId: number): Promise<FeedbackDefinition | undefined> {
  const { rows } = await tx.query<{ names: string[] | null; number: string; validFrom: string }>(
    `select civil_registry_number as number, valid_from::text as "validFrom",
       (select array_agg(f->>'name') from jsonb_array_elements(document->'feedback'->'fields') f) as names
     from agreement where id = $1`,
    [agreementId],
  )
  const [paper] = rows
  const fields = fieldsOfPaper(paper?.names ?? [])
  if (paper === undefined || fields.length === 0) return undefined
  await tx.query(
    `insert into feedback_definition (agreement_id, version, valid_from, fields, basis, defined_by)
     values ($1, 1, $2, $3, $4, 'paper') on conflict do nothing`,
    [agreementId, paper.validFrom, JSON.stringify(fields), paper.number],
  )
  return findDefinition(tx, agreementId)
}

export async function findDefinitionById(tx: Tx, id: number): Promise<FeedbackDefinition | undefined> {
  const { rows } = await tx.query<FeedbackDefinition>(`${SELECT} where d.id = $1`, [id])
  return rows[0]
}

/** A version with who made it and why; the first one follows from the paper and has no reason. */
export type DefinitionVersion = FeedbackDefinition & { definedBy: string; reason: string | null }

/** Every version of an agreement's definition, newest first. */
export async function listDefinitions(tx: Tx, agreementId: number): Promise<DefinitionVersion[]> {
  const { rows } = await tx.query<DefinitionVersion>(
    `select ${COLUMNS}, d.defined_by as "definedBy", d.reason from feedback_definition d
     where d.agreement_id = $1 order by d.version desc`,
    [agreementId],
  )
  return rows
}

/** Adds the next version, in force from now; or with its agreement, where that has yet to begin. */
export async function insertDefinition(
  tx: Tx,
  added: {
    agreementId: number
    fields: readonly FeedbackField[]
    strangerPolicy: StrangerPolicy
    retentionMonths: number | null
    basis: string
    /** Why; absent for versions that nobody decided on. */
    reason?: string
    by: string
  },
): Promise<number> {
  const { rows } = await tx.query(
    `insert into feedback_definition (agreement_id, version, valid_from, fields, stranger_policy, retention_months,
       basis, reason, defined_by)
     select $1, coalesce(max(version), 0) + 1,
       greatest(clock_timestamp(), max(valid_from) + interval '1 microsecond'), $2, $3, $4, $5, $6, $7
     from feedback_definition where agreement_id = $1
     returning version`,
    [
      added.agreementId,
      JSON.stringify(added.fields),
      added.strangerPolicy,
      added.retentionMonths,
      added.basis,
      added.reason ?? null,
      added.by,
    ],
  )
  return rows[0].version
}
