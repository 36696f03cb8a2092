import { toIsoInstant } from '../../kernel/clock.ts'
import type { Authority } from '../domain.ts'
import type { Reproduction, Verdict } from './domain.ts'

/** What authority was at the moment of a decision, as people read it. No secret, no NIK, no values. */
export type AuthorityView = {
  at: string
  day: string
  /** `14.05.09`, in the office's time. */
  clock: string
  kind: Authority['credentialKind']
  credentialState: Authority['credentialState']
  expiresAt: string | null
  networks: string[]
  hours: { from: string; until: string } | null
  agencyState: Authority['agencyState']
  agreementState: Authority['agreementState']
  validFrom: string
  /** The first moment that is not in, an extension included. */
  validUntil: string
  isProofOfConceptMissing: boolean
  isSptjmMissing: boolean
  isNdaMissing: boolean
  term: {
    version: number
    elements: readonly string[]
    methods: readonly string[]
    quotaPerDay: number | 'unlimited' | null
  } | null
  credentialQuota: number | null
  loweredQuota: number | null
}

export type ReproductionView =
  | { kind: 'not-a-decision' }
  | { kind: 'before-history'; historySince: number }
  | {
      kind: 'reproduced'
      isSame: boolean
      recorded: Verdict
      again: Verdict
      differences: readonly string[]
      isByCall: boolean
      quota: { used: number; limit: number | 'unlimited' } | null
      authority: AuthorityView | null
    }

export function toReproductionView(found: Reproduction): ReproductionView {
  if (found.kind !== 'reproduced') return found
  const { recorded, again, differences, isByCall, quota, authority } = found
  return {
    kind: 'reproduced',
    isSame: differences.length === 0,
    recorded,
    again,
    differences,
    isByCall,
    quota: quota && { used: quota.used, limit: quota.limit ?? 'unlimited' },
    authority: authority && toAuthorityView(authority),
  }
}

function toAuthorityView(authority: Authority): AuthorityView {
  const { term, hours, expiresAt, addresses } = authority
  return {
    at: toIsoInstant(authority.now),
    day: authority.day,
    clock: clockOf(authority.secondOfDay, true),
    kind: authority.credentialKind,
    credentialState: authority.credentialState,
    expiresAt: expiresAt === null ? null : toIsoInstant(expiresAt),
    networks: addresses
      .replace(/[{}]/g, '')
      .split(',')
      .map((cidr) => cidr.replace(/\/(32|128)$/, '')),
    hours: hours && { from: clockOf(hours.from, false), until: clockOf(hours.until, false) },
    agencyState: authority.agencyState,
    agreementState: authority.agreementState,
    validFrom: toIsoInstant(authority.validFrom),
    validUntil: toIsoInstant(authority.validUntil),
    isProofOfConceptMissing: authority.isProofOfConceptMissing,
    isSptjmMissing: authority.isSptjmMissing,
    isNdaMissing: authority.isNdaMissing,
    term: term && {
      version: term.version,
      elements: term.elements,
      methods: term.methods,
      quotaPerDay: term.isQuotaUnlimited ? 'unlimited' : term.quotaPerDay,
    },
    credentialQuota: authority.credentialQuota,
    loweredQuota: authority.loweredQuota,
  }
}

function clockOf(seconds: number, withSeconds: boolean): string {
  const part = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const clock = [part(seconds / 3600), part((seconds / 60) % 60)]
  return [...clock, ...(withSeconds ? [part(seconds % 60)] : [])].join('.')
}
