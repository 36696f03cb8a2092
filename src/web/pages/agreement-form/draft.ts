import {
  LIST_FIELDS,
  type ListField,
  SET_FIELDS,
  type SetField,
  TEXT_FIELDS,
  type TextField,
} from './form-fields.ts'

/** A row of a list. The key stays with it when rows before it come and go. */
export type Row = { key: number; value: string; rest?: object }

export type WireMethodRow = { key: number; name: string; operation: string; elements: readonly string[] }

/** An agreement file while somebody fills it in: everything as it was typed, so that nothing of it is lost. */
export type Draft = {
  texts: Readonly<Record<TextField, string>>
  sets: Readonly<Record<SetField, readonly string[]>>
  lists: Readonly<Record<ListField, readonly Row[]>>
  wireMethods: readonly WireMethodRow[]
  /** Why each element is needed: what a request says beside the agreement it asks for. */
  needs: Readonly<Record<string, string>>
}

const TEXT_NAMES = Object.keys(TEXT_FIELDS).filter(isTextField)

export function isTextField(name: string): name is TextField {
  return Object.hasOwn(TEXT_FIELDS, name)
}

type Plain = Readonly<Record<string, unknown>>

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value at `a.b` of a file. */
function valueAt(file: Plain, path: string): unknown {
  const [first = '', second] = path.split('.')
  const value = file[first]
  if (second === undefined) return value
  return isPlain(value) ? value[second] : undefined
}

/** Reads a file into the form, as far as it can; what the form cannot hold is named, not dropped in silence. */
export function draftOf(
  given: unknown,
  needs: Readonly<Record<string, string>> = {},
): { draft: Draft; unread: string[] } {
  const file = isPlain(given) ? given : {}
  const draft: Draft = {
    texts: recordOf(TEXT_NAMES, (path) => textOf(valueAt(file, path))),
    sets: recordOf(SET_FIELDS, (path) => textsOf(valueAt(file, path))),
    lists: recordOf(LIST_FIELDS, (path) => rowsOf(valueAt(file, path))),
    wireMethods: wireMethodsOf(file.wireMethods),
    needs,
  }
  return { draft, unread: unreadOf(file) }
}

function recordOf<K extends string, T>(names: readonly K[], make: (name: K) => T): Record<K, T> {
  // Every name has just been given its value.
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<K, T>
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf).filter(Boolean) : [])

function rowsOf(value: unknown): Row[] {
  const rows = (Array.isArray(value) ? value : []).map((item: unknown, key): Row => {
    if (!isPlain(item)) return { key, value: textOf(item) }
    const { name, ...rest } = item
    return { key, value: textOf(name), rest }
  })
  // One to type into.
  return rows.length > 0 ? rows : [{ key: 0, value: '' }]
}

function wireMethodsOf(value: unknown): WireMethodRow[] {
  return (Array.isArray(value) ? value : []).filter(isPlain).map(({ name, operation, elements }, key) => ({
    key,
    name: textOf(name),
    operation: textOf(operation),
    elements: textsOf(elements),
  }))
}

/** Paths of a file that no field of the form stands for. */
function unreadOf(file: Plain): string[] {
  const known = new Set<string>([...TEXT_NAMES, ...SET_FIELDS, ...LIST_FIELDS, 'wireMethods'])
  const parents = new Set([...known].flatMap((path) => (path.includes('.') ? [path.split('.')[0]] : [])))
  return Object.entries(file).flatMap(([name, value]) => {
    if (known.has(name)) return []
    if (!parents.has(name) || !isPlain(value)) return [name]
    return Object.keys(value)
      .map((inner) => `${name}.${inner}`)
      .filter((path) => !known.has(path))
  })
}

export const EMPTY_DRAFT = draftOf({}).draft
