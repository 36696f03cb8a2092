import { inTx, type Pool } from '../../kernel/database.ts'
import { type Decided, type Decision, decideProposals } from './decide-proposals.ts'
import { countProposals, nextProposalIds, type ProposalFilter } from './proposal.store.ts'

/** Proposals decided in one transaction: accepted deaths hold the gate off for its length. */
export const MOST_AT_ONCE = 250

/** Decides what a filter finds, a portion for each call, so that whoever waits sees how far it is. */
export type ManyDecision = Omit<Decision, 'looked'> & {
  filter: ProposalFilter
  /** What was counted and confirmed: so many, none newer than `upTo`. */
  expected: number
  upTo: number
  /** Where the last portion ended; 0: this is the first. */
  after: number
}

export type ManyResult =
  /** `next`: where the next portion begins; null: all are done. */
  | { kind: 'decided'; decided: Decided; next: number | null }
  | { kind: 'refused'; field: string; message: string }

/**
 * Decides the next portion of what a filter finds (FB-108). The first one checks that there are as many as were
 * confirmed: otherwise somebody else has been deciding, and the officer looks again.
 */
export async function decideNext(pool: Pool, many: ManyDecision): Promise<ManyResult> {
  const { filter, expected, upTo, after, ...decision } = many
  const found = await inTx(pool, async (tx) => {
    if (after === 0) {
      const { count } = await countProposals(tx, filter, upTo)
      if (count !== expected) return { count }
    }
    return { ids: await nextProposalIds(tx, filter, { after, upTo, limit: MOST_AT_ONCE }) }
  })
  if (found.ids === undefined) {
    const message = `Kini ada ${found.count} usulan, bukan ${expected}. Periksa lagi, lalu ulangi.`
    return { kind: 'refused', field: 'expected', message }
  }
  const result = await decideProposals(pool, found.ids, decision)
  if (result.kind === 'refused') return result
  const last = found.ids.at(-1)
  return { ...result, next: found.ids.length < MOST_AT_ONCE || last === undefined ? null : last }
}
