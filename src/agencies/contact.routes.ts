import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { changeContacts } from './change-contacts.ts'
import { type ContactsOf, listContacts } from './contact.store.ts'
import { findAgencyCard } from './office-agencies.store.ts'
import { readContacts } from './read-contacts.ts'

/** Contact persons in the portal: each list is put in place of the one before. */
export function registerContactRoutes(app: FastifyInstance, { pool }: { pool: Pool }): void {
  const put = async (request: FastifyRequest, reply: FastifyReply, of: ContactsOf) => {
    const read = readContacts(readFields(request.body))
    if (read.kind === 'faulty') return sendInvalid(reply, read.faults)
    const { requestId, signedIn } = request
    const by = `staff:${signedIn.username}`
    const { address } = signedIn
    await changeContacts(pool, { of, contacts: read.contacts, by, requestId, address })
    return reply.code(204).send()
  }

  app.put(
    '/api/portal/agency/contacts',
    { config: { access: { permission: 'agency.contacts.manage' } } },
    (request, reply) => {
      const { officeId, agencyId } = request.signedIn
      return agencyId === null ? sendNotFound(reply) : put(request, reply, { officeId, agencyId })
    },
  )

  app.put<{ Params: { id: string } }>(
    '/api/portal/office/agencies/:id/contacts',
    { config: { access: { permission: 'office.contacts.manage' } } },
    async (request, reply) => {
      const { officeId } = request.signedIn
      const agencyId = readFields(request.params).integer('id')
      const card = agencyId === undefined ? undefined : await findAgencyCard(pool, { officeId, agencyId })
      return card === undefined ? sendNotFound(reply) : put(request, reply, { officeId, agencyId: card.id })
    },
  )

  app.get(
    '/api/portal/office/contacts',
    { config: { access: { permission: 'office.settings.read' } } },
    (request) => listContacts(pool, { officeId: request.signedIn.officeId, agencyId: null }),
  )

  app.put(
    '/api/portal/office/contacts',
    { config: { access: { permission: 'office.contacts.manage' } } },
    (request, reply) => put(request, reply, { officeId: request.signedIn.officeId, agencyId: null }),
  )
}
