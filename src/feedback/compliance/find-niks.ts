import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Tx } from '../../kernel/database.ts'
import type { NikHasher } from '../../kernel/secrets.ts'

/** Residents read at once, and hashed without letting go of the thread: about three milliseconds. */
const PAGE = 20_000
const SLICE = 2_000

/**
 * The NIKs that these keyed hashes stand for, as far as the registry has them, in the order of the hashes. The log and
 * what follows it keep no NIK and no table leads from a hash to one (I7): every resident is hashed anew, a million in some five seconds,
 * until all are found.
 */
export async function findNiks(
  tx: Tx,
  nikHasher: NikHasher,
  hashes: readonly Buffer[],
): Promise<(string | undefined)[]> {
  const places = new Map(hashes.map((hash, place) => [hash.toString('latin1'), place]))
  const found: (string | undefined)[] = Array.from({ length: hashes.length })
  let left = places.size
  let after = '0'
  while (left > 0) {
    const { rows } = await tx.query<[string]>({
      name: 'compliance-residents',
      text: 'select nik from resident where nik > $1 order by nik limit $2',
      values: [after, PAGE],
      rowMode: 'array',
    })
    for (const [index, [nik]] of rows.entries()) {
      if (index % SLICE === 0) await nextTurn()
      const place = places.get(nikHasher.hash(nik).toString('latin1'))
      if (place === undefined) continue
      found[place] = nik
      left -= 1
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) break
    after = last[0]
  }
  return found
}
