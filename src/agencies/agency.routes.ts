import type { FastifyInstance } from 'fastify'
import type { Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { reasonFault } from '../registry/index.ts'
import { changeAgencyState } from './change-agency.ts'
import { findAgencyCard, listOfficeAgencies } from './office-agencies.store.ts'

/** The user agencies of an office in the portal. */
export function registerAgencyRoutes(app: FastifyInstance, { pool }: { pool: Pool }): void {
  app.get(
    '/api/portal/office/agencies',
    { config: { access: { permission: 'office.agencies.read' } } },
    (request) => listOfficeAgencies(pool, request.signedIn.officeId),
  )

  // Taking authority away is one person's act (AP-01); giving it back is not.
  app.post<{ Params: { id: string } }>(
    '/api/portal/office/agencies/:id/suspension',
    { config: { access: { permission: 'office.agencies.suspend', reauthenticated: true } } },
    async (request, reply) => {
      const { officeId, username } = request.signedIn
      const agencyId = readFields(request.params).integer('id')
      const agency = agencyId === undefined ? undefined : await findAgencyCard(pool, { officeId, agencyId })
      if (agency === undefined) return sendNotFound(reply)
      const reason = readFields(request.body).text('reason')
      const fault = reasonFault(reason)
      if (fault !== undefined) return sendInvalid(reply, [{ field: 'reason', message: fault }])
      const changed = await changeAgencyState(pool, {
        officeCode: agency.officeCode,
        name: agency.name,
        act: 'suspend',
        reason,
        by: `staff:${username}`,
      })
      return changed.kind === 'refused' ? sendInvalid(reply, [changed.fault]) : reply.code(204).send()
    },
  )
}
