import { type AgreementFile, readAgreementFile } from '../agreements/index.ts'
import type { CredentialKind, CredentialRequest, IdStyle, Profile } from '../credentials/index.ts'
import { type Fields, readFields } from '../kernel/fields.ts'
import { isRole, type Role } from '../offices/index.ts'
import type { Kind } from './domain.ts'

/** An act that grants authority, complete but for its reason and its people. Never a secret. */
export type GrantingAct =
  | NewCredential
  | { kind: 'credential.reactivate'; userId: string }
  | { kind: 'agreement.enter'; agreement: AgreementFile & { code: string } }
  | { kind: 'agreement.extend'; code: string; until: string }
  | { kind: 'agreement.reactivate'; code: string }
  | { kind: 'agreement.purposes'; code: string; purposes: readonly string[] }
  | ChangeAct
  | { kind: 'agency.reactivate'; officeCode: string; name: string }
  | NewAccount
  | { kind: AccountKind; staffId: number }

export type AccountKind = 'staff.reactivate' | 'staff.reset-password' | 'staff.reset-second-factor'

/** What a change of an agreement brings in force; `change` is its number, `basis` that of its paper. */
export type ChangeAct =
  | {
      kind: 'agreement.amend'
      change: number
      basis: string
      /** A day; null: from the moment of its effect. */
      from: string | null
      agreement: AgreementFile & { code: string }
      /** The version of the terms that it was written against. */
      baseVersion: number
    }
  | {
      kind: 'credential.addresses'
      change: number
      basis: string
      code: string
      userIds: readonly string[]
      networks: readonly string[]
      /** Of the whole agreement: its registered networks follow. */
      isWhole: boolean
    }
  | { kind: 'credential.quota'; change: number; basis: string; userId: string; quotaPerDay: number | null }
  | { kind: 'credential.holder'; change: number; basis: string; userId: string; formId: number }

type NewCredential = {
  kind: 'credential.issue'
  agreement: string
  userId: string
  credentialKind: CredentialKind
  networks: readonly string[]
  /** null in these: as issuing itself has it. */
  profile: Profile | null
  idStyle: IdStyle | null
  quotaPerDay: number | null
  expiresAt: string | null
}

type NewAccount = {
  kind: 'staff.create'
  username: string
  fullName: string
  nip: string | null
  role: Role
  agencyId: number | null
  workUnitId: number | null
}

export function actOfRequest(request: CredentialRequest): NewCredential {
  return {
    kind: 'credential.issue',
    agreement: request.agreementCode,
    userId: request.userId,
    credentialKind: request.kind,
    networks: request.addresses,
    profile: request.profile ?? null,
    idStyle: request.idStyle ?? null,
    quotaPerDay: request.quotaPerDay ?? null,
    expiresAt: request.expiresAt ?? null,
  }
}

export function requestOfAct(act: NewCredential, reason: string): CredentialRequest {
  const { agreement, userId, credentialKind, networks, profile, idStyle, quotaPerDay, expiresAt } = act
  return {
    agreementCode: agreement,
    userId,
    kind: credentialKind,
    addresses: networks,
    ...(profile === null ? {} : { profile }),
    ...(idStyle === null ? {} : { idStyle }),
    quotaPerDay,
    expiresAt,
    reason,
  }
}

/** What an act falls on, told apart from all else of its kind in its office. */
export function subjectOf(act: GrantingAct): string {
  switch (act.kind) {
    case 'credential.issue':
    case 'credential.reactivate':
      return act.userId.toLowerCase()
    case 'credential.quota':
    case 'credential.holder':
      return act.userId.toLowerCase()
    case 'agreement.enter':
    case 'agreement.amend':
      return act.agreement.code
    case 'credential.addresses':
    case 'agreement.extend':
    case 'agreement.reactivate':
    case 'agreement.purposes':
      return act.code
    case 'agency.reactivate':
      return act.name
    case 'staff.create':
      return act.username
    default:
      return String(act.staffId)
  }
}

/**
 * Reads an act back from the database.
 *
 * @throws when it is not one that a proposal can have
 */
export function readGrantingAct(kind: Kind, stored: unknown): GrantingAct {
  const fields = readFields(stored)
  const text = (name: string) => must(fields.text(name) || undefined, name)
  switch (kind) {
    case 'credential.issue':
      return readNewCredential(fields)
    case 'credential.reactivate':
      return { kind, userId: text('userId') }
    case 'agreement.enter':
      return { kind, agreement: readAgreement(stored) }
    case 'agreement.amend':
    case 'credential.addresses':
    case 'credential.quota':
    case 'credential.holder':
      return readChangeAct(kind, stored)
    case 'agreement.extend':
      return { kind, code: text('code'), until: text('until') }
    case 'agreement.reactivate':
      return { kind, code: text('code') }
    case 'agreement.purposes':
      return { kind, code: text('code'), purposes: must(fields.texts('purposes'), 'purposes') }
    case 'agency.reactivate':
      return { kind, officeCode: text('officeCode'), name: text('name') }
    case 'staff.create':
      return readNewAccount(fields)
    default:
      return { kind, staffId: must(fields.integer('staffId'), 'staffId') }
  }
}

const CREDENTIAL_KINDS = ['development', 'production'] as const
const PROFILES = ['G1', 'G2', 'G3'] as const
const ID_STYLES = ['number', 'string'] as const

function readNewCredential(fields: Fields): NewCredential {
  const oneOf = <T extends string>(name: string, allowed: readonly T[]) =>
    allowed.find((one) => one === fields.text(name))
  return {
    kind: 'credential.issue',
    agreement: must(fields.text('agreement') || undefined, 'agreement'),
    userId: must(fields.text('userId') || undefined, 'userId'),
    credentialKind: must(oneOf('credentialKind', CREDENTIAL_KINDS), 'credentialKind'),
    networks: must(fields.texts('networks'), 'networks'),
    profile: oneOf('profile', PROFILES) ?? null,
    idStyle: oneOf('idStyle', ID_STYLES) ?? null,
    quotaPerDay: fields.integer('quotaPerDay') ?? null,
    expiresAt: fields.text('expiresAt') || null,
  }
}

function readNewAccount(fields: Fields): NewAccount {
  const role = fields.text('role')
  return {
    kind: 'staff.create',
    username: must(fields.text('username') || undefined, 'username'),
    fullName: must(fields.text('fullName') || undefined, 'fullName'),
    nip: fields.text('nip') || null,
    role: must(isRole(role) ? role : undefined, 'role'),
    agencyId: fields.integer('agencyId') ?? null,
    workUnitId: fields.integer('workUnitId') ?? null,
  }
}

function readChangeAct(kind: ChangeAct['kind'], stored: unknown): ChangeAct {
  const fields = readFields(stored)
  const text = (name: string) => must(fields.text(name) || undefined, name)
  const integer = (name: string) => must(fields.integer(name), name)
  const on = { change: integer('change'), basis: text('basis') }
  switch (kind) {
    case 'agreement.amend': {
      const from = fields.text('from') || null
      return { kind, ...on, from, agreement: readAgreement(stored), baseVersion: integer('baseVersion') }
    }
    case 'credential.addresses': {
      const [userIds, networks] = [fields.texts('userIds'), fields.texts('networks')]
      return {
        kind,
        ...on,
        code: text('code'),
        userIds: must(userIds, 'userIds'),
        networks: must(networks, 'networks'),
        isWhole: must(fields.truth('isWhole'), 'isWhole'),
      }
    }
    case 'credential.quota':
      return { kind, ...on, userId: text('userId'), quotaPerDay: fields.integer('quotaPerDay') ?? null }
    case 'credential.holder':
      return { kind, ...on, userId: text('userId'), formId: integer('formId') }
  }
}

function readAgreement(stored: unknown): AgreementFile & { code: string } {
  const read = readAgreementFile(JSON.stringify(Object(stored).agreement ?? null))
  const agreement = must(read.kind === 'read' ? read.agreement : undefined, 'agreement')
  return { ...agreement, code: must(agreement.code, 'code') }
}

function must<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`a proposal has no ${name}: the table was changed by hand`)
  return value
}
