import type { FastifyInstance } from 'fastify'
import type { Pool } from '../../kernel/database.ts'
import { readFields } from '../../kernel/fields.ts'
import { sendNotFound } from '../../kernel/problem.ts'
import { reproduceDecision } from './reproduce.ts'
import { toReproductionView } from './reproduction-view.ts'

/** A past decision made again, beside its entry in the audit log. Reading it changes nothing. */
export function registerPastRoutes(app: FastifyInstance, { pool }: { pool: Pool }): void {
  app.get<{ Params: { seq: string } }>(
    '/api/portal/audit/:seq/decision',
    { config: { access: { permission: 'audit.read' } } },
    async (request, reply) => {
      const seq = readFields(request.params).integer('seq')
      const { officeId } = request.signedIn
      const found = seq === undefined ? undefined : await reproduceDecision(pool, { officeId, seq })
      return found === undefined ? sendNotFound(reply) : toReproductionView(found)
    },
  )
}
