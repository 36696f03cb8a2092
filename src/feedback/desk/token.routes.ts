import type { FastifyInstance } from 'fastify'
import type { Pool } from '../../kernel/database.ts'
import { readFields } from '../../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../../kernel/problem.ts'
import { reasonFault } from '../../registry/index.ts'
import { issueFeedbackToken, listFeedbackTokens, revokeFeedbackToken } from '../token.ts'

type OfUserId = { Params: { userId: string } }

const MANAGE = {
  config: { access: { permission: 'office.credentials.manage', reauthenticated: true } },
} as const

/**
 * The tokens by which programs send feedback (FB-78). One person does it: a token lets nobody see anything. It is in
 * the answer that made it, and never again.
 */
export function registerFeedbackTokenRoutes(app: FastifyInstance, { pool }: { pool: Pool }): void {
  app.get(
    '/api/portal/office/feedback-tokens',
    { config: { access: { permission: 'office.credentials.read' } } },
    ({ signedIn: { officeId } }) => listFeedbackTokens(pool, { officeId, agencyId: null }),
  )

  app.post<OfUserId>('/api/portal/office/feedback-tokens/:userId', MANAGE, async (request, reply) => {
    const reason = readFields(request.body).text('reason')
    const fault = reasonFault(reason)
    if (fault !== undefined) return sendInvalid(reply, [{ field: 'reason', message: fault }])
    const { officeId, username } = request.signedIn
    const { userId } = request.params
    const offered = await listFeedbackTokens(pool, { officeId, agencyId: null })
    if (!offered.some((one) => one.userId === userId)) return sendNotFound(reply)
    const token = await issueFeedbackToken(pool, { officeId, userId, by: `staff:${username}`, reason })
    return token === undefined ? sendNotFound(reply) : reply.code(201).send({ userId, secret: token })
  })

  app.post<OfUserId>(
    '/api/portal/office/feedback-tokens/:userId/revocation',
    MANAGE,
    async (request, reply) => {
      const reason = readFields(request.body).text('reason')
      const fault = reasonFault(reason)
      if (fault !== undefined) return sendInvalid(reply, [{ field: 'reason', message: fault }])
      const { officeId, username } = request.signedIn
      const { userId } = request.params
      const isRevoked = await revokeFeedbackToken(pool, { officeId, userId, by: `staff:${username}`, reason })
      return isRevoked ? reply.code(204).send() : sendNotFound(reply)
    },
  )
}
