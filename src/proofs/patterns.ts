/** The most instants that lie within so many milliseconds of each other; `times` ascend. */
export function mostWithin(times: readonly number[], spanMs: number): number {
  let most = 0
  let first = 0
  times.forEach((time, index) => {
    while (time - (times[first] ?? time) >= spanMs) first += 1
    most = Math.max(most, index - first + 1)
  })
  return most
}

/**
 * The longest stretch of numbers each of which is as far from the one before as that one from its own; repeats
 * of a number in a row count once. Two different numbers are a stretch of two.
 */
export function longestProgression(numbers: readonly bigint[]): number {
  const steps = numbers.filter((number, index) => index === 0 || number !== numbers[index - 1])
  let longest = Math.min(steps.length, 1)
  let length = longest
  let stride: bigint | undefined
  steps.forEach((number, index) => {
    const before = steps[index - 1]
    if (before === undefined) return
    const step = number - before
    length = step === stride ? length + 1 : 2
    stride = step
    longest = Math.max(longest, length)
  })
  return longest
}

/** The items of each key, in their order. */
export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | null): Item[][] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === null) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return [...groups.values()]
}
