import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findVisibleAgreement } from '../agreements/index.ts'
import { acceptUploads, sendFile, UPLOAD_BODY_LIMIT, uploadOf, type Vault } from '../files/index.ts'
import type { Pool } from '../kernel/database.ts'
import { type Fields, readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { actorOf, idIn } from '../offices/index.ts'
import { parseDay } from '../registry/calendar-day.ts'
import { isPaperKind, PAPER_KIND_NAMES, PAPER_KINDS, PAPER_STATES } from './domain.ts'
import { findGenuineness } from './genuineness.ts'
import { type OpenedFile, openPaper, type Reader } from './open-paper.ts'
import { type ShelfFilter, type ShelvedPaper, shelfChoices, shelfOf } from './paper-shelf.store.ts'
import { uploadScan } from './upload-scan.ts'
import { createVisitLimit } from './visit-limit.ts'

type OfId = { Params: { id: string } }
type OfScan = { Params: { id: string; n: string } }

const READ = { access: { permission: 'agreement.read' } } as const
const PAGE = 50
const MAX_IDS = 100

/** Papers and their scans, for their office and the agency they are of; and the page that a QR code leads to. */
export function registerPaperRoutes(
  app: FastifyInstance,
  { pool, vault }: { pool: Pool; vault: Vault },
): void {
  const visits = createVisitLimit()

  app.get('/api/portal/papers', { config: READ }, async (request, reply) => {
    const filter = await filterOf(pool, request)
    if (filter === undefined) return sendNotFound(reply)
    const { officeId, agencyId } = request.signedIn
    const [{ papers, total }, { kinds, agencies }] = await Promise.all([
      shelfOf(pool, filter),
      shelfChoices(pool, { officeId, agencyId }),
    ])
    const last = papers.at(-1)
    return {
      items: papers.map(viewOf),
      total,
      kinds: PAPER_KIND_NAMES.filter((kind) => kinds.includes(kind)).map((kind) => ({
        kind,
        name: PAPER_KINDS[kind].name,
      })),
      agencies,
      next: papers.length === filter.limit && last !== undefined ? last.id : null,
    }
  })

  app.get<OfId>('/api/portal/papers/:id/file', { config: READ }, async (request, reply) => {
    const id = idIn(readFields(request.params), 'id')
    if (id === undefined) return sendNotFound(reply)
    return answerWith(reply, await openPaper({ pool, vault }, id, null, readerOf(request)))
  })

  app.get<OfScan>('/api/portal/papers/:id/scans/:n', { config: READ }, async (request, reply) => {
    const params = readFields(request.params)
    const [id, n] = [idIn(params, 'id'), idIn(params, 'n')]
    if (id === undefined || n === undefined) return sendNotFound(reply)
    return answerWith(reply, await openPaper({ pool, vault }, id, n, readerOf(request)))
  })

  app.register(async (scope) => {
    acceptUploads(scope)
    scope.put<OfId>(
      '/api/portal/papers/:id/scan',
      { config: { access: { permission: 'papers.upload' } }, bodyLimit: UPLOAD_BODY_LIMIT },
      async (request, reply) => {
        const id = idIn(readFields(request.params), 'id')
        if (id === undefined) return sendNotFound(reply)
        const uploaded = await uploadScan({ pool, vault }, id, uploadOf(request), readerOf(request))
        if (uploaded.kind === 'not-found') return sendNotFound(reply)
        if (uploaded.kind === 'refused')
          return sendInvalid(reply, [{ field: 'file', message: uploaded.message }])
        const { n, name, mediaType, size } = uploaded.scan
        return reply.code(uploaded.isNew ? 201 : 200).send({ n, name, mediaType, size })
      },
    )
  })

  app.get<{ Params: { token: string } }>(
    '/api/portal/genuineness/:token',
    { config: { access: 'public' } },
    async (request, reply) => {
      if (!visits.admits(request.ip)) return sendTooMany(reply)
      const found = await findGenuineness(pool, request.params.token)
      return found ?? sendNotFound(reply)
    },
  )
}

function sendTooMany(reply: FastifyReply) {
  const { requestId } = reply.request
  return reply.code(429).header('retry-after', '60').send({
    code: 'too-many-attempts',
    message: 'Terlalu banyak permintaan dari alamat ini. Coba lagi semenit lagi.',
    retryAfterSeconds: 60,
    requestId,
  })
}

function readerOf(request: FastifyRequest): Reader {
  const { officeId, agencyId } = request.signedIn
  return { officeId, agencyId, ...actorOf(request) }
}

function answerWith(reply: FastifyReply, opened: OpenedFile) {
  if (opened.kind === 'opened') return sendFile(reply, opened)
  if (opened.kind === 'not-found') return sendNotFound(reply)
  return reply.code(500).send({
    code: 'file-broken',
    message: 'Berkas ini rusak di penyimpanan. Hubungi administrator sistem.',
    requestId: reply.request.requestId,
  })
}

/** @returns undefined when the agreement asked about is not theirs */
async function filterOf(pool: Pool, request: FastifyRequest): Promise<ShelfFilter | undefined> {
  const query = readFields(request.query)
  const { officeId, agencyId } = request.signedIn
  const code = query.text('agreement')
  const agreement = code === '' ? undefined : await findVisibleAgreement(pool, request.signedIn, code)
  if (code !== '' && agreement === undefined) return undefined
  const requestId = idIn(query, 'request')
  if (query.has('request') && requestId === undefined) return undefined
  const ids = query.has('ids') ? idsIn(query) : undefined
  const before = idIn(query, 'before')
  const [kind, state, text] = [query.text('kind'), query.text('state'), query.text('q')]
  const [from, until] = [parseDay(query.text('from')), parseDay(query.text('until'))]
  return {
    officeId,
    // An office looks at one agency where it says so; an agency at its own whatever it says.
    agencyId: agencyId ?? idIn(query, 'agency') ?? null,
    limit: PAGE,
    ...(agreement === undefined ? {} : { agreementId: agreement.id }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(ids === undefined ? {} : { ids }),
    ...(before === undefined ? {} : { before }),
    ...(isPaperKind(kind) ? { kind } : {}),
    ...(Object.hasOwn(PAPER_STATES, state) ? { state } : {}),
    ...(text === '' ? {} : { text }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  }
}

const idsIn = (query: Fields) =>
  query
    .text('ids')
    .split(',')
    .map((id) => idIn(readFields({ id }), 'id'))
    .filter((id) => id !== undefined)
    .slice(0, MAX_IDS)

function viewOf({ agencyId, agencyName, agreementCode, requestId, ...paper }: ShelvedPaper) {
  return {
    ...paper,
    kindName: PAPER_KINDS[paper.kind].name,
    agency: agencyId === null ? null : { id: agencyId, name: agencyName },
    agreement: agreementCode,
    request: requestId,
    scans: paper.scans.map(({ uploadedBy, ...scan }) => ({
      ...scan,
      uploadedBy: uploadedBy.replace(/^staff:/, ''),
    })),
  }
}
