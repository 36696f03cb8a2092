import type { FastifyInstance, FastifyRequest } from 'fastify'
import { acceptUploads, sendFile, UPLOAD_BODY_LIMIT, uploadOf } from '../files/index.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { actorOf, idIn } from '../offices/index.ts'
import { previewPaper } from './preview-paper.ts'
import { addRequestFile, openRequestFile } from './request-files.ts'
import { type ById, idOf, sendRefused } from './request-replies.ts'
import type { RequestTools } from './take-step.ts'

const READ = { config: { access: { permission: 'agreement.read' } } } as const
const UPLOAD = {
  config: { access: { permission: 'requests.prepare' } },
  bodyLimit: UPLOAD_BODY_LIMIT,
} as const
// Whoever may do something with the request may attach; the use case asks which.
const ATTACH = { config: { access: { permission: 'agreement.read' } }, bodyLimit: UPLOAD_BODY_LIMIT } as const

/** The files of a request: its package, what comes with its steps, and concepts of its papers. */
export function registerRequestFileRoutes(app: FastifyInstance, tools: RequestTools): void {
  const byOf = (request: FastifyRequest) => ({ who: request.signedIn, actor: actorOf(request) })

  app.get<{ Params: { id: string; fileId: string } }>(
    '/api/portal/requests/:id/files/:fileId',
    READ,
    async (request, reply) => {
      const fileId = idIn(readFields(request.params), 'fileId') ?? 0
      const opened = await openRequestFile(tools, { id: idOf(request), fileId }, byOf(request))
      if (opened.kind === 'not-found') return sendNotFound(reply)
      if (opened.kind === 'opened') return sendFile(reply, { ...opened, isOwn: false })
      const { requestId } = request
      const message = 'Berkas ini rusak di penyimpanan. Hubungi administrator sistem.'
      return reply.code(500).send({ code: 'file-broken', message, requestId })
    },
  )

  app.get<{ Params: { id: string; kind: string } }>(
    '/api/portal/requests/:id/papers/:kind/preview',
    READ,
    async (request, reply) => {
      const preview = await previewPaper(
        tools,
        { id: idOf(request), kind: request.params.kind },
        byOf(request),
      )
      if (preview.kind === 'not-found') return sendNotFound(reply)
      if (preview.kind === 'refused') return sendInvalid(reply, preview.faults)
      const name = `Konsep ${request.params.kind}.pdf`
      return sendFile(reply, { bytes: preview.pdf, mediaType: 'application/pdf', name, isOwn: true })
    },
  )

  app.register(async (scope) => {
    acceptUploads(scope)

    scope.put<{ Params: { id: string; kind: string } }>(
      '/api/portal/requests/:id/documents/:kind',
      UPLOAD,
      async (request, reply) => {
        const { kind } = request.params
        const file = {
          ...uploadOf(request),
          // An attachment has an address of its own.
          kind: kind === 'attachment' ? '' : kind,
          number: headerOf(request, 'x-paper-number'),
          date: headerOf(request, 'x-paper-date'),
        }
        const added = await addRequestFile(tools, idOf(request), file, byOf(request))
        return added.kind === 'added' ? reply.code(201).send({ id: added.id }) : sendRefused(reply, added)
      },
    )

    scope.put<ById>('/api/portal/requests/:id/files', ATTACH, async (request, reply) => {
      const file = { ...uploadOf(request), kind: 'attachment', number: '', date: '' }
      const added = await addRequestFile(tools, idOf(request), file, byOf(request))
      return added.kind === 'added' ? reply.code(201).send({ id: added.id }) : sendRefused(reply, added)
    })
  })
}

/** A header that is percent-encoded, for headers hold no other letters. */
function headerOf(request: FastifyRequest, name: string): string {
  const given = request.headers[name]
  try {
    return typeof given === 'string' ? decodeURIComponent(given).trim() : ''
  } catch {
    return ''
  }
}
