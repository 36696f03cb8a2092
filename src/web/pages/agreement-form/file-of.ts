import type { Draft } from './draft.ts'
import { isTextField } from './draft.ts'
import {
  type FieldKind,
  LIST_FIELDS,
  type ListField,
  REQUIRED_OBJECTS,
  SET_FIELDS,
  type SetField,
  TEXT_FIELDS,
} from './form-fields.ts'
import { numberIn, wholeNumberIn } from './read-number.ts'

/** The control that stands for a place of the file; `idOf` makes the element's id of it. */
export type Control = string

export const controlOf = {
  tick: (path: SetField, name: string): Control => `${path}:${name}`,
  row: (path: ListField, key: number): Control => `${path}#${key}`,
  wire: (key: number, part: 'name' | 'operation' | 'elements'): Control => `wireMethods#${key}.${part}`,
}

export type Filled = {
  /** What is sent: only what is filled in. */
  file: Readonly<Record<string, unknown>>
  /** Which control stands for a path of the file; a path that is missing here is its own control. */
  places: ReadonlyMap<string, Control>
}

/**
 * The file that a draft says. What cannot be read as a number goes as it was typed: the server says what is wrong.
 *
 * @param isWhole whether the server is to name everything that is missing
 */
export function fileOf(draft: Draft, isWhole = true): Filled {
  const file: Record<string, unknown> = {}
  const places = new Map<string, Control>()
  const put = (path: string, value: unknown) => {
    const [first = '', second] = path.split('.')
    if (second === undefined) file[first] = value
    else file[first] = { ...Object(file[first]), [second]: value }
  }
  if (isWhole) for (const name of REQUIRED_OBJECTS) file[name] = {}
  for (const [path, text] of Object.entries(draft.texts)) {
    if (text.trim() !== '' && isTextField(path)) put(path, readValue(TEXT_FIELDS[path], text.trim()))
  }
  for (const path of SET_FIELDS) {
    const names = draft.sets[path]
    if (names.length > 0) put(path, names)
    for (const [index, name] of names.entries()) places.set(`${path}[${index}]`, controlOf.tick(path, name))
  }
  for (const path of LIST_FIELDS) {
    const rows = draft.lists[path].filter(({ value }) => value.trim() !== '')
    for (const [index, { key }] of rows.entries()) {
      places.set(`${path}[${index}]`, controlOf.row(path, key))
      places.set(`${path}[${index}].name`, controlOf.row(path, key))
    }
    if (rows.length === 0) continue
    put(
      path,
      rows.map(({ value, rest }) =>
        path === 'feedback.fields' ? { ...rest, name: value.trim() } : value.trim(),
      ),
    )
  }
  if (draft.wireMethods.length > 0) put('wireMethods', wireMethodsOf(draft, places))
  const { feedback } = file
  // Who returns data must say which and how: an empty list is told, a missing one would be another fault.
  if (feedback !== undefined) file.feedback = { fields: [], methods: [], ...Object(feedback) }
  // There is no other kind.
  if (file.network !== undefined) file.network = { kind: 'closed', ...Object(file.network) }
  return { file, places }
}

function wireMethodsOf({ wireMethods }: Draft, places: Map<string, Control>) {
  return wireMethods.map(({ key, name, operation, elements }, index) => {
    for (const part of ['name', 'operation', 'elements'] as const) {
      places.set(`wireMethods[${index}].${part}`, controlOf.wire(key, part))
    }
    for (const at of elements.keys()) {
      places.set(`wireMethods[${index}].elements[${at}]`, controlOf.wire(key, 'elements'))
    }
    return {
      name: name.trim(),
      ...(operation === '' ? {} : { operation }),
      ...(elements.length === 0 ? {} : { elements }),
    }
  })
}

function readValue(kind: FieldKind, text: string): string | number | boolean {
  switch (kind) {
    case 'integer':
      return wholeNumberIn(text) ?? text
    case 'quota':
      return /^(unlimited|tanpa batas|tidak terbatas)$/i.test(text)
        ? 'unlimited'
        : (wholeNumberIn(text) ?? text)
    case 'number':
      return numberIn(text) ?? text
    case 'truth':
      return text === 'true' ? true : text === 'false' ? false : text
    default:
      return text
  }
}
