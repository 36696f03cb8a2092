import { randomUUID } from 'node:crypto'
import { openLog } from '../../src/kernel/log.ts'
import { openPipelinedClient } from '../../src/kernel/pipelined-client.ts'
import type { Answer, Question } from '../../src/verification/domain.ts'
import { openGate } from '../../src/verification/index.ts'
import type { Furnished } from './installation.ts'

export type Decided = Extract<Answer, { kind: 'decided' }>

/** A call of the base agreement's web service from a registered address. */
export function question(change: Partial<Question> = {}): Question {
  return {
    requestId: randomUUID(),
    method: 'web-service',
    credentialId: 0,
    secretVersion: 1,
    usedPreviousSecret: false,
    refusal: null,
    path: { region: '3313', agency: 'rsud_contoh', method: 'call_nik' },
    operation: null,
    address: '10.88.0.70',
    declaredAddress: null,
    localOperator: 'loket-1',
    purpose: null,
    nik: '',
    claims: new Map(),
    threshold: null,
    ...change,
  }
}

/** The real gate on a database, with the application's rights; `setTime` fixes the instant of decision. */
export function openTestGate(installation: Pick<Furnished, 'url' | 'regions' | 'nikHasher'>) {
  const { url, regions, nikHasher } = installation
  let at: string | null = null
  const client = openPipelinedClient({ url, role: 'gapura_app', applicationName: 'gapura test gate' })
  const gate = openGate({ client, regions, nikHasher, log: openLog('silent'), at: () => at })
  return {
    ask: (change: Partial<Question>): Promise<Answer> => gate.ask(question(change)),
    /** An ISO instant; null: the database's clock. */
    setTime: (instant: string | null) => {
      at = instant
    },
    close: async () => {
      await gate.stop()
      await client.end()
    },
  }
}

export type TestGate = ReturnType<typeof openTestGate>

/** One word for an answer: its outcome, or what became of the log-in. */
export function outcomeOf(answer: Answer): string {
  if (answer.kind === 'stale-login') return answer.kind
  return answer.decision.kind === 'refused' ? answer.decision.outcome : answer.decision.kind
}

/** How often each outcome stands in a list of answers. */
export function tally(outcomes: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}
