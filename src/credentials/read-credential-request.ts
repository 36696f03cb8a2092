import { randomInt } from 'node:crypto'
import type { AgreementInForce } from '../agreements/index.ts'
import { readFields } from '../kernel/fields.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { reasonFault } from '../registry/index.ts'
import type { CredentialKind, IdStyle, Profile } from './domain.ts'
import type { CredentialRequest } from './issue-credential.ts'

const KINDS: readonly CredentialKind[] = ['development', 'production']
const PROFILES: readonly Profile[] = ['G1', 'G2', 'G3']
const ID_STYLES: readonly IdStyle[] = ['number', 'string']

/**
 * Reads what the portal asks to be issued. Only what cannot be understood is refused here; whether it may be
 * issued is for `issueCredential`.
 */
export function readCredentialRequest(
  body: unknown,
  agreement: AgreementInForce,
): { kind: 'read'; request: CredentialRequest } | { kind: 'faulty'; faults: FieldFault[] } {
  const fields = readFields(body)
  const faults: FieldFault[] = []
  const fault = (field: string, message: string) => faults.push({ field, message })
  const oneOf = <T extends string>(field: string, allowed: readonly T[]): T | undefined => {
    const value = allowed.find((one) => one === fields.text(field))
    if (value === undefined && fields.text(field) !== '')
      fault(field, `Harus salah satu dari: ${allowed.join(', ')}.`)
    return value
  }
  const kind = oneOf('kind', KINDS)
  if (kind === undefined && fields.text('kind') === '') fault('kind', `Pilih jenisnya: ${KINDS.join(', ')}.`)
  const profile = oneOf('profile', PROFILES)
  const idStyle = oneOf('idStyle', ID_STYLES)
  const quotaPerDay = fields.integer('quotaPerDay')
  const reason = fields.text('reason')
  const badReason = reasonFault(reason)
  if (badReason !== undefined) fault('reason', badReason)
  if (kind === undefined || faults.length > 0) return { kind: 'faulty', faults }
  return {
    kind: 'read',
    request: {
      agreementCode: agreement.code,
      userId: fields.text('userId') || proposeUserId(agreement, kind),
      kind,
      addresses: (fields.texts('networks') ?? [])
        .map((network) => network.trim())
        .filter((one) => one !== ''),
      ...(profile === undefined ? {} : { profile }),
      ...(idStyle === undefined ? {} : { idStyle }),
      ...(quotaPerDay === undefined ? {} : { quotaPerDay }),
      ...(fields.text('expiresAt') === '' ? {} : { expiresAt: fields.text('expiresAt') }),
      reason,
    },
  }
}

// No l, 1, o, 0: people read these aloud.
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'

/** A User ID that says whose it is; the end keeps two of one agency apart. */
function proposeUserId({ agencyWireName, code }: AgreementInForce, kind: CredentialKind): string {
  const whose = (agencyWireName ?? code).slice(0, 48)
  const end = Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `${whose}.${end}${kind === 'development' ? '.dev' : ''}`
}
