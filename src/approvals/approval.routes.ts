import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { FourEyes } from '../kernel/config.ts'
import type { Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import type { Sealer } from '../kernel/seal.ts'
import { ACCESS_REFUSALS, actorOf, idIn } from '../offices/index.ts'
import { approve, close, type DecisionResult, type Person } from './decide.ts'
import { fetchSecret } from './fetch-secret.ts'
import { findProposal, listProposals } from './proposal.store.ts'
import { countWaitingFor, toProposalView } from './proposal-view.ts'
import { listSecretsOf } from './secret.store.ts'

type ById = { Params: { id: string } }

const READ = { config: { access: { permission: 'approvals.read' } } } as const
const FETCH = { config: { access: { permission: 'approvals.read', reauthenticated: true } } } as const
// Proposals about accounts ask for more: src/approvals/domain.ts.
const DECIDE = {
  config: { access: { permission: 'approvals.access.decide', reauthenticated: true } },
} as const

/** Proposals in the portal: who reads them, who answers them, and what an approved one made. */
export function registerApprovalRoutes(
  app: FastifyInstance,
  { pool, sealer, fourEyes }: { pool: Pool; sealer: Sealer; fourEyes: FourEyes },
): void {
  app.get('/api/portal/office/approvals', READ, async ({ signedIn }) => {
    const proposals = await listProposals(pool, signedIn.officeId)
    const secrets = new Map(
      (await listSecretsOf(pool, signedIn.staffId)).map((secret) => [secret.proposalId, secret]),
    )
    return proposals.map((proposal) => toProposalView(proposal, signedIn, secrets.get(proposal.id)))
  })

  app.get('/api/portal/office/approvals/waiting', READ, async ({ signedIn }) => {
    const waiting = (await listProposals(pool, signedIn.officeId)).filter(({ state }) => state === 'waiting')
    return { waiting: waiting.length, forYou: countWaitingFor(waiting, signedIn), fourEyes }
  })

  app.get<ById>('/api/portal/office/approvals/:id', READ, async (request, reply) => {
    const { signedIn } = request
    const proposal = await findProposal(pool, { officeId: signedIn.officeId, id: idOf(request) })
    if (proposal === undefined) return sendNotFound(reply)
    const secrets = await listSecretsOf(pool, signedIn.staffId)
    return toProposalView(
      proposal,
      signedIn,
      secrets.find(({ proposalId }) => proposalId === proposal.id),
    )
  })

  app.post<ById>('/api/portal/office/approvals/:id/approval', DECIDE, async (request, reply) =>
    sendDecided(reply, await approve(pool, sealer, { ...answerOf(request), person: personOf(request) })),
  )

  app.post<ById>('/api/portal/office/approvals/:id/rejection', DECIDE, async (request, reply) =>
    sendDecided(reply, await close(pool, 'reject', { ...answerOf(request), person: personOf(request) })),
  )

  app.post<ById>('/api/portal/office/approvals/:id/withdrawal', READ, async (request, reply) => {
    const withdrawn = { id: idOf(request), reason: null, person: personOf(request) }
    return sendDecided(reply, await close(pool, 'withdraw', withdrawn))
  })

  app.post<ById>('/api/portal/office/approvals/:id/secret', FETCH, async (request, reply) => {
    const fetched = await fetchSecret(pool, sealer, { id: idOf(request), person: personOf(request) })
    return fetched ?? sendNotFound(reply)
  })
}

/** No proposal has the number 0. */
const idOf = (request: FastifyRequest<ById>) => idIn(readFields(request.params), 'id') ?? 0

const answerOf = (request: FastifyRequest<ById>) => ({
  id: idOf(request),
  reason: readFields(request.body).text('reason'),
})

function personOf(request: FastifyRequest): Person {
  const { staffId, officeId, role } = request.signedIn
  return { staffId, officeId, role, actor: actorOf(request) }
}

function sendDecided(reply: FastifyReply, result: DecisionResult) {
  if (result.kind === 'done') return reply.code(204).send()
  if (result.kind === 'not-found') return sendNotFound(reply)
  if (result.kind === 'refused') return sendInvalid(reply, result.faults)
  const { status, message } = ACCESS_REFUSALS.forbidden
  return reply.code(status).send({ code: 'forbidden', message, requestId: reply.request.requestId })
}
