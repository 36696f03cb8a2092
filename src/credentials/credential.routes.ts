import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { reasonFault } from '../registry/index.ts'
import { changeState, rotateSecret } from './change-credential.ts'
import { type CredentialRow, findCredential, listCredentialsOf } from './credential.store.ts'
import { toCredentialView, toFieldFault } from './credential-view.ts'
import type { StateAct } from './domain.ts'

/** The acts of an office on a User ID that one person does alone: they take authority away (AP-01). */
const ACTS = {
  suspension: 'suspend',
  revocation: 'revoke',
} as const satisfies Record<string, StateAct>

type OfUserId = { Params: { userId: string } }

/** User IDs in the portal. A secret is in the answer that made it, and never again. */
export function registerCredentialRoutes(app: FastifyInstance, { pool }: { pool: Pool }): void {
  app.get(
    '/api/portal/agency/credentials',
    { config: { access: { permission: 'agency.credentials.read' } } },
    async (request) => {
      const { officeId, agencyId } = request.signedIn
      if (agencyId === null) return []
      const rows = await listCredentialsOf(pool, { officeId, agencyId, agreementCode: null })
      return rows.map(toCredentialView)
    },
  )

  app.get(
    '/api/portal/office/credentials',
    { config: { access: { permission: 'office.credentials.read' } } },
    async (request) => {
      const { officeId } = request.signedIn
      const agreementCode = readFields(request.query).text('agreement') || null
      const rows = await listCredentialsOf(pool, { officeId, agencyId: null, agreementCode })
      return rows.map(toCredentialView)
    },
  )

  for (const [path, act] of Object.entries(ACTS)) {
    app.post<OfUserId>(
      `/api/portal/office/credentials/:userId/${path}`,
      { config: { access: { permission: 'office.credentials.manage', reauthenticated: true } } },
      async (request, reply) => {
        const credential = await findOwnCredential(pool, request)
        if (credential === undefined) return sendNotFound(reply)
        const reason = readFields(request.body).text('reason')
        const fault = reasonFault(reason)
        if (fault !== undefined) return sendInvalid(reply, [{ field: 'reason', message: fault }])
        const by = `staff:${request.signedIn.username}`
        const changed = await changeState(pool, { userId: credential.userId, act, reason, by })
        return changed.kind === 'refused'
          ? sendInvalid(reply, [toFieldFault(changed.fault)])
          : reply.code(204).send()
      },
    )
  }

  app.post<OfUserId>(
    '/api/portal/office/credentials/:userId/rotation',
    { config: { access: { permission: 'office.credentials.manage', reauthenticated: true } } },
    async (request, reply) => {
      const credential = await findOwnCredential(pool, request)
      if (credential === undefined) return sendNotFound(reply)
      const fields = readFields(request.body)
      const reason = fields.text('reason')
      const fault = reason === '' ? undefined : reasonFault(reason)
      if (fault !== undefined) return sendInvalid(reply, [{ field: 'reason', message: fault }])
      const rotated = await rotateSecret(pool, {
        userId: credential.userId,
        overlapSeconds: fields.integer('overlapSeconds') ?? -1,
        by: `staff:${request.signedIn.username}`,
        ...(reason === '' ? {} : { reason }),
      })
      return rotated.kind === 'refused'
        ? sendInvalid(reply, [toFieldFault(rotated.fault)])
        : { userId: credential.userId, secret: rotated.secret }
    },
  )
}

/** The User ID of the path, if it is one of the signed-in office. */
async function findOwnCredential(
  pool: Pool,
  request: FastifyRequest<OfUserId>,
): Promise<CredentialRow | undefined> {
  const credential = await findCredential(pool, request.params.userId)
  return credential?.officeId === request.signedIn.officeId ? credential : undefined
}
