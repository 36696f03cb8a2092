import { type Element, inCatalogueOrder } from '../registry/elements.ts'
import type { AgreementFile } from './agreement-file.ts'

export type TermWireMethod = { name: string; operation: 'biodata' | 'match'; elements: Element[] | null }

/** What a version of an agreement's terms grants. */
export type AgreementTerm = {
  elements: Element[]
  methods: string[]
  quotaPerDay: number | null
  isQuotaUnlimited: boolean
  maxUsers: number | null
  /** Whether an operator of the portal may print an answer. */
  isPrintAllowed: boolean
  wireMethods: TermWireMethod[]
}

/** The names that agencies use most, where an agreement that grants the web service names none. */
const CUSTOMARY_WIRE_METHODS: TermWireMethod[] = [
  { name: 'call_nik', operation: 'biodata', elements: null },
  { name: 'call_verify_by_elemen', operation: 'match', elements: null },
]

/**
 * The terms that a file grants. The quota is the one of the paper; what it promises for after the proof of
 * concept comes in force by an addendum.
 */
export function termOf(file: AgreementFile): AgreementTerm {
  const quota = file.quotaPerUserPerDay
  return {
    elements: inCatalogueOrder(file.elements),
    methods: [...file.methods].sort(),
    quotaPerDay: typeof quota === 'number' ? quota : null,
    isQuotaUnlimited: quota === 'unlimited',
    maxUsers: file.users ?? null,
    isPrintAllowed: file.printAllowed ?? false,
    wireMethods: file.methods.includes('web-service')
      ? (file.wireMethods?.map(({ name, operation, elements }) => ({
          name: name.toLowerCase(),
          operation,
          elements: elements === undefined ? null : inCatalogueOrder(elements),
        })) ?? CUSTOMARY_WIRE_METHODS)
      : [],
  }
}

/** What people decided about an agreement, in the words of people. Expiry is not among them: it follows from its term. */
export const AGREEMENT_STATES = {
  in_force: 'berlaku',
  suspended: 'ditangguhkan',
  ended: 'diakhiri',
  revoked: 'dicabut',
} as const

export type AgreementState = keyof typeof AGREEMENT_STATES

/** The acts on an agreement's state. Ended and revoked are for good: going on needs a new agreement. */
export const AGREEMENT_ACTS = {
  suspend: { from: ['in_force'], to: 'suspended', event: 'agreement.suspended' },
  reactivate: { from: ['suspended'], to: 'in_force', event: 'agreement.reactivated' },
  end: { from: ['in_force', 'suspended'], to: 'ended', event: 'agreement.ended' },
  revoke: { from: ['in_force', 'suspended'], to: 'revoked', event: 'agreement.revoked' },
} as const satisfies Record<string, { from: readonly AgreementState[]; to: AgreementState; event: string }>

export type AgreementAct = keyof typeof AGREEMENT_ACTS
