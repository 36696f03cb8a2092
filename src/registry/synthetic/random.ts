import { createHash } from 'node:crypto'

/** Draws that are the same for the same seed on every machine and in every version of the runtime. */
export type Random = {
  /** A number in [0, 1). */
  unit(): number
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number
  /** True with the given probability. */
  chance(probability: number): boolean
  /** One of the items, each equally likely. The list must not be empty. */
  pick<T>(items: readonly T[]): T
  /** One of the items by weight. The list must not be empty. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T
}

/** The generator sfc32 (Chris Doty-Humphrey, public domain), seeded by a hash so that near seeds are unlike. */
export function seededRandom(seed: string): Random {
  const state = createHash('sha256').update(seed).digest()
  let a = state.readInt32LE(0)
  let b = state.readInt32LE(4)
  let c = state.readInt32LE(8)
  let counter = 1

  const unit = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 4_294_967_296
  }
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(unit() * items.length)]
    if (item === undefined) throw new RangeError('Nothing to pick from')
    return item
  }
  return {
    unit,
    between: (min, max) => min + Math.floor(unit() * (max - min + 1)),
    chance: (probability) => unit() < probability,
    pick,
    weighted: (items) => {
      let left = unit() * items.reduce((total, [, weight]) => total + weight, 0)
      for (const [item, weight] of items) {
        left -= weight
        if (left < 0) return item
      }
      return pick(items)[0]
    },
  }
}
