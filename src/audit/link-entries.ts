import { hash } from 'node:crypto'
import type { Micros } from '../kernel/clock.ts'
import { type AuditEntry, entryText } from './domain.ts'

/** What the entries of one caller have in common. */
export type EntryContext = Omit<AuditEntry, 'requestId' | 'nikHash'>

export type LinkedEntries = {
  contexts: EntryContext[]
  /** By entry; `context` is a place in `contexts`, from 1. */
  own: { context: number[]; requestId: string[]; nikHash: (Buffer | null)[]; hash: Buffer[] }
  last: Buffer | undefined
}

/** A context with its parts of the entry's JSON array, made once for all entries that share it. */
type Place = { place: number; caller: string; call: string; rest: string }

/**
 * The entries with their links: SHA-256 over the previous link in hex, a line feed, and the entry as a JSON
 * array (docs/rules/audit.md A-02). Takes 3 µs an entry, two thirds of it the hash.
 */
export function linkEntries(
  head: { seq: number; hash: string },
  at: Micros,
  entries: readonly AuditEntry[],
): LinkedEntries {
  const places = new Map<string, Place>()
  const contexts: EntryContext[] = []
  const own: LinkedEntries['own'] = { context: [], requestId: [], nikHash: [], hash: [] }
  let seq = head.seq
  let previous = head.hash
  for (const entry of entries) {
    seq += 1
    const key = keyOf(entry)
    let place = places.get(key)
    if (place === undefined) {
      place = placeOf(entry, contexts)
      places.set(key, place)
    }
    const nikHash = entry.nikHash === null ? 'null' : `"${entry.nikHash.toString('hex')}"`
    previous = hash(
      'sha256',
      `${previous}\n[${seq},${at},${place.caller},"${entry.requestId}",${place.call},${nikHash},${place.rest}]`,
    )
    own.context.push(place.place)
    own.requestId.push(entry.requestId)
    own.nikHash.push(entry.nikHash)
    own.hash.push(Buffer.from(previous, 'hex'))
  }
  return { contexts, own, last: own.hash.at(-1) }
}

/** Tells contexts apart. NUL parts the fields: it can stand in none of them as stored. */
function keyOf(entry: AuditEntry): string {
  const caller = `${entry.event}\0${entry.outcome}\0${entry.officeId}\0${entry.credentialId}\0${entry.agreementId}`
  const call = `${entry.termVersion}\0${entry.address}\0${entry.method}\0${entry.elementMask}\0${entry.detail}`
  // Free text from outside may hold a NUL still: its length keeps such texts apart.
  const free = [entry.localOperator, entry.declaredAddress, entry.purpose]
  return `${caller}\0${call}\0${free.map((text) => (text === null ? '-' : `${text.length} ${text}`)).join('\0')}`
}

function placeOf(entry: AuditEntry, contexts: EntryContext[]): Place {
  const context: EntryContext = {
    ...entry,
    localOperator: entryText(entry.localOperator),
    declaredAddress: entryText(entry.declaredAddress),
    purpose: entryText(entry.purpose),
  }
  const { event, outcome, officeId, credentialId, agreementId, termVersion } = context
  const { localOperator, address, declaredAddress, method, elementMask, purpose, detail } = context
  return {
    place: contexts.push(context),
    caller: inner([event, outcome, officeId, credentialId, agreementId, termVersion]),
    call: inner([localOperator, address, declaredAddress, method, elementMask]),
    rest: inner([purpose, detail]),
  }
}

/** The inside of a JSON array. */
function inner(values: readonly (string | number | null)[]): string {
  return JSON.stringify(values).slice(1, -1)
}
