import { type CallEntry, countTriedFeedback, listCallsOf } from '../audit/index.ts'
import type { Tx } from '../kernel/database.ts'
import type { NikHasher } from '../kernel/secrets.ts'
import { isOutcome, SCENARIO_REASON } from '../verification/index.ts'
import type { Watched } from './domain.ts'
import { identify } from './identify.ts'
import { listDummies, listSubjects, type Run } from './run.store.ts'

/** What grading needs besides the database. */
export type WatchTools = { nikHasher: NikHasher; isEncryptionOffered: boolean }

/** Everything that the log holds of a run's window, its NIKs recognised as far as somebody can name them. */
export async function watchRun(tx: Tx, run: Run, tools: WatchTools): Promise<Watched> {
  const { isEncryptionOffered } = tools
  const { credentialId, startedAt, until, endedAt } = run
  if (credentialId === null) {
    return { calls: [], counted: [], isEncryptionOffered, feedback: { stored: 0, refused: 0 } }
  }
  const window = { credentialId, from: startedAt, until: endedAt ?? until }
  const entries = await listCallsOf(tx, window)
  const single = entries.filter(({ method }) => method !== null)
  const numbers = await numbersOf(tx, run.id, single, tools.nikHasher)
  return {
    isEncryptionOffered,
    feedback: await countTriedFeedback(tx, window),
    calls: single.flatMap(({ outcome, method, nikHash, detail, ...call }) =>
      isOutcome(outcome)
        ? [
            {
              ...call,
              outcome,
              // `web-service:call_nik`
              method: method?.split(':', 2)[1] ?? '',
              nik: nikHash,
              number: nikHash === null ? null : (numbers.get(nikHash) ?? null),
              isScenario: detail === SCENARIO_REASON,
            },
          ]
        : [],
    ),
    counted: entries.flatMap(({ outcome, method, count }) =>
      method === null && isOutcome(outcome) ? [{ outcome, count }] : [],
    ),
  }
}

async function numbersOf(tx: Tx, runId: number, calls: readonly CallEntry[], hasher: NikHasher) {
  const seen = new Set(calls.flatMap(({ nikHash }) => (nikHash === null ? [] : [nikHash])))
  const hash = (nik: string) => hasher.hash(nik)
  const keyOf = (nik: string): [string, bigint] => [hash(nik).toString('hex'), BigInt(nik)]
  const subjects = await listSubjects(tx, runId)
  const own = new Map(subjects.filter(({ kind }) => kind !== 'malformed').map(({ nik }) => keyOf(nik)))
  if ([...seen].every((key) => own.has(key))) return own
  return identify(seen, new Map([...own, ...(await hashesOfDummies(tx, hasher))]), hash)
}

/** A dummy space of this size is hashed in a tenth of a second; of a larger one only the run's own are recognised. */
const MAX_DUMMIES = 50_000

// The dummy space changes with an import and no sooner; pages ask every few seconds.
let remembered: { key: string; hashes: Map<string, bigint> } | undefined

async function hashesOfDummies(tx: Tx, hasher: NikHasher): Promise<Map<string, bigint>> {
  const { rows } = await tx.query<{ size: string; last: string | null }>(
    'select count(*) as size, max(updated_at)::text as last from dummy_resident',
  )
  const key = `${hasher.fingerprint} ${rows[0]?.size} ${rows[0]?.last}`
  if (remembered?.key !== key) {
    const niks = await listDummies(tx, MAX_DUMMIES)
    remembered = { key, hashes: new Map(niks.map((nik) => [hasher.hash(nik).toString('hex'), BigInt(nik)])) }
  }
  return remembered.hashes
}
