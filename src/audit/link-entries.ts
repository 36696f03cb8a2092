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
type Place = { place: number; caller: string; call: string; rest: string; first: AuditEntry }

/**
 * The entries with their links: SHA-256 over the previous link in hex, a line feed, and the entry as a JSON
 * array (docs/rules/audit.md A-02). Takes 3 µs an entry, two thirds of it the hash.
 */
export function linkEntries(
  head: { seq: number; hash: string },
  at: Micros,
  entries: readonly AuditEntry[],
): LinkedEntries {
  const places = new Map<number | null, Place[]>()
  const contexts: EntryContext[] = []
  const own: LinkedEntries['own'] = { context: [], requestId: [], nikHash: [], hash: [] }
  let seq = head.seq
  let previous = head.hash
  for (const entry of entries) {
    seq += 1
    const place = findPlace(places, entry) ?? addPlace(places, entry, contexts)
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

/** Beyond these an entry gets a context of its own: looking for one would cost more. */
const MAX_REMEMBERED = 32

/** A caller's entries differ in a handful of ways: comparing their fields costs less than making a key of them. */
function findPlace(
  places: ReadonlyMap<number | null, readonly Place[]>,
  entry: AuditEntry,
): Place | undefined {
  return places.get(entry.credentialId)?.find(({ first }) => haveOneContext(first, entry))
}

const haveOneContext = (one: AuditEntry, other: AuditEntry) =>
  one.outcome === other.outcome &&
  one.elementMask === other.elementMask &&
  one.termVersion === other.termVersion &&
  one.address === other.address &&
  one.method === other.method &&
  one.localOperator === other.localOperator &&
  one.declaredAddress === other.declaredAddress &&
  one.purpose === other.purpose &&
  one.detail === other.detail &&
  one.event === other.event &&
  one.agreementId === other.agreementId &&
  one.officeId === other.officeId

function addPlace(places: Map<number | null, Place[]>, entry: AuditEntry, contexts: EntryContext[]): Place {
  const place = placeOf(entry, contexts)
  const others = places.get(entry.credentialId)
  if (others === undefined) places.set(entry.credentialId, [place])
  else if (others.length < MAX_REMEMBERED) others.push(place)
  return place
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
    first: entry,
  }
}

/** The inside of a JSON array. */
function inner(values: readonly (string | number | null)[]): string {
  return JSON.stringify(values).slice(1, -1)
}
