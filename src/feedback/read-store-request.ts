import { readMultipart } from '../verification/index.ts'
import type { PostedItem } from './read-item.ts'

/** A request to the old service's address for feedback (wire contract §4). */
export type StoreRequest =
  | { kind: 'read'; items: PostedItem[]; login: { userId: string; password: string } | null }
  | { kind: 'unreadable'; message: string }

const unreadable = (message: string): StoreRequest => ({ kind: 'unreadable', message })

type Entry = readonly [name: string, value: unknown]

/**
 * Reads one record (multipart, form or JSON object) or a JSON array of agencies with their data, whatever the
 * Content-Type says, as the old service does. Numbers keep every digit. Names are taken in any case.
 */
export function readStoreRequest(body: Buffer): StoreRequest {
  const text = body.toString('utf8').trim()
  if (text === '') return unreadable('Isi permintaan kosong.')
  if (text.startsWith('[') || text.startsWith('{')) return readJson(text)
  return readRecord([...(text.startsWith('--') ? multipartOf(text) : new URLSearchParams(text))])
}

function multipartOf(text: string): [string, string][] {
  const fields: [string, string][] = []
  readMultipart(text, (name, value) => fields.push([name, value]))
  return fields
}

function readJson(text: string): StoreRequest {
  const value = parseKeepingDigits(text)
  if (value === undefined) return unreadable('JSON tidak dapat dibaca.')
  if (!Array.isArray(value)) return readRecord(entriesOf(value))
  const items: PostedItem[] = []
  for (const agency of value) {
    const data = memberOf(entriesOf(agency), 'data')
    if (!Array.isArray(data)) return unreadable('Bidang data tidak ada.')
    for (const person of data) {
      const read = itemsOf(entriesOf(person))
      if (typeof read === 'string') return unreadable(read)
      items.push(...read)
    }
  }
  return items.length === 0 ? unreadable('Bidang data kosong.') : { kind: 'read', items, login: null }
}

function readRecord(entries: readonly Entry[]): StoreRequest {
  const items = itemsOf(entries)
  if (typeof items === 'string') return unreadable(items)
  const userId = textOf(memberOf(entries, 'user_id') ?? memberOf(entries, 'username'))
  const password = textOf(memberOf(entries, 'password'))
  return { kind: 'read', items, login: userId === '' && password === '' ? null : { userId, password } }
}

/** One person's rows: as many as `param` has objects; or what is wrong. */
function itemsOf(entries: readonly Entry[]): PostedItem[] | string {
  const nik = textOf(memberOf(entries, 'nik'))
  if (nik === '') return 'Bidang nik wajib diisi.'
  const given = memberOf(entries, 'param')
  const param = typeof given === 'string' ? parseKeepingDigits(given) : given
  const rows = Array.isArray(param) ? param : param === undefined || param === null ? [] : [param]
  if (rows.length === 0) return 'Bidang param harus berisi larik JSON dari objek.'
  const items: PostedItem[] = []
  for (const row of rows) {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return 'Isi param harus objek.'
    items.push({ nik, values: new Map(entriesOf(row).map(([name, value]) => [name, textOf(value)])) })
  }
  return items
}

const entriesOf = (value: unknown): Entry[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []

const memberOf = (entries: readonly Entry[], name: string): unknown =>
  entries.find(([key]) => key.toLowerCase() === name)?.[1]

const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : ''

/** JSON whose numbers stay as they were written: a NIK beyond 2^53 would lose its last digit. */
function parseKeepingDigits(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' ? (context?.source ?? String(value)) : value,
    )
  } catch {
    return undefined
  }
}
