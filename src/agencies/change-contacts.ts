import { append, auditEntry } from '../audit/index.ts'
import { inTx, type Pool } from '../kernel/database.ts'
import { type Contact, type ContactsOf, replaceContacts } from './contact.store.ts'

/**
 * Sets the contacts of an agency, or of the office. The entry names the people and their positions: telephone
 * numbers and addresses may have to be forgotten one day, and the log forgets nothing (P-20).
 */
export async function changeContacts(
  pool: Pool,
  request: {
    of: ContactsOf
    contacts: readonly Contact[]
    by: string
    requestId: string
    address: string | null
  },
): Promise<void> {
  const { of, contacts, by, requestId, address } = request
  await inTx(pool, async (tx) => {
    const before = await replaceContacts(tx, of, contacts)
    await append(tx, [
      auditEntry({
        event: of.agencyId === null ? 'office.contacts_changed' : 'agency.contacts_changed',
        requestId,
        officeId: of.officeId,
        address,
        detail: JSON.stringify({
          by,
          ...(of.agencyId === null ? {} : { agencyId: of.agencyId }),
          from: before.map(inShort),
          to: contacts.map(inShort),
        }),
      }),
    ])
  })
}

const inShort = ({ name, position, isAsked }: Contact) =>
  `${name} (${position})${isAsked ? ', dihubungi bila akses tertutup' : ''}`
