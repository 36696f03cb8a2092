import { ELEMENT_NAMES, type Element } from '../registry/elements.ts'

/** What one act leaves behind for ever. No disclosed value and no plain NIK may be put into any field (I7). */
export type AuditEntry = {
  /** `noun.past_verb`, such as `verification.answered`. */
  event: string
  outcome: string
  officeId: number | null
  credentialId: number | null
  agreementId: number | null
  termVersion: number | null
  requestId: string
  /** The agency's own operator, as the caller names it. */
  localOperator: string | null
  address: string | null
  /** The address the caller says it has; never decided on unless the credential asks for it. */
  declaredAddress: string | null
  method: string | null
  elementMask: number
  nikHash: Buffer | null
  purpose: string | null
  /** JSON for events other than verifications. */
  detail: string | null
}

/**
 * On whose word an act that grants authority was done, as its entry says: on a proposal that a second person
 * approved, or on one person's where the installation is set so.
 */
export type Mandate = { proposal: number; proposedBy: string } | { fourEyes: 'single' }

/** An entry for acts other than verifications: only what differs from nothing is named. */
export function auditEntry(given: Pick<AuditEntry, 'event' | 'requestId'> & Partial<AuditEntry>): AuditEntry {
  return {
    outcome: 'done',
    officeId: null,
    credentialId: null,
    agreementId: null,
    termVersion: null,
    localOperator: null,
    address: null,
    declaredAddress: null,
    method: null,
    elementMask: 0,
    nikHash: null,
    purpose: null,
    detail: null,
    ...given,
  }
}

const bitOf = new Map(ELEMENT_NAMES.map((name, index) => [name, 2 ** index]))

const masks = new WeakMap<readonly Element[], number>()

/**
 * The element set of an entry as a number: bit n is element n of the catalogue. Remembered by the list itself,
 * which for a grant is one object for all its calls; lists MUST NOT be changed after.
 */
export function maskOf(elements: readonly Element[]): number {
  let mask = masks.get(elements)
  if (mask === undefined) {
    mask = 0
    for (const element of new Set(elements)) mask += bitOf.get(element) ?? 0
    masks.set(elements, mask)
  }
  return mask
}

/** The elements of a mask, in catalogue order. */
export function elementsOfMask(mask: number): Element[] {
  return ELEMENT_NAMES.filter((_, index) => Math.floor(mask / 2 ** index) % 2 === 1)
}

const MAX_TEXT = 200
const PLAIN = /^[\x20-\x7e]*$/

/**
 * Free text from outside as it may stand in an entry: well-formed Unicode without control characters, so that
 * what is hashed is what PostgreSQL stores, and short enough that no caller can fill the log.
 */
export function entryText(text: string | null): string | null {
  if (text === null || text === '') return null
  // Nearly every text is plain and short already.
  if (text.length <= MAX_TEXT && PLAIN.test(text)) return text
  return text
    .slice(0, MAX_TEXT)
    .toWellFormed()
    .replace(/\p{Cc}/gu, '\ufffd')
}
