/** The fields of a body or query as they were sent. What is missing or of another type reads as absent. */
export type Fields = {
  /** Trimmed; '' when absent. */
  text(name: string): string
  integer(name: string): number | undefined
  /** undefined unless every item is a text. */
  texts(name: string): string[] | undefined
  /** The texts of an object, by key; other values are left out. */
  textsByKey(name: string): Map<string, string>
  truth(name: string): boolean | undefined
  /** The items of a list, each read like a body; undefined when it is no list. */
  items(name: string): Fields[] | undefined
  has(name: string): boolean
  /** Sent, and empty: what a form or a program says to take a value back. */
  isBlank(name: string): boolean
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === 'string'

/** Reads untyped input; it never throws and never repeats a value. */
export function readFields(input: unknown): Fields {
  const fields = new Map(isObject(input) ? Object.entries(input) : [])
  const text = (name: string) => {
    const value = fields.get(name)
    return isText(value) ? value.trim() : ''
  }
  return {
    text,
    integer: (name) => {
      const value = fields.get(name)
      // A query string holds digits only as text.
      const number = isText(value) && /^-?[0-9]{1,15}$/.test(value) ? Number(value) : value
      return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
    },
    texts: (name) => {
      const value = fields.get(name)
      return Array.isArray(value) && value.every(isText) ? value : undefined
    },
    textsByKey: (name) => {
      const value = fields.get(name)
      const entries = isObject(value) ? Object.entries(value) : []
      return new Map(entries.flatMap(([key, item]) => (isText(item) ? [[key, item] as const] : [])))
    },
    truth: (name) => {
      const value = fields.get(name)
      return typeof value === 'boolean' ? value : undefined
    },
    items: (name) => {
      const value = fields.get(name)
      return Array.isArray(value) ? value.map(readFields) : undefined
    },
    has: (name) => fields.has(name),
    isBlank: (name) => {
      const value = fields.get(name)
      return value === null || (isText(value) && value.trim() === '')
    },
  }
}
