import type { FastifyInstance } from 'fastify'
import { append, auditEntry } from '../audit/index.ts'
import { inTx, type Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid } from '../kernel/problem.ts'
import { actorOf } from '../offices/index.ts'
import {
  countUnread,
  listNotifications,
  markRead,
  readMailFigures,
  renewFailed,
} from './notification.store.ts'
import { enqueueMail, notify } from './notify.ts'

/** What the portal says of the mail server; never a password. */
export type MailFacts = { from: string; server: string } | null

const SENT_AGAIN_DAYS = 7

/** One's own notices, and how an office's letters fare. */
export function registerNotificationRoutes(
  app: FastifyInstance,
  { pool, mail }: { pool: Pool; mail: MailFacts },
): void {
  app.get('/api/portal/notifications', { config: { access: 'signed-in' } }, async (request) => {
    const query = readFields(request.query)
    const { staffId } = request.signedIn
    const before = query.integer('before') ?? null
    const notifications = await listNotifications(pool, staffId, {
      before,
      unreadOnly: query.text('unread') === 'yes',
    })
    return { notifications, unread: await countUnread(pool, staffId) }
  })

  app.get('/api/portal/notifications/unread', { config: { access: 'signed-in' } }, async (request) => ({
    unread: await countUnread(pool, request.signedIn.staffId),
  }))

  app.post('/api/portal/notifications/read', { config: { access: 'signed-in' } }, async (request, reply) => {
    const body = readFields(request.body)
    const ids = body.truth('all') === true ? null : readIds(request.body)
    if (ids === undefined)
      return sendInvalid(reply, [{ field: 'ids', message: 'Sebutkan pemberitahuannya.' }])
    await markRead(pool, request.signedIn.staffId, ids)
    return reply.code(204).send()
  })

  app.get(
    '/api/portal/office/mail',
    { config: { access: { permission: 'office.settings.read' } } },
    async (request) => ({ server: mail, ...(await readMailFigures(pool, request.signedIn.officeId)) }),
  )

  app.post(
    '/api/portal/office/mail/trial',
    { config: { access: { permission: 'office.settings.manage' } } },
    async (request, reply) => {
      const { officeId, staffId } = request.signedIn
      await inTx(pool, (tx) =>
        notify(tx, {
          officeId,
          to: { staffId },
          event: 'mail.tried',
          title: 'Percobaan pengiriman surel',
          body: 'Bila surel dengan judul ini sampai, pengaturan server surel sudah benar.',
          path: '/pengaturan',
        }),
      )
      return reply.code(204).send()
    },
  )

  app.post(
    '/api/portal/office/mail/retry',
    { config: { access: { permission: 'office.settings.manage' } } },
    async (request, reply) => {
      const { officeId } = request.signedIn
      const { by, requestId, address } = actorOf(request)
      const renewed = await inTx(pool, async (tx) => {
        const ids = await renewFailed(tx, officeId, SENT_AGAIN_DAYS)
        for (const id of ids) await enqueueMail(tx, id)
        await append(tx, [
          auditEntry({
            event: 'mail.sent_again',
            requestId,
            officeId,
            address,
            detail: JSON.stringify({ by, letters: ids.length }),
          }),
        ])
        return ids.length
      })
      return reply.send({ renewed })
    },
  )
}

const MAX_IDS = 200

function readIds(body: unknown): number[] | undefined {
  const ids: unknown = Object(body).ids
  if (!Array.isArray(ids) || ids.length > MAX_IDS) return undefined
  return ids.every((id) => Number.isSafeInteger(id) && id > 0) ? ids : undefined
}
