import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { listOfficeAgencies } from '../agencies/index.ts'
import { EMPLOYMENT_STATUSES } from '../credentials/index.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { actorOf } from '../offices/index.ts'
import { ELEMENT_NAMES, ELEMENTS } from '../registry/index.ts'
import { doAct } from './acts.ts'
import { METHODS } from './decide-request.ts'
import { ACT_NAMES, ACTS, type Act } from './domain.ts'
import { openRequest } from './open-request.ts'
import { DOCUMENT_KINDS, DOCUMENTS } from './package.ts'
import { proposeUserId } from './propose-user-id.ts'
import { findRequest, listRequests } from './request.store.ts'
import { type ById, idOf, sendRefused } from './request-replies.ts'
import { toItem, viewRequest } from './request-view.ts'
import type { RequestTools, StepResult } from './take-step.ts'

const READ = { config: { access: { permission: 'agreement.read' } } } as const
const PREPARE = { config: { access: { permission: 'requests.prepare' } } } as const
const ISSUE = {
  config: { access: { permission: 'office.credentials.manage', reauthenticated: true } },
} as const

const FEEDBACK_METHODS = ['web-service', 'upload', 'form', 'offline-media']

/** The path of a request, for both sides and for programs: the same addresses (docs/rules/requests.md). */
export function registerRequestRoutes(app: FastifyInstance, tools: RequestTools): void {
  const { pool } = tools

  app.get('/api/portal/requests', READ, async (request) => {
    const query = readFields(request.query)
    const [state, waiting, agency] = [query.text('state'), query.text('waiting'), query.integer('agency')]
    const isLate = query.text('late') === 'true'
    const items = (await listRequests(pool, request.signedIn)).map(toItem).filter((item) => {
      if (state !== '' && item.state !== state) return false
      if (waiting !== '' && item.waitingFor !== waiting && item.waitingFor !== 'both') return false
      return (agency === undefined || item.agency.id === agency) && (!isLate || item.isLate)
    })
    return { items }
  })

  app.get('/api/portal/requests/form', READ, async ({ signedIn }) => ({
    elements: ELEMENT_NAMES.map((element) => ({ element, label: ELEMENTS[element].label })),
    methods: METHODS,
    feedbackMethods: FEEDBACK_METHODS,
    documentKinds: DOCUMENT_KINDS.map((kind) => ({ kind, ...DOCUMENTS[kind] })),
    employmentStatuses: EMPLOYMENT_STATUSES,
    agencies:
      signedIn.agencyId === null
        ? (await listOfficeAgencies(pool, signedIn.officeId)).map(({ id, name }) => ({ id, name }))
        : [],
  }))

  app.post('/api/portal/requests', PREPARE, async (request, reply) => {
    const asked = { sent: request.body, who: request.signedIn, actor: actorOf(request) }
    const opened = await openRequest(tools, asked)
    if (opened.kind === 'refused') return sendInvalid(reply, opened.faults)
    return reply.code(201).send({ id: opened.id })
  })

  app.get<ById>('/api/portal/requests/:id', READ, async (request, reply) => {
    const row = await findRequest(pool, request.signedIn, idOf(request))
    return row === undefined ? sendNotFound(reply) : viewRequest(pool, tools, row, request.signedIn)
  })

  app.put<ById>('/api/portal/requests/:id/draft', PREPARE, async (request, reply) => {
    const result = await step('save', request)
    return result.kind === 'done' ? reply.code(204).send() : sendStep(reply, result)
  })

  for (const act of ACT_NAMES) {
    if (act === 'save') continue
    const { permission, isDangerous } = ACTS[act]
    const access = { permission, ...(isDangerous ? { reauthenticated: true } : {}) }
    app.post<ById>(`/api/portal/requests/:id/${act}`, { config: { access } }, async (request, reply) =>
      sendStep(reply, await step(act, request)),
    )
  }

  app.post<ById>('/api/portal/requests/:id/credentials', ISSUE, async (request, reply) => {
    const asked = { sent: request.body, who: request.signedIn, actor: actorOf(request) }
    const result = await proposeUserId(tools, idOf(request), asked)
    if (result.kind === 'not-found') return sendNotFound(reply)
    if (result.kind === 'refused') return sendInvalid(reply, result.faults)
    if (result.kind === 'issued') return reply.code(201).send(result.made)
    return reply.code(202).send({ proposal: result.proposal })
  })

  function step(act: Act, request: FastifyRequest<ById>): Promise<StepResult> {
    const asked = { id: idOf(request), sent: request.body, who: request.signedIn, actor: actorOf(request) }
    return doAct(tools, act, asked)
  }
}

function sendStep(reply: FastifyReply, result: StepResult) {
  return result.kind === 'done' ? reply.send({ state: result.state }) : sendRefused(reply, result)
}
