import { type FormField, TEXT_FIELDS, type TextField } from './form-fields.ts'
import { wholeNumberIn } from './read-number.ts'

/** What an approval allows, for the fields that it limits. */
export type Limits = {
  /** Names the approval: its number and day. */
  source: string
  texts: Partial<Record<TextField, string>>
  sets: Partial<Record<FormField, readonly string[]>>
  /** The longest term, from the day of signing. */
  termMonths?: number
}

/** How a value stands to its limit; undefined where it is within it, or nothing is said. */
export function excessOf(path: TextField, value: string, limit: string | undefined) {
  const text = value.trim()
  if (limit === undefined || text === '' || text === limit) return undefined
  switch (TEXT_FIELDS[path]) {
    case 'quota':
    case 'integer': {
      const [wanted, allowed] = [wholeNumberIn(text), wholeNumberIn(limit)]
      if (allowed === undefined) return undefined
      return wanted === undefined || wanted > allowed ? 'exceeds' : undefined
    }
    case 'day':
      return text > limit ? 'exceeds' : undefined
    default:
      return 'differs'
  }
}
