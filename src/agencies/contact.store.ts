import type { Tx } from '../kernel/database.ts'

/** Somebody who may be rung up: of an agency, or of the office. */
export type Contact = {
  name: string
  position: string
  phone: string | null
  email: string | null
  /** Named in a refusal when access is closed; one of a list. */
  isAsked: boolean
}

/** Whose contacts: an agency's of the office, or the office's own where `agencyId` is null. */
export type ContactsOf = { officeId: number; agencyId: number | null }

export async function listContacts(tx: Tx, of: ContactsOf): Promise<Contact[]> {
  const { rows } = await tx.query<Contact>(
    `select name, position, phone, email, is_asked as "isAsked" from contact_person
     where office_id = $1 and agency_id is not distinct from $2 order by place`,
    [of.officeId, of.agencyId],
  )
  return rows
}

/** Puts a list in place of the one before; the office's row is locked, so that two changes follow each other. */
export async function replaceContacts(
  tx: Tx,
  of: ContactsOf,
  contacts: readonly Contact[],
): Promise<Contact[]> {
  await tx.query('select from office where id = $1 for no key update', [of.officeId])
  const before = await listContacts(tx, of)
  await tx.query('delete from contact_person where office_id = $1 and agency_id is not distinct from $2', [
    of.officeId,
    of.agencyId,
  ])
  await tx.query(
    `insert into contact_person (office_id, agency_id, place, name, position, phone, email, is_asked)
     select $1, $2, place, name, position, phone, email, is_asked
     from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[]) with ordinality
       as listed (name, position, phone, email, is_asked, place)`,
    [
      of.officeId,
      of.agencyId,
      contacts.map(({ name }) => name),
      contacts.map(({ position }) => position),
      contacts.map(({ phone }) => phone),
      contacts.map(({ email }) => email),
      contacts.map(({ isAsked }) => isAsked),
    ],
  )
  return before
}
