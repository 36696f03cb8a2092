import type { TimeZone } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import type { AgreementState } from './domain.ts'
import { countsAt, effectiveEnd } from './effective-end.ts'

/** An agreement with the terms of one instant. */
export type AgreementInForce = {
  id: number
  code: string
  officeId: number
  officeCode: string
  timeZone: TimeZone
  agencyId: number
  agencyName: string
  agencyWireName: string | null
  agencyState: 'active' | 'suspended'
  state: AgreementState
  stateReason: string | null
  stateChangedOn: string
  numbers: { civilRegistry: string; userAgency: string }
  /** Local calendar days; `validUntil` is the last day that is in, with an extension granted by the instant. */
  validFrom: string
  validUntil: string
  /** The last day of the paper's own term, where an extension goes on after it; null: there is none. */
  extendedFrom: string | null
  /** Whether the instant lies within the term. */
  isWithinTerm: boolean
  /** Whether the term has ended; false before it begins. */
  isOver: boolean
  /** From the instant's day to the last day that is in; negative when the term is over. */
  daysLeft: number
  purpose: string
  /** What an operator of the portal may choose from; empty: the purpose itself. */
  portalPurposes: string[]
  isProofOfConceptRequired: boolean
  isProofOfConceptMissing: boolean
  /** Whether access waits for its head's SPTJM, and whether none is in force at the instant (V-25). */
  isSptjmRequired: boolean
  isSptjmMissing: boolean
  termVersion: number | null
  basis: string | null
  elements: string[]
  methods: string[]
  quotaPerDay: number | null
  isQuotaUnlimited: boolean
  maxUsers: number | null
  isPrintAllowed: boolean
  wireMethods: { name: string; operation: 'biodata' | 'match'; elements: string[] | null }[]
  isMatchOnly: boolean
}

const SELECT = `
select a.id, a.code, a.office_id as "officeId", o.code as "officeCode", o.time_zone as "timeZone",
  g.id as "agencyId", g.name as "agencyName", g.wire_name as "agencyWireName", g.state as "agencyState", a.state,
  a.state_reason as "stateReason", to_char(a.state_changed_at at time zone o.time_zone, 'YYYY-MM-DD') as "stateChangedOn",
  json_build_object('civilRegistry', a.civil_registry_number, 'userAgency', a.user_agency_number) as numbers,
  to_char(a.valid_from at time zone o.time_zone, 'YYYY-MM-DD') as "validFrom",
  to_char((ending.at - interval '1 second') at time zone o.time_zone, 'YYYY-MM-DD') as "validUntil",
  case when ending.at > a.valid_until then
    to_char((a.valid_until - interval '1 second') at time zone o.time_zone, 'YYYY-MM-DD') end as "extendedFrom",
  instant.at >= a.valid_from and instant.at < ending.at as "isWithinTerm", instant.at >= ending.at as "isOver",
  (ending.at at time zone o.time_zone)::date - 1 - (instant.at at time zone o.time_zone)::date as "daysLeft",
  a.purpose, a.portal_purposes as "portalPurposes", a.proof_of_concept_required as "isProofOfConceptRequired",
  a.proof_of_concept_required and a.proof_of_concept_passed_on is null as "isProofOfConceptMissing",
  a.sptjm_required as "isSptjmRequired",
  a.sptjm_required and not exists (select from statement s where s.agreement_id = a.id and s.kind = 'sptjm'
    and ${countsAt('s', 'instant.at')}) as "isSptjmMissing",
  t.version as "termVersion", t.basis, coalesce(t.elements, '{}') as elements, coalesce(t.methods, '{}') as methods,
  t.quota_per_day as "quotaPerDay", coalesce(t.quota_unlimited, false) as "isQuotaUnlimited",
  t.max_users as "maxUsers", coalesce(t.print_allowed, false) as "isPrintAllowed", coalesce(t.wire_methods, '[]') as "wireMethods",
  coalesce((select bool_and(m->>'operation' = 'match') from jsonb_array_elements(t.wire_methods) m), false)
    as "isMatchOnly"
from (select coalesce($1::timestamptz, clock_timestamp()) as at) instant
join agreement a on true
join user_agency g on g.id = a.agency_id
join office o on o.id = a.office_id
cross join lateral (select ${effectiveEnd('a', 'instant.at')} as at) ending
left join lateral (select * from agreement_term t where t.agreement_id = a.id and t.valid_from <= instant.at
  order by t.valid_from desc limit 1) t on true`

/**
 * An agreement with the terms in force at an instant (now when missing): what was allowed on any past day can
 * be asked (requirement 3.4).
 */
export async function findAgreement(
  tx: Tx,
  code: string,
  at: string | null = null,
): Promise<AgreementInForce | undefined> {
  const { rows } = await tx.query<AgreementInForce>(`${SELECT} where a.code = $2`, [at, code])
  return rows[0]
}

/**
 * The agreement of a code, for who may know of it: its office, and the people of its own agency. Anybody else's
 * is not found.
 */
export async function findVisibleAgreement(
  tx: Tx,
  who: { officeId: number; agencyId: number | null },
  code: string,
): Promise<AgreementInForce | undefined> {
  const agreement = await findAgreement(tx, code)
  if (agreement?.officeId !== who.officeId) return undefined
  return who.agencyId === null || agreement.agencyId === who.agencyId ? agreement : undefined
}

/** All agreements with the terms in force at an instant, ordered by code. */
export async function listAgreements(tx: Tx, at: string | null = null): Promise<AgreementInForce[]> {
  const { rows } = await tx.query<AgreementInForce>(`${SELECT} order by a.code`, [at])
  return rows
}

/** The agreements of an office, or of one agency of it, with the terms in force now; the longest first. */
export async function listAgreementsOf(
  tx: Tx,
  of: { officeId: number; agencyId: number | null },
): Promise<AgreementInForce[]> {
  const { rows } = await tx.query<AgreementInForce>(
    `${SELECT} where a.office_id = $2 and ($3::int is null or a.agency_id = $3)
     order by a.valid_until desc, a.code`,
    [null, of.officeId, of.agencyId],
  )
  return rows
}
