import type { IdStyle, Profile } from '../credentials/index.ts'
import type { Micros } from '../kernel/clock.ts'
import type { Element } from '../registry/elements.ts'
import type { Space } from '../registry/status.ts'
import type { MatchAnswer } from './matching/index.ts'
import type { Refusal, Scenario } from './outcomes.ts'

export type AccessMethod = 'web-service' | 'web-portal' | 'card-reader'

export type Operation = 'biodata' | 'match'

/** One call, read and authenticated, on its way to the transaction that answers it. */
export type Question = {
  requestId: string
  method: AccessMethod
  /** null when no credential was recognised; then `refusal` is set. */
  credentialId: number | null
  /** The version of the secret that the password was checked against. */
  secretVersion: number
  /** The password was the one before the last rotation, which is accepted for a while. */
  usedPreviousSecret: boolean
  /** Decided before the transaction: bad log-in or unreadable request. It is recorded like any other. */
  refusal: Refusal | null
  path: { region: string | null; agency: string; method: string }
  /** What a call of the portal asks for; null where the method name of the path tells it. */
  operation: Operation | null
  address: string
  declaredAddress: string | null
  localOperator: string | null
  purpose: string | null
  /** As sent; '' when missing. */
  nik: string
  claims: ReadonlyMap<Element, string>
  threshold: string | null
}

/** What one credential may do at one instant: everything the decision needs, read in its transaction (I4). */
export type Authority = {
  now: Micros
  /** Local calendar day and seconds since local midnight, in the office's time zone. */
  day: string
  secondOfDay: number
  officeId: number
  officeRegion: string
  credentialId: number
  /** A User ID of the portal, held by a member of staff. */
  isStaffCredential: boolean
  credentialKind: 'development' | 'production'
  /** What a proof of concept has this development credential told instead of an answer; null: nothing. */
  scenario: Scenario | null
  credentialState: 'active' | 'suspended' | 'revoked'
  secretVersion: number
  previousSecretUntil: Micros | null
  expiresAt: Micros | null
  /** CIDR list as PostgreSQL writes it: `{10.0.0.0/8,::1/128}`. */
  addresses: string
  declaredAddressRequired: boolean
  hours: { from: number; until: number } | null
  profile: Profile
  idStyle: IdStyle
  credentialQuota: number | null
  /** What feedback that is owed leaves of today's quota (V-41); null: all of it. */
  loweredQuota: number | null
  agencyState: 'active' | 'suspended'
  agencyWireName: string | null
  agencyCustomerId: string | null
  agreementId: number
  agreementState: 'in_force' | 'suspended' | 'ended' | 'revoked'
  validFrom: Micros
  validUntil: Micros
  isProofOfConceptMissing: boolean
  /** The agreement asks for its head's statement, and none is in force. */
  isSptjmMissing: boolean
  /** A User ID of staff whose holder has no confidentiality statement in force. */
  isNdaMissing: boolean
  term: Term | null
}

/** The version of an agreement's terms in force. */
export type Term = {
  version: number
  elements: readonly Element[]
  methods: readonly AccessMethod[]
  quotaPerDay: number | null
  isQuotaUnlimited: boolean
  wireMethods: readonly WireMethod[]
}

/** A method name of the wire address, and what it does. */
export type WireMethod = { name: string; operation: Operation; elements: readonly Element[] | null }

/** What this call may do: derived anew for every call, never stored. */
export type Grant = {
  operation: Operation
  elements: readonly Element[]
  space: Space
  /** Hits a local day; null: unlimited. */
  quotaPerDay: number | null
}

export type Authorisation =
  | { kind: 'granted'; grant: Grant }
  /** `grant` where only the parameters were wrong. */
  | { kind: 'refused'; outcome: Refusal; reason: string; grant?: Grant }
  /** The password was right when it was checked, but the secret has moved since: check it again. */
  | { kind: 'stale-login' }

/** A value per granted element, in catalogue order; null where the registry holds none. */
export type ElementValues = readonly (readonly [Element, string | null])[]

export type Decision =
  | { kind: 'disclosed'; values: ElementValues }
  | { kind: 'matched'; row: readonly (readonly [Element, MatchAnswer])[] }
  | { kind: 'refused'; outcome: Refusal; reason: string }

/** A decision on its way out, with what its writing needs. */
export type Answer =
  | {
      kind: 'decided'
      decision: Decision
      /** null when no credential was recognised. */
      profile: Profile | null
      idStyle: IdStyle
      /** What it was decided by: the caller, and the grant if there was one. Neither leaves on the wire. */
      authority: Authority | null
      grant: Grant | null
      /** Hits left today; 'unlimited'; null when the quota was not asked. */
      quotaLeft: number | 'unlimited' | null
    }
  | { kind: 'stale-login' }
