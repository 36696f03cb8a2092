import { call, post } from './client.ts'
import { list, nothing, nullable, number, type Of, record, text, truth } from './shape.ts'

const personShape = record({ staffId: number, fullName: text })

const proofFields = {
  id: number,
  application: text,
  version: text,
  description: text,
  state: text,
  requestedBy: text,
  requestedAt: text,
  schedule: nullable(record({ on: text, from: text, place: text, examiners: list(personShape) })),
  examinedBy: nullable(text),
  examinedAt: nullable(text),
  examinationNote: nullable(text),
  decidedBy: nullable(text),
  decidedAt: nullable(text),
  decisionNote: nullable(text),
  papers: list(number),
}

export const proofShape = record(proofFields)

export type Proof = Of<typeof proofShape>

export const proofsShape = record({
  isOnWire: truth,
  isRequired: truth,
  isMissing: truth,
  proofs: list(proofShape),
  userIds: list(text),
  examiners: list(personShape),
})

export type Proofs = Of<typeof proofsShape>

const tickShape = record({ isMet: truth, note: text, by: text, at: text })

const rowShape = record({
  rule: text,
  title: text,
  hint: text,
  verdict: text,
  seen: text,
  isTickable: truth,
  scenario: nullable(record({ name: text, code: text })),
  tick: nullable(tickShape),
})

export type ProofRow = Of<typeof rowShape>

const callShape = record({
  at: text,
  outcome: text,
  method: text,
  localOperator: nullable(text),
  isScenario: truth,
})

const runShape = record({
  userId: nullable(text),
  startedAt: text,
  until: text,
  endedAt: nullable(text),
  isOpen: truth,
  scenario: nullable(text),
  scenarioUntil: nullable(text),
  calls: number,
  last: list(callShape),
  subjects: list(record({ kind: text, nik: text, curl: nullable(text) })),
})

export type ProofRun = Of<typeof runShape>

export const liveProofShape = record({
  ...proofFields,
  run: nullable(runShape),
  rows: list(rowShape),
  isComplete: truth,
  isExaminer: truth,
})

export type LiveProof = Of<typeof liveProofShape>

export const proofsAddress = (code: string) => `/agreements/${encodeURIComponent(code)}/proofs`

export const requestProof = (code: string, body: object) =>
  post(proofsAddress(code), record({ id: number }), body)

export type ProofAct = 'withdrawal' | 'schedule' | 'runs' | 'scenario' | 'ticks' | 'examination' | 'result'

export const doProofAct = (code: string, id: number, act: ProofAct, body: object) =>
  call('POST', `${proofsAddress(code)}/${id}/${act}`, nothing, body)
