import { either, exactly, list, nullable, number, type Of, record, text, truth } from './shape.ts'

const quota = nullable(either(number, exactly('unlimited')))

const termShape = record({
  version: number,
  validFrom: text,
  basis: text,
  enteredAt: text,
  isRetroactive: truth,
  elements: list(record({ element: text, label: text })),
  methods: list(text),
  quotaPerDay: quota,
  maxUsers: nullable(number),
  printAllowed: truth,
  wireMethods: list(record({ name: text, operation: text })),
})
export type TermVersion = Of<typeof termShape>

export const termsShape = record({
  at: text,
  zone: text,
  version: nullable(number),
  answeredBy: nullable(number),
  state: nullable(text),
  validFrom: text,
  validUntil: text,
  centralApproval: nullable(text),
  network: record({
    provider: nullable(text),
    bandwidth: nullable(text),
    connectionPoints: nullable(number),
    addresses: list(text),
  }),
  versions: list(termShape),
})
export type Terms = Of<typeof termsShape>

export const termsAddress = (code: string) => `/agreements/${encodeURIComponent(code)}/terms`

const verdictShape = record({
  outcome: text,
  rule: nullable(text),
  reason: nullable(text),
  elements: list(text),
  termVersion: nullable(number),
})
export type Verdict = Of<typeof verdictShape>

const authorityShape = record({
  at: text,
  day: text,
  clock: text,
  kind: text,
  credentialState: text,
  expiresAt: nullable(text),
  networks: list(text),
  hours: nullable(record({ from: text, until: text })),
  agencyState: text,
  agreementState: text,
  validFrom: text,
  validUntil: text,
  isProofOfConceptMissing: truth,
  isSptjmMissing: truth,
  isNdaMissing: truth,
  term: nullable(record({ version: number, elements: list(text), methods: list(text), quotaPerDay: quota })),
  credentialQuota: nullable(number),
})
export type PastAuthority = Of<typeof authorityShape>

const notADecision = record({ kind: exactly('not-a-decision') })
const beforeHistory = record({ kind: exactly('before-history'), historySince: number })
const reproduced = record({
  kind: exactly('reproduced'),
  isSame: truth,
  recorded: verdictShape,
  again: verdictShape,
  differences: list(exactly('outcome', 'rule', 'elements', 'term-version')),
  isByCall: truth,
  quota: nullable(record({ used: number, limit: either(number, exactly('unlimited')) })),
  authority: nullable(authorityShape),
})
export type Reproduced = Of<typeof reproduced>

/** A past decision made again, beside its entry. */
export const decisionShape = either(reproduced, either(beforeHistory, notADecision))
