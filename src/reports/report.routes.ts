import type { FastifyInstance } from 'fastify'
import type { Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendNotFound } from '../kernel/problem.ts'
import type { GateLatency } from '../verification/index.ts'
import { createBoard } from './board.ts'
import { readUsage } from './usage.ts'

const DAYS = { usual: 30, most: 92 }

/** Figures in the portal: an office's last hour, an agency's last days. Counts only, nobody's NIK. */
export function registerReportRoutes(
  app: FastifyInstance,
  { pool, latency }: { pool: Pool; latency: GateLatency },
): void {
  const board = createBoard(pool, latency)

  app.get('/api/portal/board', { config: { access: { permission: 'board.read' } } }, (request) =>
    board.view(request.signedIn.officeId),
  )

  app.get(
    '/api/portal/agency/usage',
    { config: { access: { permission: 'agency.usage.read' } } },
    async (request, reply) => {
      const { officeId, agencyId } = request.signedIn
      if (agencyId === null) return sendNotFound(reply)
      const days = Math.min(Math.max(readFields(request.query).integer('days') ?? DAYS.usual, 1), DAYS.most)
      return readUsage(pool, { officeId, agencyId, days })
    },
  )
}
