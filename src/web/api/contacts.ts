import { call } from './client.ts'
import { list, nothing, nullable, type Of, record, text, truth } from './shape.ts'

export const contactShape = record({
  name: text,
  position: text,
  phone: nullable(text),
  email: nullable(text),
  isAsked: truth,
})

export type Contact = Of<typeof contactShape>

export const contactsShape = list(contactShape)

/** Puts a list in place of the one before. @param place `/agency`, `/office` or `/office/agencies/7` */
export const saveContacts = (place: string, contacts: readonly Contact[]) =>
  call('PUT', `${place}/contacts`, nothing, { contacts })
