import { isWellFormedNik } from '../registry/index.ts'

/** Around a number that the run knows, so far on either side is looked for numbers that follow it. */
const REACH = 10n
/** A run that is longer has shown its pattern long before. */
const MAX_FOUND = 1_000

/**
 * Which number stands behind each keyed hash: the log has no NIK, so only numbers can be recognised that somebody
 * can name. Those are the run's own, the dummy space's, and whatever lies near one that was recognised; so a row
 * of numbers that begins at a known one is followed to its end (PC-18).
 *
 * @param seen the hashes of the calls, as hexadecimal text
 * @param known hash to number, of what may be asked about
 */
export function identify(
  seen: ReadonlySet<string>,
  known: ReadonlyMap<string, bigint>,
  hash: (nik: string) => Buffer,
): Map<string, bigint> {
  const found = new Map<string, bigint>()
  const waiting: bigint[] = []
  for (const key of seen) {
    const number = known.get(key)
    if (number === undefined) continue
    found.set(key, number)
    waiting.push(number)
  }
  const looked = new Set<bigint>(waiting)
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (found.size === seen.size || found.size >= MAX_FOUND) break
    for (let offset = -REACH; offset <= REACH; offset += 1n) {
      const near = number + offset
      if (looked.has(near)) continue
      looked.add(near)
      const nik = String(near)
      if (!isWellFormedNik(nik)) continue
      const key = hash(nik).toString('hex')
      if (!seen.has(key)) continue
      found.set(key, near)
      waiting.push(near)
    }
  }
  return found
}
