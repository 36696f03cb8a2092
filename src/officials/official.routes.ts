import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findAgencyCard, type OfficialPosition } from '../agencies/index.ts'
import type { Pool } from '../kernel/database.ts'
import { type Fields, readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { idIn, staffName } from '../offices/index.ts'
import type { PaperMaker } from '../papers/index.ts'
import {
  type Appointment,
  appointOfficial,
  isPosition,
  type OfficialResult,
  type Party,
  retireOfficial,
} from './change-officials.ts'
import { listOfficials } from './official.store.ts'

const AGENCY = {
  read: { config: { access: { permission: 'agency.read' } } },
  change: { config: { access: { permission: 'agency.contacts.manage' } } },
} as const
const OFFICE = {
  read: { config: { access: { permission: 'office.agencies.read' } } },
  change: { config: { access: { permission: 'office.contacts.manage' } } },
} as const

type OfAgency = { Params: { id: string } }
type OfOfficial = { Params: { official: string } }

/** Who held which position when: of one's own agency, of the office, and of its agencies. */
export function registerOfficialRoutes(
  app: FastifyInstance,
  { pool, paperMaker }: { pool: Pool; paperMaker: PaperMaker },
): void {
  const appoint = async (
    { signedIn, body }: FastifyRequest,
    reply: FastifyReply,
    party: Party,
    of: 'party' | 'office',
  ) => {
    const fields = readFields(body)
    const position = fields.text('position')
    if (!isPosition(position))
      return sendInvalid(reply, [{ field: 'position', message: 'Pilih jabatannya.' }])
    const enteredBy = { who: staffName(signedIn), of }
    return answer(reply, await appointOfficial(pool, paperMaker, party, read(fields, position), enteredBy))
  }
  const retire = async (
    { signedIn, body }: FastifyRequest,
    reply: FastifyReply,
    params: Fields,
    party: Party,
  ) => {
    const id = idIn(params, 'official')
    if (id === undefined) return sendNotFound(reply)
    const until = readFields(body).text('until')
    return answer(reply, await retireOfficial(pool, party, { id, until, by: staffName(signedIn) }))
  }
  const agencyOf = async ({ signedIn: { officeId } }: FastifyRequest, params: Fields) => {
    const agencyId = idIn(params, 'id')
    const card = agencyId === undefined ? undefined : await findAgencyCard(pool, { officeId, agencyId })
    return card === undefined ? undefined : { officeId, agencyId: card.id }
  }
  const officeOf = ({ signedIn: { officeId } }: FastifyRequest): Party => ({ officeId, agencyId: null })

  app.get('/api/portal/agency/officials', AGENCY.read, ({ signedIn }) => listOfficials(pool, signedIn))

  app.post('/api/portal/agency/officials', AGENCY.change, (request, reply) =>
    appoint(request, reply, request.signedIn, 'party'),
  )

  app.post<OfOfficial>('/api/portal/agency/officials/:official/end', AGENCY.change, (request, reply) =>
    retire(request, reply, readFields(request.params), request.signedIn),
  )

  app.get('/api/portal/office/officials', OFFICE.read, (request) => listOfficials(pool, officeOf(request)))

  app.post('/api/portal/office/officials', OFFICE.change, (request, reply) =>
    appoint(request, reply, officeOf(request), 'party'),
  )

  app.post<OfOfficial>('/api/portal/office/officials/:official/end', OFFICE.change, (request, reply) =>
    retire(request, reply, readFields(request.params), officeOf(request)),
  )

  app.get<OfAgency>('/api/portal/office/agencies/:id/officials', OFFICE.read, async (request, reply) => {
    const party = await agencyOf(request, readFields(request.params))
    return party === undefined ? sendNotFound(reply) : listOfficials(pool, party)
  })

  app.post<OfAgency>('/api/portal/office/agencies/:id/officials', OFFICE.change, async (request, reply) => {
    const party = await agencyOf(request, readFields(request.params))
    return party === undefined ? sendNotFound(reply) : appoint(request, reply, party, 'office')
  })

  app.post<OfAgency & OfOfficial>(
    '/api/portal/office/agencies/:id/officials/:official/end',
    OFFICE.change,
    async (request, reply) => {
      const params = readFields(request.params)
      const party = await agencyOf(request, params)
      return party === undefined ? sendNotFound(reply) : retire(request, reply, params, party)
    },
  )
}

const read = (fields: Fields, position: OfficialPosition): Appointment => ({
  position,
  name: fields.text('name'),
  nip: fields.text('nip') || null,
  rank: fields.text('rank') || null,
  title: fields.text('title'),
  from: fields.text('from'),
  basis: fields.text('basis').slice(0, 200),
})

function answer(reply: FastifyReply, result: OfficialResult) {
  if (result.kind === 'refused') return sendInvalid(reply, result.faults)
  return reply.code(201).send({ id: result.id, paperId: result.paperId })
}
