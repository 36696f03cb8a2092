import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Authenticator } from '../credentials/index.ts'
import { NotAnswered } from '../kernel/batcher.ts'
import { bearerOf } from './bearer.ts'
import type { FeedbackDesk, PostAnswer } from './post-feedback.ts'
import { readStoreRequest } from './read-store-request.ts'
import { hashToken } from './token.ts'

/** What programs compare byte for byte (wire contract §4). */
const SUCCESS = { message: 'Success' }
const REPEATED = { message: 'Data sudah pernah dikirim' }

const BODY_LIMIT = 4 * 1024 * 1024

/**
 * The old service's address for feedback: `POST /databalikan/api/store` with a Bearer token. A post is stored whole
 * or not at all; a repeat is told as such and changes nothing.
 */
export function registerFeedbackWireRoutes(
  app: FastifyInstance,
  { desk, authenticator }: { desk: FeedbackDesk; authenticator: Authenticator },
): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    )
    scope.post<{ Body: Buffer | undefined }>(
      '/databalikan/api/store',
      { config: { access: 'public' }, bodyLimit: BODY_LIMIT },
      async (request, reply) => {
        const token = bearerOf(request.headers.authorization)
        if (token === undefined) return unauthenticated(reply)
        const read = readStoreRequest(request.body ?? Buffer.alloc(0))
        if (read.kind === 'unreadable') return reply.code(400).send({ message: read.message })
        if (read.login !== null) {
          const login = await authenticator.authenticate(read.login.userId, read.login.password)
          if (login.kind === 'busy') return busy(reply)
          if (login.kind === 'failed') return reply.code(401).send({ message: 'Login Gagal' })
        }
        const post = { tokenHash: hashToken(token), address: request.ip, items: read.items, isWhole: true }
        const answer = await desk.ask(post).catch((error: unknown) => {
          if (error instanceof NotAnswered) return 'busy' as const
          throw error
        })
        return answer === 'busy' ? busy(reply) : sendAnswer(reply, answer)
      },
    )
  })
}

const unauthenticated = (reply: FastifyReply) => reply.code(401).send({ message: 'Unauthenticated.' })

const busy = (reply: FastifyReply) =>
  reply
    .code(503)
    .header('retry-after', '10')
    .send({ message: 'Layanan sedang sibuk. Kirim ulang beberapa saat lagi; kiriman ganda tidak berakibat.' })

const REFUSALS = {
  address: [403, 'Alamat IP tidak terdaftar'],
  inactive: [403, 'User ID atau perjanjian tidak aktif'],
  'no-definition': [400, 'Perjanjian ini tidak memuat data balikan'],
  'key-reused': [409, 'Kiriman ini sedang diproses'],
} as const

function sendAnswer(reply: FastifyReply, answer: PostAnswer): FastifyReply {
  if (answer.kind === 'refused') {
    if (answer.reason === 'token') return unauthenticated(reply)
    const [status, message] = REFUSALS[answer.reason]
    return reply.code(status).send({ message })
  }
  const faults = answer.fates.flatMap((fate) => (fate.kind === 'refused' ? fate.faults : []))
  if (answer.fates.some(({ kind }) => kind === 'refused')) {
    const message = [...new Set(faults.map((fault) => fault.message))].join(' ')
    return reply.code(400).send({ message: message === '' ? 'Data tidak sah' : message })
  }
  return answer.fates.every(({ kind }) => kind === 'known')
    ? reply.code(400).send(REPEATED)
    : reply.send(SUCCESS)
}
