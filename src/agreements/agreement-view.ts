import { ELEMENTS, type Element, inCatalogueOrder, isElement } from '../registry/elements.ts'
import type { AgreementInForce } from './agreement-in-force.store.ts'
import type { AgreementState } from './domain.ts'

/** An agreement as the portal shows it, with the terms in force now. */
export type AgreementView = {
  code: string
  number: { civilRegistry: string; userAgency: string }
  agency: string
  agencyId: number
  purpose: string
  /** What an operator of the portal may choose from; empty: the purpose itself. */
  purposes: string[]
  /** What people decided; `expired` where they decided nothing and the term is over. */
  state: AgreementState | 'expired'
  stateReason: string | null
  stateChangedOn: string
  validFrom: string
  /** The last day that is in. */
  validUntil: string
  /** The last day of the paper's own term, where an extension goes on after it. */
  extendedFrom: string | null
  /** Negative when the term is over. */
  daysLeft: number
  elements: { element: Element; label: string }[]
  methods: string[]
  quotaPerDay: number | 'unlimited' | null
  maxUsers: number | null
  /** Whether an operator of the portal may print an answer. */
  printAllowed: boolean
  /** 0 before the first version begins. */
  termVersion: number
  proofOfConcept: 'not-required' | 'missing' | 'passed'
  /** Of the agency's head; while it is missing, all access is closed (V-25). */
  sptjm: 'not-required' | 'missing' | 'in-force'
}

export function toAgreementView(agreement: AgreementInForce): AgreementView {
  return {
    code: agreement.code,
    number: agreement.numbers,
    agency: agreement.agencyName,
    agencyId: agreement.agencyId,
    purpose: agreement.purpose,
    purposes: agreement.portalPurposes,
    state: agreement.state === 'in_force' && agreement.isOver ? 'expired' : agreement.state,
    stateReason: agreement.stateReason,
    stateChangedOn: agreement.stateChangedOn,
    validFrom: agreement.validFrom,
    validUntil: agreement.validUntil,
    extendedFrom: agreement.extendedFrom,
    daysLeft: agreement.daysLeft,
    elements: inCatalogueOrder(agreement.elements.filter(isElement)).map((element) => ({
      element,
      label: ELEMENTS[element].label,
    })),
    methods: agreement.methods,
    quotaPerDay: agreement.isQuotaUnlimited ? 'unlimited' : agreement.quotaPerDay,
    maxUsers: agreement.maxUsers,
    printAllowed: agreement.isPrintAllowed,
    termVersion: agreement.termVersion ?? 0,
    proofOfConcept: proofOf(agreement),
    sptjm: sptjmOf(agreement),
  }
}

function sptjmOf({ isSptjmRequired, isSptjmMissing }: AgreementInForce): AgreementView['sptjm'] {
  if (!isSptjmRequired) return 'not-required'
  return isSptjmMissing ? 'missing' : 'in-force'
}

function proofOf(agreement: AgreementInForce): AgreementView['proofOfConcept'] {
  if (!agreement.isProofOfConceptRequired) return 'not-required'
  return agreement.isProofOfConceptMissing ? 'missing' : 'passed'
}
