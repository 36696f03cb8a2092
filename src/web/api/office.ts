import { agreementShape, credentialShape } from './agreement.ts'
import { proposedShape } from './approvals.ts'
import { post } from './client.ts'
import { contactsShape } from './contacts.ts'
import { either, list, nullable, number, type Of, record, text } from './shape.ts'

export const agencyRowShape = record({
  id: number,
  name: text,
  kind: nullable(text),
  state: text,
  agreements: number,
  inForce: number,
  hitsToday: number,
})

export const agencyShape = record({
  id: number,
  name: text,
  kind: nullable(text),
  state: text,
  workUnits: list(text),
  contacts: contactsShape,
  agreements: list(agreementShape),
})

export const agencyRowsShape = list(agencyRowShape)
export const agreementRowsShape = list(agreementShape)
export const credentialRowsShape = list(credentialShape)

const secretShape = record({ userId: text, secret: text })

export type IssuedSecret = Of<typeof secretShape>

export type StateAct = 'suspension' | 'reactivation' | 'ending' | 'revocation'

export const changeAgency = (id: number, act: StateAct, reason: string) =>
  post(`/office/agencies/${id}/${act}`, proposedShape, { reason })

export const changeAgreement = (code: string, act: StateAct, reason: string) =>
  post(`/office/agreements/${encodeURIComponent(code)}/${act}`, proposedShape, { reason })

export const changeCredential = (userId: string, act: StateAct, reason: string) =>
  post(`/office/credentials/${encodeURIComponent(userId)}/${act}`, proposedShape, { reason })

export const rotateCredential = (userId: string, overlapSeconds: number, reason: string) =>
  post(`/office/credentials/${encodeURIComponent(userId)}/rotation`, secretShape, { overlapSeconds, reason })

export type NewCredential = { agreement: string; kind: string; networks: readonly string[]; reason: string }

/** @returns the secret, or the number of the proposal that this became */
export const issueCredential = (wanted: NewCredential) =>
  post('/office/credentials', either(secretShape, record({ proposal: number })), wanted)
