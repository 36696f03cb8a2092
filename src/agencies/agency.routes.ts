import type { FastifyInstance } from 'fastify'
import type { Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { reasonFault } from '../registry/index.ts'
import { changeAgencyState } from './change-agency.ts'
import type { AgencyAct } from './domain.ts'
import { findAgencyCard, listOfficeAgencies } from './office-agencies.store.ts'

/** The acts of an office on its agencies, as the portal names them. */
const ACTS = { suspension: 'suspend', reactivation: 'reactivate' } as const satisfies Record<
  string,
  AgencyAct
>

/** The user agencies of an office in the portal. */
export function registerAgencyRoutes(app: FastifyInstance, { pool }: { pool: Pool }): void {
  app.get(
    '/api/portal/office/agencies',
    { config: { access: { permission: 'office.agencies.read' } } },
    (request) => listOfficeAgencies(pool, request.signedIn.officeId),
  )

  for (const [path, act] of Object.entries(ACTS)) {
    app.post<{ Params: { id: string } }>(
      `/api/portal/office/agencies/:id/${path}`,
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
          act,
          reason,
          by: `staff:${username}`,
        })
        return changed.kind === 'refused' ? sendInvalid(reply, [changed.fault]) : reply.code(204).send()
      },
    )
  }
}
