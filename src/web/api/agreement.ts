import { either, exactly, list, nullable, number, type Of, record, text, truth } from './shape.ts'
import { elementShape } from './verification.ts'

export const credentialShape = record({
  userId: text,
  agreement: text,
  agency: text,
  kind: text,
  state: text,
  stateReason: nullable(text),
  isPortal: truth,
  networks: list(text),
  createdAt: text,
  expiresAt: nullable(text),
})

export type Credential = Of<typeof credentialShape>

export const agreementShape = record({
  code: text,
  number: record({ civilRegistry: text, userAgency: text }),
  agency: text,
  agencyId: number,
  purpose: text,
  state: text,
  stateReason: nullable(text),
  validFrom: text,
  validUntil: text,
  extendedFrom: nullable(text),
  daysLeft: number,
  elements: list(elementShape),
  methods: list(text),
  quotaPerDay: nullable(either(number, exactly('unlimited'))),
  termVersion: number,
  maxUsers: nullable(number),
  printAllowed: truth,
  proofOfConcept: text,
  sptjm: exactly('not-required', 'missing', 'in-force'),
})

export type Agreement = Of<typeof agreementShape>
