import { call, post, putDocument } from './client.ts'
import {
  anything,
  dictionary,
  either,
  exactly,
  list,
  nothing,
  nullable,
  number,
  type Of,
  optional,
  record,
  text,
  truth,
} from './shape.ts'

const rowFields = {
  id: number,
  agency: record({ id: number, name: text }),
  purpose: nullable(text),
  state: text,
  stateLabel: text,
  stateSince: text,
  waitingFor: nullable(text),
  due: nullable(text),
  isLate: truth,
  code: nullable(text),
  agreement: nullable(text),
}

export const requestRowShape = record(rowFields)

export type RequestRow = Of<typeof requestRowShape>

export const requestRowsShape = record({ items: list(requestRowShape) })

const personShape = record({ username: text, fullName: text })

const fileShape = record({ id: number, name: text, mediaType: text, size: number })

export type RequestFile = Of<typeof fileShape>

const faultShape = record({ field: text, message: text })

const documentShape = record({
  kind: text,
  label: text,
  required: truth,
  state: text,
  note: nullable(text),
  number: nullable(text),
  date: nullable(text),
  file: nullable(record({ id: number, name: text, size: number, addedAt: text })),
})

export type RequestDocument = Of<typeof documentShape>

const quotaShape = nullable(either(number, exactly('unlimited')))

export const approvalShape = record({
  number: text,
  date: text,
  purpose: text,
  elements: list(text),
  methods: list(text),
  feedback: list(text),
  termMonths: number,
  quotaAfterProofOfConcept: quotaShape,
})

export type CentralApproval = Of<typeof approvalShape>

const signatureShape = nullable(
  record({
    number: text,
    date: text,
    signatory: record({ name: text, nip: nullable(text), rank: nullable(text), title: text }),
  }),
)

export type Signature = Of<typeof signatureShape>

const holderShape = record({
  fullName: text,
  nikMasked: text,
  employeeNumber: text,
  employmentStatus: text,
  position: text,
  officeRegionCode: text,
  officeName: text,
  officeAddress: text,
  localUserId: text,
})

const userIdShape = record({
  id: number,
  kind: text,
  requestedOn: text,
  dueOn: nullable(text),
  isLate: truth,
  holder: holderShape,
  userId: nullable(text),
  handedOverOn: nullable(text),
})

const stepShape = record({
  id: number,
  act: text,
  actLabel: text,
  from: text,
  to: text,
  by: personShape,
  at: text,
  on: text,
  comment: nullable(text),
  paper: nullable(record({ id: number, kind: text, number: nullable(text), date: text, subject: text })),
  files: list(fileShape),
})

export type RequestStep = Of<typeof stepShape>

const stageShape = record({
  state: text,
  label: text,
  is: exactly('done', 'now', 'ahead', 'skipped'),
  on: nullable(text),
})

export type RequestStage = Of<typeof stageShape>

const actShape = record({ act: text, label: text, allowed: truth, why: nullable(text) })

export type OfferedRequestAct = Of<typeof actShape>

export const requestShape = record({
  ...rowFields,
  openedAt: text,
  openedBy: personShape,
  renews: nullable(text),
  draft: dictionary(anything),
  needs: dictionary(text),
  documents: list(documentShape),
  missing: list(faultShape),
  approval: nullable(approvalShape),
  excess: list(faultShape),
  draftedBy: nullable(personShape),
  endorsedBy: nullable(personShape),
  signatures: record({ civilRegistry: signatureShape, userAgency: signatureShape }),
  network: record({
    addresses: list(text),
    bandwidthMbps: nullable(number),
    connectionPoints: nullable(number),
    provider: nullable(text),
    statement: nullable(
      record({ signatory: record({ name: text, title: text }), provider: nullable(text), signedOn: text }),
    ),
    tests: list(record({ on: text, result: text, note: nullable(text) })),
    lacking: list(text),
  }),
  statementsMissing: list(text),
  userIds: list(userIdShape),
  credentialForm: nullable(record({ kind: text, networks: list(text), userId: text })),
  operators: number,
  proof: text,
  stages: list(stageShape),
  steps: list(stepShape),
  acts: list(actShape),
})

export type RequestView = Of<typeof requestShape>

export const requestFormShape = record({
  documentKinds: list(record({ kind: text, label: text, required: text })),
  agencies: optional(list(record({ id: number, name: text }))),
  employmentStatuses: list(text),
})

const at = (id: number) => `/requests/${id}`

const openedShape = record({ id: number })

export const openRequest = (wanted: object) => post('/requests', openedShape, wanted)

export const saveRequestDraft = (id: number, draft: object, needs: Readonly<Record<string, string>>) =>
  call('PUT', `${at(id)}/draft`, nothing, { draft, needs })

export const doRequestAct = (id: number, act: string, body: object) =>
  post(`${at(id)}/${act}`, optional(record({ state: text })), body)

export type DocumentFacts = { number: string; date: string }

export const giveDocument = (id: number, kind: string, file: File, facts: DocumentFacts) =>
  putDocument(`${at(id)}/documents/${kind}`, openedShape, file, {
    ...(facts.number === '' ? {} : { 'x-paper-number': facts.number }),
    ...(facts.date === '' ? {} : { 'x-paper-date': facts.date }),
  })

export const attachFile = (id: number, file: File) => putDocument(`${at(id)}/files`, openedShape, file)

export const requestFileAddress = (id: number, fileId: number) => `/api/portal${at(id)}/files/${fileId}`

export const requestPreviewAddress = (id: number, kind: string) =>
  `/api/portal${at(id)}/papers/${kind}/preview`

const proposedOrSecret = record({
  proposal: optional(number),
  userId: optional(text),
  secret: optional(text),
})

export const proposeUserId = (
  id: number,
  wanted: { kind: string; userId: string; reason: string; networks?: readonly string[] },
) => post(`${at(id)}/credentials`, proposedOrSecret, wanted)

export const enterAgreement = (agreement: object, reason: string) =>
  post('/office/agreements', optional(record({ proposal: optional(number), code: optional(text) })), {
    agreement,
    reason,
  })
