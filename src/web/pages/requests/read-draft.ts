type Draft = Readonly<Record<string, unknown>>

const isDraft = (value: unknown): value is Draft => typeof value === 'object' && value !== null

/** What stands at `a.b` of an agreement in the making. */
function valueAt(draft: Draft, path: string): unknown {
  const [first = '', second] = path.split('.')
  const value = draft[first]
  if (second === undefined) return value
  return isDraft(value) ? value[second] : undefined
}

const textOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** A text or number; empty where there is none. */
export const textAt = (draft: Draft, path: string): string => textOf(valueAt(draft, path))

/** The texts of a list, or the names of its objects. */
export function textsAt(draft: Draft, path: string): string[] {
  const values = valueAt(draft, path)
  return (Array.isArray(values) ? values : [])
    .map((one: unknown) => textOf(isDraft(one) ? one.name : one))
    .filter((text) => text !== '')
}
