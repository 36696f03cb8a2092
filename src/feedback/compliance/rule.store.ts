import type { Tx } from '../../kernel/database.ts'
import type { IsoDay } from '../../registry/index.ts'
import type { Rule, RuleKind, RuleTerms, Target } from './domain.ts'
import { owesFeedback } from './figures.store.ts'

type RuleRow = {
  id: number
  version: number
  kind: RuleKind
  targetPercent: number | null
  graceDays: number | null
  spanDays: number | null
  floorQuota: number | null
  baseQuota: number | null
  warnDays: number | null
  reason: string
  decidedBy: string
  decidedAt: Date
}

const COLUMNS = `r.id, r.version, r.kind, r.target_percent as "targetPercent", r.grace_days as "graceDays",
  r.span_days as "spanDays", r.floor_quota as "floorQuota", r.base_quota as "baseQuota", r.warn_days as "warnDays",
  r.reason, r.decided_by as "decidedBy", r.decided_at as "decidedAt"`

function toRule(row: RuleRow): Rule {
  const { id, version, reason, decidedBy } = row
  return { id, version, reason, decidedBy, decidedAt: row.decidedAt.toISOString(), ...termsOf(row) }
}

function termsOf({ kind, ...row }: RuleRow): RuleTerms {
  const { targetPercent, graceDays, spanDays, floorQuota, warnDays, baseQuota } = row
  if (kind === 'none' || targetPercent === null || graceDays === null || spanDays === null) {
    return { kind: 'none' }
  }
  const target: Target = { targetPercent, graceDays, spanDays }
  if (kind === 'warn' || floorQuota === null || warnDays === null) return { kind: 'warn', ...target }
  return { kind: 'lower', ...target, floorQuota, warnDays, baseQuota }
}

/** Every version of an agreement's rule, the newest first; none at all means that nothing follows. */
export async function listRules(tx: Tx, agreementId: number): Promise<Rule[]> {
  const { rows } = await tx.query<RuleRow>(
    `select ${COLUMNS} from compliance_rule r where r.agreement_id = $1 order by r.version desc`,
    [agreementId],
  )
  return rows.map(toRule)
}

export async function insertRule(
  tx: Tx,
  { officeId, agreementId, terms, reason, by }: NewRule,
): Promise<{ id: number; version: number }> {
  const target = terms.kind === 'none' ? null : terms
  const lowering = terms.kind === 'lower' ? terms : null
  const { rows } = await tx.query<{ id: number; version: number }>(
    `insert into compliance_rule (office_id, agreement_id, version, kind, target_percent, grace_days, span_days,
       floor_quota, base_quota, warn_days, reason, decided_by)
     select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11
     from compliance_rule where agreement_id = $2 returning id, version`,
    [
      officeId,
      agreementId,
      terms.kind,
      target?.targetPercent ?? null,
      target?.graceDays ?? null,
      target?.spanDays ?? null,
      lowering?.floorQuota ?? null,
      lowering?.baseQuota ?? null,
      lowering?.warnDays ?? null,
      reason,
      by,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('an insert returned nothing')
  return row
}

export type NewRule = {
  officeId: number
  agreementId: number
  terms: RuleTerms
  reason: string
  by: string
}

/** An agreement as compliance speaks of it. */
export type RuledAgreement = {
  agreementId: number
  code: string
  number: string
  officeId: number
  agencyId: number
  agency: string
  rule: Rule | null
}

const AGREEMENT = `a.id as "agreementId", a.code, a.civil_registry_number as number, a.office_id as "officeId",
  a.agency_id as "agencyId", g.name as agency`

/** The agreements that owe feedback, with the rule that holds for each. */
export async function listRuled(
  tx: Tx,
  of: { officeId: number; agencyId: number | null },
): Promise<(RuledAgreement & { state: string })[]> {
  const { rows } = await tx.query<Omit<RuledAgreement, 'rule'> & { state: string }>(
    `select ${AGREEMENT}, a.state from agreement a join user_agency g on g.id = a.agency_id
     where a.office_id = $1 and ($2::int is null or a.agency_id = $2) and ${owesFeedback('a')}
     order by g.name, a.valid_until desc, a.code`,
    [of.officeId, of.agencyId],
  )
  const newest = await newestRules(
    tx,
    rows.map(({ agreementId }) => agreementId),
  )
  return rows.map((row) => ({ ...row, rule: newest.get(row.agreementId) ?? null }))
}

/** Agreements of an office in force whose newest rule asks for something. */
export async function listUnderRule(tx: Tx, officeId: number): Promise<RuledAgreement[]> {
  const ruled = await listRuled(tx, { officeId, agencyId: null })
  return ruled.filter(({ rule, state }) => rule !== null && rule.kind !== 'none' && state === 'in_force')
}

async function newestRules(tx: Tx, agreementIds: readonly number[]): Promise<Map<number, Rule>> {
  const { rows } = await tx.query<RuleRow & { agreementId: number }>(
    `select distinct on (r.agreement_id) r.agreement_id as "agreementId", ${COLUMNS} from compliance_rule r
     where r.agreement_id = any($1) order by r.agreement_id, r.version desc`,
    [agreementIds],
  )
  return new Map(rows.map((row) => [row.agreementId, toRule(row)]))
}

/** One agreement with its rule, if it owes feedback. */
export async function findRuled(tx: Tx, agreementId: number): Promise<RuledAgreement | undefined> {
  const { rows } = await tx.query<Omit<RuledAgreement, 'rule'>>(
    `select ${AGREEMENT} from agreement a join user_agency g on g.id = a.agency_id
     where a.id = $1 and ${owesFeedback('a')}`,
    [agreementId],
  )
  const [row] = rows
  if (row === undefined) return undefined
  return { ...row, rule: (await newestRules(tx, [agreementId])).get(agreementId) ?? null }
}

/** What a User ID may do on a day before anything is lowered; null: without a limit. */
export type GrantedQuota = {
  credentialId: number
  userId: string
  credentialQuota: number | null
  termQuota: number | null
  isQuotaUnlimited: boolean
}

/** The production User IDs of an agreement with what its terms at the beginning of a day allow. */
export async function listGrantedQuotas(tx: Tx, agreementId: number, day: IsoDay): Promise<GrantedQuota[]> {
  const { rows } = await tx.query<GrantedQuota>(
    `select c.id as "credentialId", c.user_id as "userId", c.quota_per_day as "credentialQuota",
       t.quota_per_day as "termQuota", t.quota_unlimited as "isQuotaUnlimited"
     from credential c join office o on o.id = c.office_id
     join lateral (select t.* from agreement_term t where t.agreement_id = c.agreement_id
       and t.valid_from <= $2::date::timestamp at time zone o.time_zone order by t.valid_from desc limit 1) t on true
     where c.agreement_id = $1 and c.kind = 'production' and c.state <> 'revoked' order by c.id`,
    [agreementId, day],
  )
  return rows
}
