import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Authenticator, LoginResult } from '../../credentials/index.ts'
import { NotAnswered } from '../../kernel/batcher.ts'
import type { Log } from '../../kernel/log.ts'
import { plainAddress } from '../addresses.ts'
import type { Question } from '../domain.ts'
import type { RenderedAnswer, RenderingGate } from '../gate-thread.ts'
import { readPath, type WirePath } from './path.ts'
import { readRequest, type WireFault, type WireRequest } from './read-request.ts'

const BODY_LIMIT = 64 * 1024

/** What the old service's programs are told when the registry or the gate cannot answer now (I8). */
const RETRY_AFTER_SECONDS = '5'

/**
 * The addresses of the old service: `POST /dukcapil/get_json/{WIL}/{INSTANSI}/{METHOD}` and
 * `POST /dukcapil/get_json/{INSTANSI}/{METHOD}` (wire contract W-01). Credentials come in every body.
 */
export function registerWireRoutes(
  app: FastifyInstance,
  options: { gate: RenderingGate; authenticator: Authenticator; log: Log },
): void {
  app.register(async (scope) => {
    // Clients send malformed Content-Type headers; the body alone says what it is (W-10).
    scope.addHook('onRequest', (request, _reply, done) => {
      request.headers['content-type'] = 'application/octet-stream'
      done()
    })
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) => {
      done(null, body)
    })
    scope.post<{ Params: { '*': string } }>(
      '/dukcapil/get_json/*',
      { config: { access: 'credential' }, bodyLimit: BODY_LIMIT },
      (request, reply) => {
        const path = readPath(request.params['*'].split('/'))
        if (path === null) {
          reply.callNotFound()
          return
        }
        answerCall(request, path, options).then(
          (answer) => sendAnswer(reply, answer),
          (error: unknown) => sendFailure(reply, error),
        )
      },
    )
  })
}

/** How often a call is authenticated anew because its secret was rotated under it. */
const MAX_ATTEMPTS = 3

const BUSY = { kind: 'busy' } as const

async function answerCall(
  request: FastifyRequest,
  path: WirePath,
  { gate, authenticator, log }: { gate: RenderingGate; authenticator: Authenticator; log: Log },
): Promise<RenderedAnswer> {
  const read = readRequest(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))
  const question = toQuestion(request, path, read)
  if (read.kind === 'unreadable' || question.refusal !== null) return gate.ask(question)
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const known = authenticator.authenticate(read.userId, read.password)
    // What this process knows already is not waited for: a turn of the event loop less for nearly every call.
    const login = known instanceof Promise ? await known.catch(cannotCheck(log)) : known
    if (login.kind === 'busy') return BUSY
    const answer = await gate.ask(withLogin(question, login))
    if (typeof answer === 'string' || answer.kind !== 'stale-login') return answer
    // The secret moved after this process checked it: check again (design, steps 2 and 4).
    authenticator.forget(read.userId)
  }
  return BUSY
}

/** The database that passwords are checked against cannot be asked: that is not a failed log-in (I8). */
function cannotCheck(log: Log): (cause: unknown) => never {
  return (cause) => {
    log.error({ err: cause }, 'a log-in could not be checked')
    throw new NotAnswered('failed', cause)
  }
}

/** A call as a question that is not authenticated yet. Whatever keeps it from an answer is a refusal. */
function toQuestion(request: FastifyRequest, path: WirePath, read: WireRequest | WireFault): Question {
  const isReadable = read.kind === 'request'
  return {
    requestId: randomUUID(),
    method: 'web-service',
    credentialId: null,
    secretVersion: 0,
    usedPreviousSecret: false,
    refusal: isReadable ? (hasCredentials(read) ? null : 'credentials-empty') : 'parameters-invalid',
    path,
    operation: null,
    address: plainAddress(request.ip),
    declaredAddress: isReadable ? read.declaredAddress : null,
    localOperator: isReadable ? read.localOperator : null,
    purpose: null,
    nik: isReadable ? read.nik : '',
    claims: isReadable ? read.claims : NO_CLAIMS,
    threshold: isReadable ? read.threshold : null,
  }
}

const NO_CLAIMS: Question['claims'] = new Map()

const hasCredentials = ({ userId, password }: WireRequest) => userId !== '' && password !== ''

function withLogin(question: Question, login: Exclude<LoginResult, { kind: 'busy' }>): Question {
  if (login.kind === 'failed') {
    return { ...question, credentialId: login.credentialId, refusal: 'login-failed' }
  }
  const { credentialId, secretVersion, usedPreviousSecret } = login
  return { ...question, credentialId, secretVersion, usedPreviousSecret }
}

function sendAnswer(reply: FastifyReply, answer: RenderedAnswer): void {
  if (typeof answer === 'string') reply.header('content-type', 'application/json;charset=UTF-8').send(answer)
  else sendUnavailable(reply, answer.kind === 'busy' ? 'busy' : 'registry-unavailable')
}

function sendFailure(reply: FastifyReply, error: unknown): void {
  if (error instanceof NotAnswered)
    sendUnavailable(reply, error.reason === 'failed' ? 'registry-unavailable' : 'busy')
  else reply.send(error)
}

// Neither is an outcome of the contract: down is not "not found" (I8), so a program must not read a row.
const UNAVAILABLE = {
  busy: 'Layanan sedang sibuk. Kuota tidak terpotong. Coba lagi beberapa saat.',
  'registry-unavailable':
    'Basis data sedang tidak dapat dihubungi. Ini bukan berarti data tidak ada. Kuota tidak terpotong. Coba lagi beberapa saat.',
} as const

function sendUnavailable(reply: FastifyReply, code: keyof typeof UNAVAILABLE): void {
  reply.code(503).header('retry-after', RETRY_AFTER_SECONDS).send({ code, message: UNAVAILABLE[code] })
}
