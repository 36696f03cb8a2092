import type { CredentialRow } from './credential.store.ts'
import type { CredentialFault, CredentialKind, CredentialState, IdStyle, Profile } from './domain.ts'

/** A User ID as the portal shows it; never its secret. */
export type CredentialView = {
  userId: string
  agreement: string
  agency: string
  kind: CredentialKind
  state: CredentialState
  stateReason: string | null
  /** Held by an operator of the portal; no program can use it. */
  isPortal: boolean
  networks: string[]
  profile: Profile
  idStyle: IdStyle
  /** null: what the agreement grants. */
  quotaPerDay: number | null
  hours: { from: string; until: string } | null
  createdAt: string
  expiresAt: string | null
}

export function toCredentialView(row: CredentialRow): CredentialView {
  return {
    userId: row.userId,
    agreement: row.agreementCode,
    agency: row.agencyName,
    kind: row.kind,
    state: row.state,
    stateReason: row.stateReason,
    isPortal: row.staffId !== null,
    networks: row.addresses.map((cidr) => cidr.replace(/\/(32|128)$/, '')),
    profile: row.profile,
    idStyle: row.idStyle,
    quotaPerDay: row.quotaPerDay,
    hours:
      row.hoursFrom === null || row.hoursUntil === null
        ? null
        : { from: row.hoursFrom, until: row.hoursUntil },
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
  }
}

/** What the fields of a fault are called in the portal's bodies; the others have the same name. */
const FIELD_NAMES: Readonly<Record<string, string>> = {
  'user-id': 'userId',
  address: 'networks',
  quota: 'quotaPerDay',
  expires: 'expiresAt',
  overlap: 'overlapSeconds',
}

export function toFieldFault({ field, message }: CredentialFault): { field: string; message: string } {
  return { field: FIELD_NAMES[field] ?? field, message }
}
