import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acceptUploads } from '../../files/index.ts'
import type { Pool } from '../../kernel/database.ts'
import { readFields } from '../../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../../kernel/problem.ts'
import { actorOf, idIn } from '../../offices/index.ts'
import type { PaperMaker } from '../../papers/index.ts'
import { findMediaKeys, type MediaKeyFiles, type MediaKeys } from './media-keys.ts'
import { toPackageView } from './media-view.ts'
import { findPackage, listPackageParts, type ReceivedPackage } from './package.store.ts'
import {
  beginPackage,
  checkPackage,
  declinePackage,
  PACKAGE_PART_BYTES,
  receivePackagePart,
} from './receive-package.ts'
import { sendNoKeys } from './send-no-keys.ts'
import { takePackage } from './take-package.ts'
import { writeReceipt } from './write-receipt.ts'

type OfId = { Params: { id: string } }

const LOAD = { config: { access: { permission: 'feedback.media.load' } } } as const

/** Loading a package from a medium: parts, a look at who made it, the word to store it, its receipt. */
export function registerFeedbackPackageRoutes(
  app: FastifyInstance,
  { pool, media, paperMaker }: { pool: Pool; media: MediaKeyFiles; paperMaker: PaperMaker },
): void {
  app.post('/api/portal/office/feedback/packages', LOAD, async (request, reply) => {
    const fields = readFields(request.body)
    if ((await findMediaKeys(media)) === undefined) return sendNoKeys(reply)
    const begun = await beginPackage(pool, {
      officeId: request.signedIn.officeId,
      fileName: fields.text('fileName'),
      size: fields.integer('size') ?? 0,
      medium: fields.text('medium'),
      actor: actorOf(request),
    })
    return begun.kind === 'refused'
      ? sendInvalid(reply, [begun.fault])
      : reply.code(201).send({ id: begun.id, partBytes: PACKAGE_PART_BYTES })
  })

  app.get<OfId>('/api/portal/office/feedback/packages/:id', LOAD, (request, reply) =>
    withPackage(request, reply, async (of) => ({
      ...toPackageView(of),
      parts: of.state === 'receiving' ? await listPackageParts(pool, of.id) : [],
    })),
  )

  app.register(async (scope) => {
    acceptUploads(scope)
    scope.put<{ Params: { id: string; n: string } }>(
      '/api/portal/office/feedback/packages/:id/parts/:n',
      { ...LOAD, bodyLimit: PACKAGE_PART_BYTES },
      (request, reply) =>
        withPackage(request, reply, async (of) => {
          const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
          const taken = await receivePackagePart(pool, of, Number(request.params.n), bytes)
          return taken.kind === 'refused' ? sendInvalid(reply, [taken.fault]) : { sha256: taken.sha256 }
        }),
    )
  })

  app.post<OfId>('/api/portal/office/feedback/packages/:id/check', LOAD, (request, reply) =>
    withKeys(request, reply, async (of, keys) => {
      const checked = await checkPackage(pool, keys, of, actorOf(request))
      // A package that is refused is an answer to the question, with its reason in the view.
      if (checked.kind === 'refused' && checked.fault.field !== 'file')
        return sendInvalid(reply, [checked.fault])
      return viewOf(of, reply)
    }),
  )

  app.post<OfId>('/api/portal/office/feedback/packages/:id/storing', LOAD, (request, reply) =>
    withKeys(request, reply, async (of, keys) => {
      const taken = await takePackage(pool, keys, of, actorOf(request))
      if (taken.kind === 'refused' && taken.fault.field !== 'file') return sendInvalid(reply, [taken.fault])
      return viewOf(of, reply)
    }),
  )

  app.post<OfId>('/api/portal/office/feedback/packages/:id/refusal', LOAD, (request, reply) =>
    withPackage(request, reply, async (of) => {
      const { reason, officeId } = { reason: readFields(request.body).text('reason'), officeId: of.officeId }
      const declined = await declinePackage(pool, { officeId, id: of.id, reason, actor: actorOf(request) })
      return declined.kind === 'refused' ? sendInvalid(reply, [declined.fault]) : viewOf(of, reply)
    }),
  )

  app.post<OfId>('/api/portal/office/feedback/packages/:id/receipt', LOAD, (request, reply) =>
    withPackage(request, reply, async (of) => {
      const note = readFields(request.body).text('note')
      const actor = actorOf(request)
      const written = await writeReceipt(pool, paperMaker, { officeId: of.officeId, id: of.id, note, actor })
      return written.kind === 'refused' ? sendInvalid(reply, [written.fault]) : viewOf(of, reply)
    }),
  )

  async function viewOf({ officeId, id }: ReceivedPackage, reply: FastifyReply) {
    const after = await findPackage(pool, officeId, id)
    return after === undefined ? sendNotFound(reply) : toPackageView(after)
  }

  async function withPackage<T extends OfId>(
    request: FastifyRequest<T>,
    reply: FastifyReply,
    act: (of: ReceivedPackage) => Promise<unknown>,
  ): Promise<unknown> {
    const id = idIn(readFields(request.params), 'id')
    const of = id === undefined ? undefined : await findPackage(pool, request.signedIn.officeId, id)
    return of === undefined ? sendNotFound(reply) : act(of)
  }

  function withKeys<T extends OfId>(
    request: FastifyRequest<T>,
    reply: FastifyReply,
    act: (of: ReceivedPackage, keys: MediaKeys) => Promise<unknown>,
  ): Promise<unknown> {
    return withPackage(request, reply, async (of) => {
      const keys = await findMediaKeys(media)
      return keys === undefined ? sendNoKeys(reply) : act(of, keys)
    })
  }
}
