import type { FastifyInstance, FastifyReply } from 'fastify'
import { findDocument, findVisibleAgreement, listAgreementsOf } from '../../agreements/index.ts'
import { inTx, type Pool } from '../../kernel/database.ts'
import { readFields } from '../../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../../kernel/problem.ts'
import { actorOf, idIn, type SignedIn } from '../../offices/index.ts'
import { definitionInForce } from '../definition.store.ts'
import { openWays } from '../desk/ways.ts'
import { confirmKey, endKey, type KeyResult, registerKey } from './change-key.ts'
import { listKeys } from './feedback-key.store.ts'
import { findMediaKeys, type MediaKeyFiles } from './media-keys.ts'
import { toKeyView, toPackageView } from './media-view.ts'
import { listPackages } from './package.store.ts'

type OfId = { Params: { id: string } }

const READ = { config: { access: { permission: 'feedback.read' } } } as const
const SEND = { config: { access: { permission: 'feedback.send' } } } as const
const MANAGE = { config: { access: { permission: 'feedback.media.manage' } } } as const
const CONFIRM = {
  config: { access: { permission: 'feedback.media.manage', reauthenticated: true } },
} as const

/** What agency and office need for feedback on media: keys, and the packages that came (FB-90 to FB-98). */
export function registerFeedbackMediaRoutes(
  app: FastifyInstance,
  { pool, media }: { pool: Pool; media: MediaKeyFiles },
): void {
  app.get('/api/portal/feedback/media', READ, async ({ signedIn }) => {
    const keys = await findMediaKeys(media)
    const whose = { officeId: signedIn.officeId, agencyId: signedIn.agencyId }
    const isOffice = signedIn.agencyId === null
    return {
      recipient: keys?.recipient ?? null,
      agreements: isOffice ? [] : await sendableBy(pool, whose),
      keys: (await listKeys(pool, whose)).map((key) => toKeyView(key, isOffice)),
      packages: (await listPackages(pool, whose)).map(toPackageView),
    }
  })

  app.post('/api/portal/feedback/media/keys', SEND, async (request, reply) => {
    const { signedIn } = request
    const fields = readFields(request.body)
    const agreement = await findVisibleAgreement(pool, signedIn, fields.text('agreement'))
    if (agreement === undefined) return sendInvalid(reply, [NO_AGREEMENT])
    return answer(
      reply,
      await registerKey(pool, {
        officeId: signedIn.officeId,
        agreementId: agreement.id,
        publicKey: fields.text('publicKey'),
        holder: fields.text('holder'),
        actor: actorOf(request),
      }),
    )
  })

  app.post<OfId>('/api/portal/feedback/media/keys/:id/revocation', SEND, async (request, reply) => {
    const { signedIn } = request
    // Only an agency's own: the office has its own way, with its own right.
    if (signedIn.agencyId === null) return sendNotFound(reply)
    return end(request.params.id, signedIn, readFields(request.body).text('reason'), reply, actorOf(request))
  })

  app.post<OfId>('/api/portal/office/feedback/keys/:id/confirmation', CONFIRM, async (request, reply) => {
    const id = idIn(readFields(request.params), 'id')
    if (id === undefined) return sendNotFound(reply)
    const told = readFields(request.body).text('fingerprint')
    const { officeId } = request.signedIn
    return answer(reply, await confirmKey(pool, { officeId, id, told, actor: actorOf(request) }))
  })

  app.post<OfId>('/api/portal/office/feedback/keys/:id/end', MANAGE, (request, reply) =>
    end(
      request.params.id,
      request.signedIn,
      readFields(request.body).text('reason'),
      reply,
      actorOf(request),
    ),
  )

  async function end(
    text: string,
    who: SignedIn,
    reason: string,
    reply: FastifyReply,
    actor: ReturnType<typeof actorOf>,
  ) {
    const id = idIn(readFields({ id: text }), 'id')
    if (id === undefined) return sendNotFound(reply)
    const whose = { officeId: who.officeId, agencyId: who.agencyId }
    return answer(reply, await endKey(pool, whose, { id, reason, actor }))
  }
}

const NO_AGREEMENT = { field: 'agreement', message: 'Pilih perjanjiannya.' }

function answer(reply: FastifyReply, result: KeyResult) {
  if (result.kind === 'missing') return sendNotFound(reply)
  return result.kind === 'refused' ? sendInvalid(reply, [result.fault]) : reply.send({ id: result.id })
}

/** The agreements by which a medium may be sent, with the version of their definition. */
async function sendableBy(pool: Pool, whose: { officeId: number; agencyId: number | null }) {
  const agreements = await listAgreementsOf(pool, whose)
  return inTx(pool, async (tx) => {
    const sendable = []
    for (const agreement of agreements) {
      const { feedback } = await findDocument(tx, agreement.id)
      if (!openWays({ state: agreement.state, methods: feedback?.methods }).includes('offline-media'))
        continue
      const definition = await definitionInForce(tx, agreement.id)
      if (definition === undefined) continue
      const { code, agencyName: agency } = agreement
      sendable.push({
        code,
        agency,
        number: agreement.numbers.civilRegistry,
        definition: definition.version,
        columns: ['NIK', ...definition.fields.map(({ key }) => key)],
      })
    }
    return sendable
  })
}
