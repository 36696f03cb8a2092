import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readInstant } from '../../kernel/clock.ts'
import { inTx, type Pool } from '../../kernel/database.ts'
import { readFields } from '../../kernel/fields.ts'
import type { MediaConfig } from '../../kernel/media-config.ts'
import { sendInvalid, sendNotFound, sendUnavailable } from '../../kernel/problem.ts'
import { actorOf, idIn } from '../../offices/index.ts'
import { parseDay } from '../../registry/index.ts'
import {
  countSent,
  type Dispatch,
  findDispatch,
  listDispatches,
  readDispatchParts,
} from './dispatch.store.ts'
import { retryBatch } from './forward-rows.ts'
import { handOver, planPackage, recordDispatch, voidDispatch } from './make-dispatch.ts'
import { PACKAGE_ENDING } from './manifest.ts'
import { findMediaKeys } from './media-keys.ts'
import { sendNoKeys } from './send-no-keys.ts'
import { fingerprintOf, publicPemOf } from './signing-key.ts'

type OfId = { Params: { id: string } }

const READ = { config: { access: { permission: 'office.agreements.read' } } } as const
const MANAGE = { config: { access: { permission: 'feedback.media.manage' } } } as const

/** What goes on to the central authority (FB-99). */
export function registerFeedbackDispatchRoutes(
  app: FastifyInstance,
  { pool, media }: { pool: Pool; media: MediaConfig },
): void {
  app.get('/api/portal/office/feedback/dispatches', READ, async ({ signedIn: { officeId } }) => {
    const keys = await findMediaKeys(media)
    return {
      recipient: media.centralRecipient,
      signer:
        keys === undefined
          ? null
          : { fingerprint: fingerprintOf(keys.signer.publicKey), pem: publicPemOf(keys.signer.publicKey) },
      service: media.forwarding === null ? null : new URL(media.forwarding.url).host,
      sent: await countSent(pool, officeId),
      dispatches: (await listDispatches(pool, officeId)).map(toView),
    }
  })

  app.post('/api/portal/office/feedback/dispatches', MANAGE, async (request, reply) => {
    const { signedIn, body } = request
    const fields = readFields(body)
    if (media.centralRecipient === null) return sendUnavailable(reply, 'no-recipient', NO_RECIPIENT)
    if ((await findMediaKeys(media)) === undefined) return sendNoKeys(reply)
    const until = fields.text('until')
    const before = until === '' ? undefined : readInstant(until, signedIn.timeZone, 'end')
    if (until !== '' && (parseDay(until) === undefined || before === undefined)) {
      return sendInvalid(reply, [{ field: 'until', message: 'Tulis tanggal yang ada.' }])
    }
    const planned = await planPackage(pool, {
      officeId: signedIn.officeId,
      agreements: fields.texts('agreements') ?? [],
      ...(before === undefined ? {} : { before }),
      recipient: media.centralRecipient,
      actor: actorOf(request),
    })
    return planned.kind === 'refused'
      ? sendInvalid(reply, [planned.fault])
      : reply.code(201).send({ id: planned.id })
  })

  app.get<OfId>('/api/portal/office/feedback/dispatches/:id/file', MANAGE, (request, reply) =>
    withDispatch(request, reply, async (of) => {
      if (of.state !== 'made' && of.state !== 'handed-over') return sendNotFound(reply)
      const parts = readDispatchParts(pool, of.id)
      const first = await parts.next()
      if (first.done === true) return sendNotFound(reply)
      await inTx(pool, (tx) => recordDispatch(tx, 'feedback_dispatch.downloaded', of, actorOf(request)))
      const name = `data-balikan-${request.signedIn.officeCode}-${of.id}${PACKAGE_ENDING}`
      return reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('content-length', String(of.sizeBytes))
        .send(Readable.from(withFirst(first.value, parts)))
    }),
  )

  app.post<OfId>('/api/portal/office/feedback/dispatches/:id/handover', MANAGE, (request, reply) =>
    withDispatch(request, reply, async (of) => {
      const fields = readFields(request.body)
      const over = await handOver(pool, {
        officeId: of.officeId,
        id: of.id,
        handedOn: parseDay(fields.text('handedOn')) ?? '',
        medium: fields.text('medium'),
        receipt: fields.text('receipt'),
        actor: actorOf(request),
      })
      return over.kind === 'refused' ? sendInvalid(reply, [over.fault]) : reply.code(204).send()
    }),
  )

  const acts = { void: voidDispatch, retry: retryBatch }
  for (const act of ['void', 'retry'] as const) {
    app.post<OfId>(`/api/portal/office/feedback/dispatches/:id/${act}`, MANAGE, (request, reply) =>
      withDispatch(request, reply, async ({ officeId, id }) => {
        const done = await acts[act](pool, { officeId, id, actor: actorOf(request) })
        return done.kind === 'refused' ? sendInvalid(reply, [done.fault]) : reply.code(204).send()
      }),
    )
  }

  async function withDispatch<T extends OfId>(
    request: FastifyRequest<T>,
    reply: FastifyReply,
    act: (of: Dispatch) => Promise<unknown>,
  ): Promise<unknown> {
    const id = idIn(readFields(request.params), 'id')
    const of = id === undefined ? undefined : await findDispatch(pool, id)
    return of === undefined || of.officeId !== request.signedIn.officeId ? sendNotFound(reply) : act(of)
  }
}

const NO_RECIPIENT =
  'Kunci penerima pusat belum disetel. Minta pengelola server mengisi centralRecipient dengan kunci age1… dari pusat.'

const toView = ({ officeId: _, office: __, ...view }: Dispatch) => view

async function* withFirst(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  yield* rest
}
