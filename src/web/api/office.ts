import { agreementShape, credentialShape } from './agreement.ts'
import { post } from './client.ts'
import { list, nothing, nullable, number, type Of, record, text } from './shape.ts'

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
  agreements: list(agreementShape),
})

export const agencyRowsShape = list(agencyRowShape)
export const agreementRowsShape = list(agreementShape)
export const credentialRowsShape = list(credentialShape)

const secretShape = record({ userId: text, secret: text })

export type IssuedSecret = Of<typeof secretShape>

export type StateAct = 'suspension' | 'reactivation' | 'ending' | 'revocation'

export const changeAgency = (id: number, act: StateAct, reason: string) =>
  post(`/office/agencies/${id}/${act}`, nothing, { reason })

export const changeAgreement = (code: string, act: StateAct, reason: string) =>
  post(`/office/agreements/${encodeURIComponent(code)}/${act}`, nothing, { reason })

export const changeCredential = (userId: string, act: StateAct, reason: string) =>
  post(`/office/credentials/${encodeURIComponent(userId)}/${act}`, nothing, { reason })

export const rotateCredential = (userId: string, overlapSeconds: number, reason: string) =>
  post(`/office/credentials/${encodeURIComponent(userId)}/rotation`, secretShape, { overlapSeconds, reason })

export type NewCredential = { agreement: string; kind: string; networks: readonly string[]; reason: string }

export const issueCredential = (wanted: NewCredential) => post('/office/credentials', secretShape, wanted)
