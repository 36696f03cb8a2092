import { agreementShape } from './agreement.ts'
import { contactsShape } from './contacts.ts'
import { list, nullable, number, record, text } from './shape.ts'

export const ownAgencyShape = record({
  name: text,
  kind: nullable(text),
  state: text,
  workUnits: list(text),
  contacts: contactsShape,
  officeContacts: contactsShape,
  agreements: list(agreementShape),
})

export const usageShape = record({
  perDay: list(record({ day: text, hits: number, refused: number })),
  perOperator: list(record({ username: text, fullName: text, hits: number, refused: number })),
})
