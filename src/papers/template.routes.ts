import type { FastifyInstance } from 'fastify'
import type { Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { findTemplate, listTemplates, listTemplateVersions, type Typesetter } from '../letters/index.ts'
import { actorOf } from '../offices/index.ts'
import { drawTemplate, saveTemplate } from './change-template.ts'
import { isPaperKind, PAPER_KIND_NAMES, PAPER_KINDS } from './domain.ts'
import { findOfficeDay } from './office-day.store.ts'
import { shippedTemplate } from './shipped-templates.ts'
import { wordsOfKind } from './vocabulary.ts'

const MANAGE = { access: { permission: 'templates.manage' } } as const

/** A wording has at most 100,000 letters, of at most three bytes each. */
const BODY_LIMIT = 400_000

type OfKind = { Params: { kind: string } }

/** The wording of an office's letters: read, tried, saved as the next version. */
export function registerTemplateRoutes(
  app: FastifyInstance,
  { pool, typesetter }: { pool: Pool; typesetter: Typesetter },
): void {
  app.get('/api/portal/letter-templates', { config: MANAGE }, async (request) => {
    const saved = await listTemplates(pool, request.signedIn.officeId)
    return PAPER_KIND_NAMES.map((kind) => ({
      kind,
      name: PAPER_KINDS[kind].name,
      writer: PAPER_KINDS[kind].writer,
      version: saved.get(kind)?.version ?? 0,
      savedAt: saved.get(kind)?.savedAt ?? null,
    }))
  })

  app.get<OfKind>('/api/portal/letter-templates/:kind', { config: MANAGE }, async (request, reply) => {
    const { kind } = request.params
    if (!isPaperKind(kind)) return sendNotFound(reply)
    const { officeId } = request.signedIn
    const query = readFields(request.query)
    const wanted = query.has('version') ? (query.integer('version') ?? -1) : null
    const delivered = { version: 0, source: shippedTemplate(kind) }
    const found = wanted === 0 ? delivered : await findTemplate(pool, { officeId, kind }, wanted)
    if (found === undefined && wanted !== null) return sendNotFound(reply)
    const versions = await listTemplateVersions(pool, { officeId, kind })
    return {
      kind,
      name: PAPER_KINDS[kind].name,
      ...(found ?? delivered),
      newest: versions[0]?.version ?? 0,
      versions,
      ...wordsOfKind(kind),
    }
  })

  app.put<OfKind>(
    '/api/portal/letter-templates/:kind',
    { config: MANAGE, bodyLimit: BODY_LIMIT },
    async (request, reply) => {
      const { kind } = request.params
      if (!isPaperKind(kind)) return sendNotFound(reply)
      const body = readFields(request.body)
      const saved = await saveTemplate(
        pool,
        {
          officeId: request.signedIn.officeId,
          kind,
          after: body.integer('after') ?? -1,
          source: body.text('source'),
          note: body.text('note'),
        },
        actorOf(request),
      )
      return saved.kind === 'refused' ? sendInvalid(reply, saved.faults) : { version: saved.version }
    },
  )

  app.post<OfKind>(
    '/api/portal/letter-templates/:kind/preview',
    { config: MANAGE, bodyLimit: BODY_LIMIT },
    async (request, reply) => {
      const { kind } = request.params
      if (!isPaperKind(kind)) return sendNotFound(reply)
      const { officeId } = request.signedIn
      const source = readFields(request.body).text('source')
      const date = await findOfficeDay(pool, officeId)
      const drawn = await drawTemplate({ pool, typesetter }, { officeId, kind, source, date })
      if (drawn.kind === 'refused') return sendInvalid(reply, drawn.faults)
      return { pdf: drawn.pdf.toString('base64'), svg: Buffer.from(drawn.svg, 'utf8').toString('base64') }
    },
  )
}
