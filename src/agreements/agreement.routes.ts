import type { FastifyInstance } from 'fastify'
import { type AgencyCard, findAgencyCard, listContacts } from '../agencies/index.ts'
import type { Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendNotFound } from '../kernel/problem.ts'
import { findVisibleAgreement, listAgreementsOf } from './agreement-in-force.store.ts'
import { toAgreementView } from './agreement-view.ts'

type OfCode = { Params: { code: string } }

/** Agreements in the portal: those of an agency, and those of an office. How they end: src/endings. */
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
