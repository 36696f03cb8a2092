export type Profile = 'G1' | 'G2' | 'G3'

export type IdStyle = 'number' | 'string'

export type CredentialKind = 'development' | 'production'

/** A credential about to be issued, its values already checked. */
export type NewCredential = {
  officeId: number
  agreementId: number
  userId: string
  kind: CredentialKind
  /** Networks in CIDR form; at least one. */
  addresses: readonly string[]
  declaredAddressRequired: boolean
  /** Local clock times `HH:MM`; half open. */
  hours: { from: string; until: string } | null
  profile: Profile
  idStyle: IdStyle
  /** null: what the agreement grants. */
  quotaPerDay: number | null
  /** ISO instant; null: with the agreement. */
  expiresAt: string | null
}

/** What keeps an act on a credential from being done. `field` is the option or column it is about. */
export type CredentialFault = { field: string; code: string; message: string }

const USER_ID = /^[A-Za-z0-9_.@-]{4,64}$/

/** Whether a string can be a User ID at all. */
export function isUserId(text: string): boolean {
  return USER_ID.test(text)
}

/** A clock time `HH:MM` of a day; 24:00 closes a day. */
export function isClockTime(text: string): boolean {
  return /^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$/.test(text)
}

/** The states of a credential, in the words of people. */
export const CREDENTIAL_STATES = {
  active: 'aktif',
  suspended: 'ditangguhkan',
  revoked: 'dicabut',
} as const

export type CredentialState = keyof typeof CREDENTIAL_STATES

/** The acts on a credential's state: from which states, to which. Revoked is for good. */
export const STATE_ACTS = {
  suspend: { from: ['active'], to: 'suspended', event: 'credential.suspended' },
  reactivate: { from: ['suspended'], to: 'active', event: 'credential.reactivated' },
  revoke: { from: ['active', 'suspended'], to: 'revoked', event: 'credential.revoked' },
} as const satisfies Record<string, { from: readonly CredentialState[]; to: CredentialState; event: string }>

export type StateAct = keyof typeof STATE_ACTS
