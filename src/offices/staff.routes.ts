import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { changeEmail } from './change-email.ts'
import { type ChangeResult, changeStaffState, endStaffSessions, resetPassword } from './change-staff.ts'
import type { StaffAct } from './domain.ts'
import { type EnterResult, enterStaff } from './enter-staff.ts'
import { actorOf, idIn } from './origin.ts'
import { readPerson } from './read-person.ts'
import { listStaff } from './staff.store.ts'

type ById = { Params: { id: string } }

const READ = { config: { access: { permission: 'staff.read' } } } as const
const MANAGE = { config: { access: { permission: 'staff.manage', reauthenticated: true } } } as const
// Where somebody is told to look into the portal gives nothing to anybody.
const ADDRESS = { config: { access: { permission: 'staff.manage' } } } as const
const READ_OPERATORS = { config: { access: { permission: 'agency.operators.read' } } } as const
const MANAGE_OPERATORS = { config: { access: { permission: 'agency.operators.manage' } } } as const

/** Accounts: those of an office read and shut by its administrator, those of operators kept by their agency's. */
export function registerStaffRoutes(app: FastifyInstance, { pool }: { pool: Pool }): void {
  app.get('/api/portal/office/staff', READ, ({ signedIn }) =>
    listStaff(pool, { officeId: signedIn.officeId }),
  )

  app.get('/api/portal/agency/operators', READ_OPERATORS, ({ signedIn }) =>
    signedIn.agencyId === null
      ? []
      : listStaff(pool, { officeId: signedIn.officeId, agencyId: signedIn.agencyId, role: 'operator' }),
  )
  app.post('/api/portal/agency/operators', MANAGE_OPERATORS, async (request, reply) => {
    const body = readFields(request.body)
    const { officeId, agencyId } = request.signedIn
    const agreementCode = body.text('agreement') || null
    const staff = { ...readPerson(body), officeId, agencyId, role: 'operator', agreementCode } as const
    return sendEntered(reply, await enterStaff(pool, staff, actorOf(request)))
  })

  const change = (act: StaffAct) => async (request: FastifyRequest, reply: FastifyReply) =>
    sendChanged(reply, await changeStaffState(pool, { ...changeOf(request), act }))
  app.post<ById>('/api/portal/agency/operators/:id/suspension', MANAGE_OPERATORS, change('suspend'))
  app.post<ById>('/api/portal/agency/operators/:id/reactivation', MANAGE_OPERATORS, change('reactivate'))
  app.post<ById>(
    '/api/portal/agency/operators/:id/password-reset',
    MANAGE_OPERATORS,
    async (request, reply) => sendChanged(reply, await resetPassword(pool, changeOf(request))),
  )
  const setEmail = async (request: FastifyRequest, reply: FastifyReply, staffId: number) => {
    const email = readFields(request.body).text('email')
    const actor = actorOf(request)
    return sendChanged(reply, await changeEmail(pool, { by: request.signedIn, staffId, email, actor }))
  }
  const emailOf = (request: FastifyRequest, reply: FastifyReply) =>
    setEmail(request, reply, idIn(readFields(request.params), 'id') ?? 0)
  app.put<ById>('/api/portal/agency/operators/:id/email', MANAGE_OPERATORS, emailOf)
  app.put<ById>('/api/portal/office/staff/:id/email', ADDRESS, emailOf)
  app.put('/api/portal/account/email', { config: { access: 'signed-in' } }, (request, reply) =>
    setEmail(request, reply, request.signedIn.staffId),
  )
  // What gives an account of the office something needs a second person (AP-01): src/approvals.
  app.post<ById>('/api/portal/office/staff/:id/suspension', MANAGE, change('suspend'))
  app.post<ById>('/api/portal/office/staff/:id/sessions-end', MANAGE, async (request, reply) =>
    sendChanged(reply, await endStaffSessions(pool, changeOf(request))),
  )
}

function changeOf(request: FastifyRequest) {
  return {
    keeper: request.signedIn,
    // No account has the id 0.
    staffId: idIn(readFields(request.params), 'id') ?? 0,
    reason: readFields(request.body).text('reason'),
    actor: actorOf(request),
  }
}

function sendEntered(reply: FastifyReply, result: EnterResult) {
  if (result.kind === 'refused') {
    return sendInvalid(
      reply,
      result.faults.map(({ field, message }) => ({ field, message })),
    )
  }
  const { staffId, initialPassword, userId } = result
  return reply.code(201).send({ id: staffId, initialPassword, ...(userId === null ? {} : { userId }) })
}

/** What an act answers besides that it is done; an act without anything answers 204. */
function sendChanged<Done extends object>(reply: FastifyReply, result: ChangeResult<Done>) {
  if (result.kind === 'not-found') return sendNotFound(reply)
  if (result.kind === 'refused') {
    const { field, message } = result.fault
    return sendInvalid(reply, [{ field, message }])
  }
  const { kind: _, ...done } = result
  return Object.keys(done).length === 0 ? reply.code(204).send() : reply.send(done)
}
