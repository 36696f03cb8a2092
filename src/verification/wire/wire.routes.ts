import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Authenticator, Profile } from '../../credentials/index.ts'
import { NotAnswered } from '../../kernel/batcher.ts'
import { plainAddress } from '../addresses.ts'
import type { Question } from '../domain.ts'
import type { Gate } from '../gate.ts'
import { encodeAnswer } from './encode.ts'
import { readPath, type WirePath } from './path.ts'
import { readRequest } from './read-request.ts'

const BODY_LIMIT = 64 * 1024

/** What the old service's programs are told when the registry or the gate cannot answer now (I8). */
const RETRY_AFTER_SECONDS = '5'

/**
 * The addresses of the old service: `POST /dukcapil/get_json/{WIL}/{INSTANSI}/{METHOD}` and
 * `POST /dukcapil/get_json/{INSTANSI}/{METHOD}` (wire contract W-01). Credentials come in every body.
 */
export function registerWireRoutes(
  app: FastifyInstance,
  options: { gate: Gate; authenticator: Authenticator },
): void {
  app.register(async (scope) => {
    // Clients send malformed Content-Type headers; the body alone says what it is (W-10).
    scope.addHook('onRequest', async (request) => {
      request.headers['content-type'] = 'application/octet-stream'
    })
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) => {
      done(null, body)
    })
    const route = { config: { access: 'credential' as const }, bodyLimit: BODY_LIMIT }
    const handler = (request: FastifyRequest<{ Params: { '*': string } }>, reply: FastifyReply) =>
      answer(request, reply, options)
    scope.post('/dukcapil/get_json/*', route, handler)
  })
}

async function answer(
  request: FastifyRequest<{ Params: { '*': string } }>,
  reply: FastifyReply,
  { gate, authenticator }: { gate: Gate; authenticator: Authenticator },
): Promise<FastifyReply> {
  const path = readPath(request.params['*'].split('/'))
  if (path === null) {
    reply.callNotFound()
    return reply
  }
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const question = await toQuestion(request, path, authenticator)
      if (question === 'busy') return busy(reply)
      const answered = await gate.ask(question.question)
      if (answered.kind === 'stale-login') {
        // The secret moved after this process checked it: check again (design, step 2).
        authenticator.forget(question.userId)
        continue
      }
      if (answered.decision.kind === 'refused' && answered.decision.outcome === 'registry-unavailable') {
        return registryDown(reply)
      }
      return reply
        .header('content-type', 'application/json;charset=UTF-8')
        .send(encodeAnswer(answered, profileOf(path)))
    }
    return busy(reply)
  } catch (error) {
    if (error instanceof NotAnswered) return error.reason === 'failed' ? registryDown(reply) : busy(reply)
    throw error
  }
}

/** Reads and authenticates a call. Whatever keeps it from an answer is a refusal that the gate records. */
async function toQuestion(
  request: FastifyRequest,
  path: WirePath,
  authenticator: Authenticator,
): Promise<{ question: Question; userId: string } | 'busy'> {
  const read = readRequest(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))
  const base = {
    requestId: randomUUID(),
    method: 'web-service',
    credentialId: null,
    secretVersion: 0,
    usedPreviousSecret: false,
    refusal: null,
    path,
    address: plainAddress(request.ip),
    purpose: null,
  } as const
  if (read.kind === 'unreadable') {
    return { question: { ...base, ...NOTHING_READ, refusal: 'parameters-invalid' }, userId: '' }
  }
  const { userId, password, nik, declaredAddress, localOperator, claims, threshold } = read
  const question: Question = { ...base, nik, declaredAddress, localOperator, claims, threshold }
  if (userId === '' || password === '')
    return { question: { ...question, refusal: 'credentials-empty' }, userId }
  const known = authenticator.authenticate(userId, password)
  const login = known instanceof Promise ? await known : known
  switch (login.kind) {
    case 'busy':
      return 'busy'
    case 'failed':
      return { question: { ...question, credentialId: login.credentialId, refusal: 'login-failed' }, userId }
    case 'recognised':
      return {
        question: {
          ...question,
          credentialId: login.credentialId,
          secretVersion: login.secretVersion,
          usedPreviousSecret: login.usedPreviousSecret,
        },
        userId,
      }
  }
}

const NOTHING_READ = {
  nik: '',
  declaredAddress: null,
  localOperator: null,
  claims: new Map(),
  threshold: null,
} as const

/** The profile of a caller who is not known: what programs that use such a method name expect (W-07). */
function profileOf(path: WirePath): Profile {
  return path.method.includes('verif') ? 'G3' : 'G1'
}

function busy(reply: FastifyReply): FastifyReply {
  return unavailable(reply, 'busy', 'Layanan sedang sibuk. Kuota tidak terpotong. Coba lagi beberapa saat.')
}

function registryDown(reply: FastifyReply): FastifyReply {
  return unavailable(
    reply,
    'registry-unavailable',
    'Basis data sedang tidak dapat dihubungi. Ini bukan berarti data tidak ada. Kuota tidak terpotong. Coba lagi beberapa saat.',
  )
}

function unavailable(reply: FastifyReply, code: string, message: string): FastifyReply {
  return reply.code(503).header('retry-after', RETRY_AFTER_SECONDS).send({ code, message })
}
