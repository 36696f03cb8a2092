import { hash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { NotAnswered } from '../kernel/batcher.ts'
import { type Fields, readFields } from '../kernel/fields.ts'
import { bearerOf } from './bearer.ts'
import type { RowFate } from './domain.ts'
import type { FeedbackDesk, PostAnswer } from './post-feedback.ts'
import type { PostedItem } from './read-item.ts'
import { hashToken } from './token.ts'

const MAX_ITEMS = 10_000
const BODY_LIMIT = 16 * 1024 * 1024
const KEY = /^[\x21-\x7e]{1,100}$/

/**
 * `POST /api/v1/feedback`: up to 10,000 rows with a result each (docs/feedback-api.md). Problems are those of RFC
 * 9457, each with a stable `code`.
 */
export function registerFeedbackApiRoutes(app: FastifyInstance, { desk }: { desk: FeedbackDesk }): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
      (_request, body, done) => done(null, body),
    )
    scope.post<{ Body: Buffer }>(
      '/api/v1/feedback',
      { config: { access: 'public' }, bodyLimit: BODY_LIMIT },
      async (request, reply) => {
        const token = bearerOf(request.headers.authorization)
        if (token === undefined) return problem(reply, 'token')
        const read = readBatch(request)
        if (typeof read === 'string') return problem(reply, 'invalid', read)
        const post = {
          tokenHash: hashToken(token),
          address: request.ip,
          items: read.items,
          isWhole: false,
          ...(read.key === null
            ? {}
            : { idempotency: { key: read.key, bodyHash: hash('sha256', request.body, 'buffer') } }),
        }
        const answer = await desk.ask(post).catch((error: unknown) => {
          if (error instanceof NotAnswered) return 'busy' as const
          throw error
        })
        return answer === 'busy' ? problem(reply, 'busy') : sendAnswer(reply, answer)
      },
    )
  })
}

function readBatch(
  request: FastifyRequest<{ Body: Buffer }>,
): { items: PostedItem[]; key: string | null } | string {
  const header = request.headers['idempotency-key']
  if (header !== undefined && !(typeof header === 'string' && KEY.test(header))) {
    return 'Idempotency-Key harus 1 sampai 100 tanda ASCII tanpa spasi.'
  }
  let body: unknown
  try {
    body = JSON.parse(request.body.toString('utf8'))
  } catch {
    return 'Isi permintaan bukan JSON yang sah.'
  }
  const given = readFields(body).items('items')
  if (given === undefined || given.length === 0) return 'items harus larik yang berisi.'
  if (given.length > MAX_ITEMS) return `items paling banyak ${MAX_ITEMS}.`
  return { items: given.map(itemOf), key: header ?? null }
}

/** Values are texts: a NIK or a number as JSON number would lose digits, so it reads as absent and is told. */
const itemOf = (fields: Fields): PostedItem => ({
  nik: fields.text('nik'),
  values: fields.textsByKey('values'),
})

const PROBLEMS = {
  token: [401, 'Token tidak dikenal.'],
  address: [403, 'Alamat IP tidak terdaftar.'],
  inactive: [403, 'User ID atau perjanjian tidak aktif.'],
  'no-definition': [422, 'Perjanjian ini tidak memuat data balikan.'],
  'key-reused': [409, 'Idempotency-Key ini sedang atau sudah dipakai untuk isi lain.'],
  invalid: [422, ''],
  busy: [503, 'Layanan sedang sibuk; kirim ulang beberapa saat lagi.'],
} as const

function problem(reply: FastifyReply, code: keyof typeof PROBLEMS, detail?: string): FastifyReply {
  const [status, title] = PROBLEMS[code]
  if (status === 503) reply.header('retry-after', '10')
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', status, code, title: detail ?? title })
}

function sendAnswer(reply: FastifyReply, answer: PostAnswer): FastifyReply {
  if (answer.kind === 'refused') return problem(reply, answer.reason)
  return reply.send({ items: answer.fates.map(resultOf) })
}

function resultOf(fate: RowFate, index: number) {
  if (fate.kind === 'refused') return { index, result: 'refused', faults: fate.faults }
  return { index, result: fate.kind === 'stored' && fate.isFlagged ? 'flagged' : fate.kind }
}
