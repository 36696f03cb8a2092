import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findDocument, findVisibleAgreement } from '../../agreements/index.ts'
import { acceptUploads } from '../../files/index.ts'
import { inTx, type Pool } from '../../kernel/database.ts'
import { readFields } from '../../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../../kernel/problem.ts'
import { openWays } from '../desk/ways.ts'
import { ENCODINGS, type Reading, SEPARATORS } from './detect.ts'
import {
  beginUpload,
  cancelUpload,
  confirmUpload,
  lookAtUpload,
  PART_BYTES,
  receivePart,
} from './receive-upload.ts'
import { recordUpload } from './record-upload.ts'
import { readRejects } from './reject.store.ts'
import { findUpload, listUnfinishedOf, type Upload } from './upload.store.ts'
import { describeUpload, toUploadLine } from './upload-view.ts'
import { MEDIA_TYPES, REJECT_COLUMNS, type TableFormat, writeTable } from './write-table.ts'

type OfId = { Params: { id: string } }
type OfFormat = { Querystring: { format?: string } }

const SEND = { config: { access: { permission: 'feedback.send' } } } as const

/** Sending feedback as a file: parts, a look, the word to store it, progress, what came back (FB-60 to FB-65). */
export function registerFeedbackUploadRoutes(app: FastifyInstance, { pool }: { pool: Pool }): void {
  const by = (request: FastifyRequest) => `staff:${request.signedIn.username}`

  app.post('/api/portal/feedback/uploads', SEND, async (request, reply) => {
    const fields = readFields(request.body)
    const agreement = await findVisibleAgreement(pool, request.signedIn, fields.text('agreement'))
    if (agreement === undefined) return sendInvalid(reply, [NO_AGREEMENT])
    const { feedback } = await findDocument(pool, agreement.id)
    if (!openWays({ state: agreement.state, methods: feedback?.methods }).includes('upload')) {
      return sendInvalid(reply, [NOT_BY_FILE])
    }
    const begun = await beginUpload(pool, {
      officeId: agreement.officeId,
      agreementId: agreement.id,
      fileName: fields.text('fileName'),
      size: fields.integer('size') ?? 0,
      by: by(request),
    })
    return begun.kind === 'refused'
      ? sendInvalid(reply, [begun.fault])
      : reply.code(201).send({ id: begun.id, partBytes: PART_BYTES })
  })

  app.get('/api/portal/feedback/uploads', SEND, async (request) => {
    const { officeId, agencyId } = request.signedIn
    if (agencyId === null) return []
    return (await listUnfinishedOf(pool, { officeId, agencyId })).map(toUploadLine)
  })

  app.get<OfId>('/api/portal/feedback/uploads/:id', SEND, (request, reply) =>
    withUpload(request, reply, (upload) => describeUpload(pool, upload)),
  )

  app.register(async (scope) => {
    acceptUploads(scope)
    scope.put<{ Params: { id: string; n: string } }>(
      '/api/portal/feedback/uploads/:id/parts/:n',
      { ...SEND, bodyLimit: PART_BYTES },
      (request, reply) =>
        withUpload(request, reply, async (upload) => {
          const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
          const taken = await receivePart(pool, upload, Number(request.params.n), bytes)
          return taken.kind === 'refused' ? sendInvalid(reply, [taken.fault]) : { sha256: taken.sha256 }
        }),
    )
  })

  app.post<OfId>('/api/portal/feedback/uploads/:id/preview', SEND, (request, reply) =>
    withUpload(request, reply, async (upload) => {
      const today = dayIn(await nowOf(pool), request.signedIn.timeZone)
      const seen = await lookAtUpload(pool, upload, today, readReading(request.body))
      if (seen.kind === 'refused') return sendInvalid(reply, [seen.fault])
      const after = await findUpload(pool, upload.id)
      return after === undefined ? sendNotFound(reply) : describeUpload(pool, after)
    }),
  )

  app.post<OfId>('/api/portal/feedback/uploads/:id/loading', SEND, (request, reply) =>
    withUpload(request, reply, async (upload) => {
      const confirmed = await confirmUpload(pool, upload, by(request))
      return confirmed.kind === 'refused' ? sendInvalid(reply, [confirmed.fault]) : reply.code(204).send()
    }),
  )

  app.post<OfId>('/api/portal/feedback/uploads/:id/cancellation', SEND, (request, reply) =>
    withUpload(request, reply, async (upload) => {
      const cancelled = await cancelUpload(pool, upload, by(request))
      return cancelled.kind === 'refused' ? sendInvalid(reply, [cancelled.fault]) : reply.code(204).send()
    }),
  )

  app.get<OfId & OfFormat>('/api/portal/feedback/uploads/:id/rejects', SEND, (request, reply) =>
    withUpload(request, reply, async (upload) => {
      const format = formatOf(request.query.format ?? upload.reading?.format)
      await inTx(pool, (tx) => recordUpload(tx, 'feedback_rejects.downloaded', upload, by(request)))
      const header = [...ownColumns(upload).map(({ name }) => name), ...REJECT_COLUMNS]
      return sendTable(
        reply,
        format,
        `ditolak-${upload.id}`,
        writeTable(format, header, rejectRows(pool, upload), upload.reading?.separator),
      )
    }),
  )

  /** The upload of the path, if it is one of the agency's own; anybody else's is not found. */
  async function withUpload<T extends { Params: { id: string } }>(
    request: FastifyRequest<T>,
    reply: FastifyReply,
    act: (upload: Upload) => Promise<unknown>,
  ): Promise<unknown> {
    const { officeId, agencyId } = request.signedIn
    const id = readFields(request.params).integer('id')
    const upload = id === undefined ? undefined : await findUpload(pool, id)
    const isOwn = upload?.officeId === officeId && upload.agencyId === agencyId
    return upload === undefined || !isOwn ? sendNotFound(reply) : act(upload)
  }
}

const NO_AGREEMENT = { field: 'agreement', message: 'Pilih perjanjiannya.' }

const NOT_BY_FILE = {
  field: 'agreement',
  code: 'FB-70',
  message: 'Perjanjian ini tidak memuat pengiriman data balikan dengan berkas, atau sudah dicabut.',
}

/** The columns that the sender filled in, without those in which an earlier answer said what was wrong. */
const ownColumns = ({ header }: Upload) =>
  (header ?? []).flatMap((name, at) => (REJECT_COLUMNS.includes(name) ? [] : [{ name, at }]))

async function* rejectRows(pool: Pool, upload: Upload): AsyncGenerator<string[]> {
  const columns = ownColumns(upload)
  for await (const { rowNo, cells, faults } of readRejects(pool, upload.id)) {
    const faulty = [...new Set(faults.map(({ column }) => column))].join(', ')
    const own = columns.map(({ at }) => cells[at] ?? '')
    yield [...own, String(rowNo), faulty, faults.map(({ message }) => message).join(' ')]
  }
}

const formatOf = (text: string | undefined): TableFormat => (text === 'xlsx' ? 'xlsx' : 'csv')

function sendTable(reply: FastifyReply, format: TableFormat, name: string, body: unknown): FastifyReply {
  return reply
    .type(MEDIA_TYPES[format])
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .send(body)
}

/** What the sender knows better than the look at the file; anything else is left to the look. */
function readReading(body: unknown): Partial<Reading> {
  const fields = readFields(body)
  const oneOf = <T extends string>(name: string, allowed: readonly T[]) =>
    allowed.find((one) => one === fieldAsWritten(body, name))
  const encoding = oneOf('encoding', ENCODINGS)
  const separator = oneOf('separator', SEPARATORS)
  const decimal = oneOf('decimal', [',', '.'] as const)
  const dayFirst = fields.truth('dayFirst')
  const columns = fields.textsByKey('columns')
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(separator === undefined ? {} : { separator }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(dayFirst === undefined ? {} : { dayFirst }),
    ...(columns.size === 0 ? {} : { columns: Object.fromEntries(columns) }),
  }
}

/** Not trimmed: a tab is a separator. */
const fieldAsWritten = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null
    ? Object.entries(body).find(([key]) => key === name)?.[1]
    : undefined

async function nowOf(pool: Pool): Promise<Date> {
  const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now')
  if (rows[0] === undefined) throw new Error('the database has no clock')
  return rows[0].now
}

const dayIn = (now: Date, timeZone: string) => now.toLocaleDateString('sv-SE', { timeZone })
