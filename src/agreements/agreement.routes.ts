import type { FastifyInstance } from 'fastify'
import { type AgencyCard, findAgencyCard, listContacts } from '../agencies/index.ts'
import type { Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { reasonFault } from '../registry/index.ts'
import { findVisibleAgreement, listAgreementsOf } from './agreement-in-force.store.ts'
import { toAgreementView } from './agreement-view.ts'
import { changeAgreementState } from './change-agreement.ts'
import type { AgreementAct } from './domain.ts'

/** The acts of an office on an agreement that one person does alone: they take authority away (AP-01). */
const ACTS = {
  suspension: 'suspend',
  ending: 'end',
  revocation: 'revoke',
} as const satisfies Record<string, AgreementAct>

type OfCode = { Params: { code: string } }

/** Agreements in the portal: those of an agency, and those of an office with what may be done to them. */
export function registerAgreementRoutes(app: FastifyInstance, { pool }: { pool: Pool }): void {
  app.get(
    '/api/portal/agency',
    { config: { access: { permission: 'agency.read' } } },
    async (request, reply) => {
      const { officeId, agencyId } = request.signedIn
      const card = agencyId === null ? undefined : await findAgencyCard(pool, { officeId, agencyId })
      return card === undefined ? sendNotFound(reply) : agencyPage(pool, officeId, card)
    },
  )

  app.get<{ Params: { id: string } }>(
    '/api/portal/office/agencies/:id',
    { config: { access: { permission: 'office.agencies.read' } } },
    async (request, reply) => {
      const { officeId } = request.signedIn
      const agencyId = readFields(request.params).integer('id')
      const card = agencyId === undefined ? undefined : await findAgencyCard(pool, { officeId, agencyId })
      return card === undefined ? sendNotFound(reply) : agencyPage(pool, officeId, card)
    },
  )

  app.get(
    '/api/portal/office/agreements',
    { config: { access: { permission: 'office.agreements.read' } } },
    async (request) => {
      const { officeId } = request.signedIn
      return (await listAgreementsOf(pool, { officeId, agencyId: null })).map(toAgreementView)
    },
  )

  app.get<OfCode>(
    '/api/portal/agreements/:code',
    { config: { access: { permission: 'agreement.read' } } },
    async (request, reply) => {
      const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
      return agreement === undefined ? sendNotFound(reply) : toAgreementView(agreement)
    },
  )

  for (const [path, act] of Object.entries(ACTS)) {
    app.post<OfCode>(
      `/api/portal/office/agreements/:code/${path}`,
      { config: { access: { permission: 'office.agreements.change', reauthenticated: true } } },
      async (request, reply) => {
        const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
        if (agreement === undefined) return sendNotFound(reply)
        const reason = readFields(request.body).text('reason')
        const fault = reasonFault(reason)
        if (fault !== undefined) return sendInvalid(reply, [{ field: 'reason', message: fault }])
        const by = `staff:${request.signedIn.username}`
        const changed = await changeAgreementState(pool, { code: agreement.code, act, reason, by })
        return changed.kind === 'refused' ? sendInvalid(reply, [changed.fault]) : reply.code(204).send()
      },
    )
  }
}

async function agencyPage(pool: Pool, officeId: number, card: AgencyCard) {
  const [agreements, contacts, officeContacts] = await Promise.all([
    listAgreementsOf(pool, { officeId, agencyId: card.id }),
    listContacts(pool, { officeId, agencyId: card.id }),
    listContacts(pool, { officeId, agencyId: null }),
  ])
  return {
    id: card.id,
    name: card.name,
    kind: card.kind,
    state: card.state,
    workUnits: card.workUnits,
    contacts,
    officeContacts,
    agreements: agreements.map(toAgreementView),
  }
}
