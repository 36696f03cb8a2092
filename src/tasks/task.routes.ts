import type { FastifyInstance } from 'fastify'
import { inTx, type Pool } from '../kernel/database.ts'
import { listTasks } from './list-tasks.ts'

/** What waits for whoever is signed in. */
export function registerTaskRoutes(app: FastifyInstance, { pool }: { pool: Pool }): void {
  app.get('/api/portal/tasks', { config: { access: 'signed-in' } }, ({ signedIn }) =>
    inTx(pool, (tx) => listTasks(tx, signedIn)),
  )
}
