/** What is wrong at one place of a definition; `field` is the path, such as `fields[2].pattern`. */
export type Fault = { field: string; code: string; message: string }

type TextWish = { max: number; missing?: string; isOptional?: boolean }
type NumberWish = { min: number; max: number; isWhole?: boolean; isOptional?: boolean }

/** An object of untyped JSON, read member by member; what is wrong is noted by its place. */
export type Place = {
  value(name: string): unknown
  /** Trimmed; '' when absent or wrong. */
  text(name: string, wish: TextWish): string
  number(name: string, wish: NumberWish): number | undefined
  truth(name: string): boolean
  oneOf<T extends string>(name: string, allowed: readonly T[], isOptional?: boolean): T | undefined
  list(name: string, wish: { max: number; missing: string; many: string }): readonly unknown[]
  /** Notes members that nobody knows: a slip of the pen would otherwise be passed over. */
  only(names: readonly string[]): void
  fault(name: string, code: string, message: string): void
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const WRONG = 'FB-82'

/** Opens the object at a path; undefined, and noted, when there is none. */
export function openPlace(input: unknown, path: string, faults: Fault[]): Place | undefined {
  const pathOf = (name: string) => (path === '' ? name : `${path}.${name}`)
  if (!isObject(input)) {
    faults.push({ field: path, code: WRONG, message: 'Harus berupa objek JSON.' })
    return undefined
  }
  const members = new Map(Object.entries(input))
  const fault = (name: string, code: string, message: string) => {
    faults.push({ field: pathOf(name), code, message })
  }
  const isAbsent = (name: string) => members.get(name) === undefined || members.get(name) === ''
  return {
    value: (name) => members.get(name),
    fault,
    text: (name, { max, missing = 'Wajib diisi.', isOptional = false }) => {
      const value = members.get(name) ?? ''
      if (typeof value !== 'string') {
        fault(name, WRONG, 'Harus berupa teks.')
        return ''
      }
      const text = value.normalize('NFC').trim()
      if (text === '' && !isOptional) fault(name, WRONG, missing)
      if (text.length > max) fault(name, WRONG, `Paling banyak ${max} huruf.`)
      if (/\p{Cc}/u.test(text) || !text.isWellFormed())
        fault(name, WRONG, 'Memuat tanda yang tidak terlihat.')
      return text
    },
    number: (name, { min, max, isWhole = false, isOptional = false }) => {
      if (isOptional && (isAbsent(name) || members.get(name) === null)) return undefined
      const value = members.get(name)
      if (typeof value !== 'number' || !Number.isFinite(value) || (isWhole && !Number.isInteger(value))) {
        fault(name, WRONG, isWhole ? 'Harus bilangan bulat.' : 'Harus bilangan.')
        return undefined
      }
      if (value >= min && value <= max) return value
      fault(name, WRONG, `Harus ${min} sampai ${max}.`)
      return undefined
    },
    truth: (name) => {
      const value = members.get(name)
      if (typeof value === 'boolean') return value
      fault(name, WRONG, 'Harus true atau false.')
      return false
    },
    oneOf: (name, allowed, isOptional = false) => {
      if (isOptional && (isAbsent(name) || members.get(name) === null)) return undefined
      const found = allowed.find((one) => one === members.get(name))
      if (found === undefined) fault(name, WRONG, `Harus salah satu dari: ${allowed.join(', ')}.`)
      return found
    },
    list: (name, { max, missing, many }) => {
      const value = members.get(name)
      if (!Array.isArray(value) || value.length === 0) {
        fault(name, WRONG, missing)
        return []
      }
      if (value.length > max) fault(name, WRONG, many)
      return value.slice(0, max)
    },
    only: (names) => {
      for (const name of members.keys())
        if (!names.includes(name)) fault(name, WRONG, 'Bidang ini tidak dikenal.')
    },
  }
}
