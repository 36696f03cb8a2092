import type { FastifyInstance } from 'fastify'
import { acceptUploads, sendFile, UPLOAD_BODY_LIMIT, uploadOf, type Vault } from '../../files/index.ts'
import type { Pool } from '../../kernel/database.ts'
import { type Fields, readFields } from '../../kernel/fields.ts'
import { sendNotFound, sendUnavailable } from '../../kernel/problem.ts'
import type { NikHasher } from '../../kernel/secrets.ts'
import { createTurnstile } from '../../kernel/turnstile.ts'
import { idIn, staffName } from '../../offices/index.ts'
import { parseDay } from '../../registry/index.ts'
import { MEDIA_TYPES } from '../upload/write-table.ts'
import { addEvidence, fileAppeal, openEvidence, withdrawAppeal } from './file-appeal.ts'
import { followSoon } from './follow-answers.ts'
import { type GapKey, listGaps } from './gap.store.ts'
import { prefillGaps } from './prefill-gaps.ts'
import { findOwn, type OfCode, sendDone } from './request.ts'

type OfId = { Params: { id: string } }

type Tools = { pool: Pool; vault: Vault; nikHasher: NikHasher }

const READ = { config: { access: { permission: 'feedback.read' } } } as const
const SEND = { config: { access: { permission: 'feedback.send' } } } as const
const APPEAL = { config: { access: { permission: 'feedback.appeal' } } } as const

const GAPS_A_PAGE = 25

/** What an agency can work off, and its objection to what follows from it (FB-123, FB-124, FB-130). */
export function registerGapRoutes(app: FastifyInstance, tools: Tools): void {
  const { pool, nikHasher } = tools
  // Finding NIKs hashes the registry anew: one at a time, and few wait.
  const finding = createTurnstile(1, 3)

  app.get<OfCode>('/api/portal/feedback/gaps/:code', READ, async (request, reply) => {
    const agreement = await findOwn(pool, request)
    if (agreement === undefined) return sendNotFound(reply)
    await followSoon(pool)
    const after = keyOf(readFields(request.query))
    const gaps = await listGaps(pool, agreement.agreementId, { after, limit: GAPS_A_PAGE + 1 })
    const items = gaps.slice(0, GAPS_A_PAGE)
    const last = items.at(-1)
    const next =
      gaps.length > items.length && last !== undefined
        ? { day: last.day, userId: last.userId, operator: last.operator }
        : null
    return { items, next }
  })

  app.get<OfCode>('/api/portal/feedback/gaps/:code/template', SEND, async (request, reply) => {
    const agreement = await findOwn(pool, request)
    if (agreement === undefined) return sendNotFound(reply)
    const fields = readFields(request.query)
    const format = fields.text('format') === 'csv' ? 'csv' : 'xlsx'
    await followSoon(pool)
    const made = await finding.pass(() =>
      prefillGaps(pool, nikHasher, {
        agreementId: agreement.agreementId,
        officeId: agreement.officeId,
        filter: {
          from: parseDay(fields.text('from')) ?? null,
          until: parseDay(fields.text('until')) ?? null,
          userId: fields.text('user') || null,
        },
        format,
        by: staffName(request.signedIn),
      }),
    )
    if (made === 'busy') {
      return sendUnavailable(reply, 'busy', 'Daftar lain sedang disusun. Coba lagi sebentar lagi.')
    }
    if (made === undefined) return sendNotFound(reply)
    return reply
      .type(MEDIA_TYPES[format])
      .header('content-disposition', `attachment; filename="kekurangan-${agreement.code}.${format}"`)
      .send(made.table)
  })

  app.post<OfCode>('/api/portal/feedback/compliance/:code/appeals', APPEAL, async (request, reply) => {
    const agreement = await findOwn(pool, request)
    if (agreement === undefined) return sendNotFound(reply)
    const reason = readFields(request.body).text('reason')
    return sendDone(reply, await fileAppeal(pool, agreement, { reason, by: staffName(request.signedIn) }))
  })

  app.post<OfId>('/api/portal/feedback/appeals/:id/withdrawal', APPEAL, async (request, reply) => {
    const id = idIn(readFields(request.params), 'id')
    if (id === undefined) return sendNotFound(reply)
    const done = await withdrawAppeal(pool, request.signedIn, { id, by: staffName(request.signedIn) })
    return done === undefined ? sendNotFound(reply) : sendDone(reply, done)
  })

  app.get<OfId>('/api/portal/feedback/appeals/:id/evidence', READ, async (request, reply) => {
    const id = idIn(readFields(request.params), 'id')
    if (id === undefined) return sendNotFound(reply)
    const file = await openEvidence(tools, request.signedIn, { id, by: staffName(request.signedIn) })
    return file === undefined ? sendNotFound(reply) : sendFile(reply, { ...file, isOwn: false })
  })

  // In a scope of its own: what it reads as bytes, other routes refuse.
  app.register(async (uploads) => {
    acceptUploads(uploads)
    uploads.put<OfId>(
      '/api/portal/feedback/appeals/:id/evidence',
      { ...APPEAL, bodyLimit: UPLOAD_BODY_LIMIT },
      async (request, reply) => {
        const id = idIn(readFields(request.params), 'id')
        if (id === undefined) return sendNotFound(reply)
        const given = { id, file: uploadOf(request), by: staffName(request.signedIn) }
        const done = await addEvidence(tools, request.signedIn, given)
        return done === undefined ? sendNotFound(reply) : sendDone(reply, done)
      },
    )
  })
}

/** Where the page before ended. */
function keyOf(fields: Fields): GapKey | null {
  const day = parseDay(fields.text('day'))
  return day === undefined ? null : { day, userId: fields.text('userId'), operator: fields.text('operator') }
}
