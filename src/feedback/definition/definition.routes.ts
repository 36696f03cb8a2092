import type { FastifyInstance, FastifyReply } from 'fastify'
import { findVisibleAgreement } from '../../agreements/index.ts'
import { inTx, type Pool } from '../../kernel/database.ts'
import { readFields } from '../../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../../kernel/problem.ts'
import { idIn, staffName } from '../../offices/index.ts'
import { definitionInForce, listDefinitions } from '../definition.store.ts'
import { MEDIA_TYPES, type TableFormat, writeTable } from '../upload/write-table.ts'
import { defineFeedback } from './define-feedback.ts'
import { toDeletionView, toVersionView } from './definition-view.ts'
import { listDeletions } from './deletion.store.ts'
import { openExport } from './export-rows.ts'
import { makeTemplate } from './make-template.ts'
import { isDeletable, orderDeletion } from './order-deletion.ts'
import { readDefinition } from './read-definition.ts'
import { recordExport } from './record-export.ts'
import { listSent } from './sent.store.ts'

type OfCode = { Params: { code: string } }
type OfFormat = { Querystring: { format?: string } }

const READ = { config: { access: { permission: 'agreement.read' } } } as const
const DEFINE = { config: { access: { permission: 'feedback.define' } } } as const
const SENT = { config: { access: { permission: 'feedback.read' } } } as const
const EXPORT = { config: { access: { permission: 'feedback.export' } } } as const
const DELETE = { config: { access: { permission: 'feedback.define', reauthenticated: true } } } as const

/** What an agreement's feedback is made of, what came of it, and how it leaves again (FB-80 to FB-89). */
export function registerFeedbackDefinitionRoutes(app: FastifyInstance, { pool }: { pool: Pool }): void {
  app.get<OfCode>('/api/portal/agreements/:code/feedback-definitions', READ, async (request, reply) => {
    const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
    if (agreement === undefined) return sendNotFound(reply)
    return inTx(pool, async (tx) => {
      const inForce = await definitionInForce(tx, agreement.id)
      const versions = await listDefinitions(tx, agreement.id)
      return { inForce: inForce?.version ?? null, versions: versions.map(toVersionView) }
    })
  })

  app.post<OfCode>('/api/portal/agreements/:code/feedback-definitions', DEFINE, async (request, reply) => {
    const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
    if (agreement === undefined) return sendNotFound(reply)
    const body = readFields(request.body)
    const basedOn = body.integer('basedOn')
    if (basedOn === undefined) {
      return sendInvalid(reply, [{ field: 'basedOn', message: 'Sebutkan versi yang menjadi awalnya.' }])
    }
    const read = readDefinition(withoutBase(request.body))
    if (read.kind === 'faulty') return sendInvalid(reply, read.faults)
    const by = staffName(request.signedIn)
    const defined = await defineFeedback(pool, { agreement, draft: read.draft, basedOn, by })
    if (defined.kind === 'refused') return sendInvalid(reply, defined.faults)
    return reply.code(201).send({ version: defined.version })
  })

  app.get<OfCode & OfFormat>(
    '/api/portal/agreements/:code/feedback-template',
    READ,
    async (request, reply) => {
      const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
      if (agreement === undefined) return sendNotFound(reply)
      const definition = await inTx(pool, (tx) => definitionInForce(tx, agreement.id))
      if (definition === undefined) return sendNotFound(reply)
      const format = formatOf(request.query.format)
      const name = `templat-data-balikan-${agreement.code}-v${definition.version}`
      return sendTable(reply, format, name, await makeTemplate(definition, format))
    },
  )

  app.get<OfCode>('/api/portal/agreements/:code/feedback-deliveries', SENT, async (request, reply) => {
    const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
    if (agreement === undefined) return sendNotFound(reply)
    const [sent, deletions] = await Promise.all([
      listSent(pool, agreement.id),
      listDeletions(pool, agreement.id),
    ])
    return { ...sent, isDeletable: isDeletable(agreement), deletions: deletions.map(toDeletionView) }
  })

  app.post<OfCode>('/api/portal/agreements/:code/feedback-deletions', DELETE, async (request, reply) => {
    const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
    if (agreement === undefined) return sendNotFound(reply)
    const body = readFields(request.body)
    const deliveryId = body.has('delivery') ? idIn(body, 'delivery') : null
    if (deliveryId === undefined) return sendInvalid(reply, [NO_DELIVERY])
    const ordered = await orderDeletion(pool, {
      agreement,
      deliveryId,
      reason: body.text('reason'),
      letterNumber: body.text('letterNumber'),
      by: staffName(request.signedIn),
    })
    if (ordered.kind === 'refused') return sendInvalid(reply, ordered.faults)
    return reply.code(202).send({ id: ordered.id })
  })

  app.get<OfCode & OfFormat>(
    '/api/portal/agreements/:code/feedback-export',
    EXPORT,
    async (request, reply) => {
      const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
      // Row values are the agency's own: nobody of the office has this permission.
      if (agreement === undefined || request.signedIn.agencyId !== agreement.agencyId)
        return sendNotFound(reply)
      const format = formatOf(request.query.format)
      await recordExport(pool, agreement, format, staffName(request.signedIn))
      const { header, rows } = await openExport(pool, agreement)
      return sendTable(reply, format, `data-balikan-${agreement.code}`, writeTable(format, header, rows))
    },
  )
}

const NO_DELIVERY = { field: 'delivery', message: 'Pilih kirimannya.' }

const withoutBase = (body: unknown): unknown =>
  typeof body === 'object' && body !== null
    ? Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'basedOn'))
    : body

const formatOf = (text: string | undefined): TableFormat => (text === 'xlsx' ? 'xlsx' : 'csv')

function sendTable(reply: FastifyReply, format: TableFormat, name: string, body: unknown): FastifyReply {
  return reply
    .type(MEDIA_TYPES[format])
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .send(body)
}
