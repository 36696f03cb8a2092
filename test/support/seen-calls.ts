import type { SeenCall, Watched } from '../../src/proofs/domain.ts'

export const START = Date.parse('2026-11-21T02:00:00Z')
export const METHODS = ['web-service']

let serial = 0
/** A call of the run of a proof of concept, half a minute after the one before, by a clerk at a counter. */
export function call(change: Partial<SeenCall> = {}): SeenCall {
  serial += 1
  return {
    at: START + serial * 30_000,
    outcome: 'disclosed',
    method: 'call_nik',
    nik: `nik-${serial}`,
    number: null,
    address: '10.88.0.70',
    localOperator: 'loket-1',
    isScenario: false,
    ...change,
  }
}

export const watched = (calls: readonly SeenCall[], change: Partial<Watched> = {}): Watched => ({
  calls,
  counted: [],
  isEncryptionOffered: false,
  feedback: { stored: 0, refused: 0 },
  ...change,
})

/** A row of calls so many milliseconds apart. */
export const inRow = (
  count: number,
  apartMs: number,
  change: (index: number) => Partial<SeenCall> = () => ({}),
) => Array.from({ length: count }, (_, index) => call({ at: START + index * apartMs, ...change(index) }))

export const told = (outcome: SeenCall['outcome'], count = 1, apartMs = 30_000) =>
  inRow(count, apartMs, () => ({ outcome, isScenario: true }))
