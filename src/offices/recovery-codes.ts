import { createHmac, randomInt } from 'node:crypto'

export const RECOVERY_CODES = 10

// No 0, O, 1, I, L: they are copied from paper.
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const GROUPS = 3
const GROUP = 4

/** Ten codes of some 59 bits, for whoever has lost the phone. Shown once; only their keyed hashes are kept. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => Array.from({ length: GROUPS }, newGroup).join('-'))
}

function newGroup(): string {
  return Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/** Whether a text can be a recovery code, however it was typed. */
export function isRecoveryCode(text: string): boolean {
  return plainOf(text).length === GROUPS * GROUP
}

/** The stored form of a code. Without the key, which is not in the database, none can be found by trying. */
export function hashRecoveryCode(key: Buffer, code: string): Buffer {
  return createHmac('sha256', key).update(plainOf(code)).digest()
}

const plainOf = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '')
