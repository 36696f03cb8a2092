import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Authenticator, LoginResult } from '../../credentials/index.ts'
import { NotAnswered } from '../../kernel/batcher.ts'
import type { Log } from '../../kernel/log.ts'
import { plainAddress } from '../addresses.ts'
import type { Question } from '../domain.ts'
import type { RenderedAnswer, RenderingGate } from '../gate-thread.ts'
import type { WirePath } from './path.ts'
import { pathOf } from './path-of-url.ts'
import { readBody } from './read-body.ts'
import { readRequest, type WireFault, type WireRequest } from './read-request.ts'
import { UNAVAILABLE } from './unavailable.ts'

/** What the old service's programs are told when the registry or the gate cannot answer now (I8). */
const RETRY_AFTER_SECONDS = '5'

export type WireListenerOptions = {
  gate: RenderingGate
  authenticator: Authenticator
  log: Log
  /** Where a request came from. */
  addressOf: (request: IncomingMessage) => string
}

/**
 * The addresses of the old service: `POST /dukcapil/get_json/{WIL}/{INSTANSI}/{METHOD}` and
 * `POST /dukcapil/get_json/{INSTANSI}/{METHOD}` (wire contract W-01). Credentials come in every body, and the body
 * alone says what it is, whatever its Content-Type (W-10).
 *
 * Stands before the router: of the time a call takes on the HTTP thread the router and its hooks were a fifth
 * (docs/performance.md), and a call needs none of them.
 *
 * @returns a listener that takes such calls, and leaves every other request to the router by returning false
 */
export function createWireListener(
  options: WireListenerOptions,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    if (request.method !== 'POST') return false
    const path = pathOf(request.url ?? '')
    if (path === null) return false
    readBody(request, (body) => {
      if (body === 'too-large') {
        sendTooLarge(response)
        return
      }
      answerCall(body, request, path, options).then(
        (answer) => sendAnswer(response, answer),
        (error: unknown) => sendFailure(response, error, options.log),
      )
    })
    return true
  }
}

/** How often a call is authenticated anew because its secret was rotated under it. */
const MAX_ATTEMPTS = 3

const BUSY = { kind: 'busy' } as const

async function answerCall(
  body: Buffer,
  request: IncomingMessage,
  path: WirePath,
  { gate, authenticator, log, addressOf }: WireListenerOptions,
): Promise<RenderedAnswer> {
  const read = readRequest(body)
  const question = toQuestion(plainAddress(addressOf(request)), path, read)
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
function toQuestion(address: string, path: WirePath, read: WireRequest | WireFault): Question {
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
    address,
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

function sendAnswer(response: ServerResponse, answer: RenderedAnswer): void {
  if (typeof answer !== 'string') {
    sendUnavailable(response, answer.kind === 'busy' ? 'busy' : 'registry-unavailable')
    return
  }
  const length = String(Buffer.byteLength(answer))
  response
    .writeHead(200, ['content-type', 'application/json;charset=UTF-8', 'content-length', length])
    .end(answer)
}

function sendFailure(response: ServerResponse, error: unknown, log: Log): void {
  if (error instanceof NotAnswered) {
    sendUnavailable(response, error.reason === 'failed' ? 'registry-unavailable' : 'busy')
    return
  }
  log.error({ err: error }, 'a call failed')
  sendJson(response, 500, [], { code: 'internal', message: 'Terjadi kesalahan pada server.' })
}

// Neither is an outcome of the contract: down is not "not found" (I8), so a program must not read a row.
function sendUnavailable(response: ServerResponse, code: keyof typeof UNAVAILABLE): void {
  sendJson(response, 503, ['retry-after', RETRY_AFTER_SECONDS], { code, message: UNAVAILABLE[code] })
}

/** The rest of such a body is not read: the connection ends with the answer. */
function sendTooLarge(response: ServerResponse): void {
  const body = { code: 'too-large', message: 'Isi permintaan lebih dari 64 KB.' }
  sendJson(response, 413, ['connection', 'close'], body)
}

function sendJson(response: ServerResponse, status: number, headers: string[], body: object): void {
  const text = JSON.stringify(body)
  const length = String(Buffer.byteLength(text))
  const all = ['content-type', 'application/json; charset=utf-8', 'content-length', length, ...headers]
  response.writeHead(status, all).end(text)
}
