import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import type { ProofResult } from './record-proof.ts'

class Undone extends Error {}

/**
 * One transaction that a refusal undoes, whatever was done before it came: a letter that cannot be written
 * leaves no request behind.
 */
export async function inTxOrUndone<Done>(
  pool: Pool,
  act: (tx: Tx) => Promise<ProofResult<Done>>,
): Promise<ProofResult<Done>> {
  let refusal: ProofResult<Done> | undefined
  try {
    return await inTx(pool, async (tx) => {
      const result = await act(tx)
      if (result.kind === 'done') return result
      refusal = result
      throw new Undone()
    })
  } catch (error) {
    if (error instanceof Undone && refusal !== undefined) return refusal
    throw error
  }
}
