/**
 * Readers of what the server answers. An answer of another shape is an error with the place that differs,
 * never an `undefined` three components later. Fields that are not asked for are dropped.
 */
export type Shape<T> = (value: unknown, place: string) => T

export type Of<S> = S extends Shape<infer T> ? T : never

/** The server answered something else than agreed. The message names the place, never the value. */
export class UnexpectedAnswer extends Error {
  constructor(place: string, wanted: string) {
    super(`${place || 'answer'} is not ${wanted}`)
  }
}

const primitive =
  <T>(wanted: string, isIt: (value: unknown) => value is T): Shape<T> =>
  (value, place) => {
    if (isIt(value)) return value
    throw new UnexpectedAnswer(place, wanted)
  }

export const text = primitive('text', (value) => typeof value === 'string')
export const number = primitive('a number', (value) => typeof value === 'number')
export const truth = primitive('true or false', (value) => typeof value === 'boolean')
export const nothing: Shape<undefined> = () => undefined

export const exactly = <const T extends string | number>(...options: readonly T[]) =>
  primitive(`one of ${options.join(', ')}`, (value): value is T => options.some((option) => option === value))

export const either =
  <A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> =>
  (value, place) => {
    try {
      return first(value, place)
    } catch {
      return second(value, place)
    }
  }

export const nullable =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value, place) =>
    value === null || value === undefined ? null : shape(value, place)

export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value, place) =>
    value === null || value === undefined ? undefined : shape(value, place)

export const list =
  <T>(shape: Shape<T>): Shape<T[]> =>
  (value, place) => {
    if (!Array.isArray(value)) throw new UnexpectedAnswer(place, 'a list')
    return value.map((item: unknown, index) => shape(item, `${place}[${index}]`))
  }

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const record = <T extends object>(fields: { [K in keyof T]: Shape<T[K]> }): Shape<T> => {
  const readers: [string, Shape<unknown>][] = Object.entries(fields)
  return (value, place) => {
    if (!isObject(value)) throw new UnexpectedAnswer(place, 'an object')
    const read = readers.map(([key, shape]) => [key, shape(value[key], `${place}.${key}`)])
    // Every key of T has just been read by the reader of its type: the one place where a cast is the proof.
    return Object.fromEntries(read) as T
  }
}

/** An object with any keys. */
export const dictionary =
  <T>(shape: Shape<T>): Shape<Record<string, T>> =>
  (value, place) => {
    if (!isObject(value)) throw new UnexpectedAnswer(place, 'an object')
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, shape(item, `${place}.${key}`)]),
    )
  }

export const anything: Shape<unknown> = (value) => value
