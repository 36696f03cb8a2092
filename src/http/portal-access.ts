import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import type { Pool } from '../kernel/database.ts'
import type { Log } from '../kernel/log.ts'
import { sendUnavailable } from '../kernel/problem.ts'
import {
  ACCESS_REFUSALS,
  type AccessRefusal,
  checkAccess,
  findSession,
  hashToken,
  isOfSuspended,
  nextStep,
  originOf,
  permissionsOf,
  SESSION_COOKIE,
  type SessionRecord,
  type SignedIn,
} from '../offices/index.ts'
import { PORTAL } from './server.ts'

/** What the portal's own requests carry: the token against forgery, and what a page asks by itself. */
const CSRF_HEADER = 'x-gapura-csrf'
const BACKGROUND_HEADER = 'x-gapura-background'

/**
 * The scope of the portal's API: every request is checked against the access its route declares, before its
 * body is read, and every answer is kept by nobody.
 *
 * @param register adds the routes; routes that ask for a session cannot be added anywhere else
 */
export function registerPortal(
  app: FastifyInstance,
  { pool, log }: { pool: Pool; log: Log },
  register: (scope: FastifyInstance) => void,
): void {
  app.register(async (scope) => {
    scope.decorate(PORTAL, true)
    await scope.register(cookie)
    const known = decorateRequests(scope)
    scope.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff')
      const access = request.routeOptions.config.access ?? 'signed-in'
      const token = access === 'public' ? undefined : request.cookies[SESSION_COOKIE]
      const keepsAlive = request.headers[BACKGROUND_HEADER] === undefined
      const session =
        token === undefined || token.length > 100
          ? undefined
          : await findSession(pool, hashToken(token), keepsAlive)
      const asked = {
        access,
        isChange: request.method !== 'GET' && request.method !== 'HEAD',
        csrf: headerOf(request, CSRF_HEADER),
        fetchSite: headerOf(request, 'sec-fetch-site'),
        token,
      }
      const lacking = checkAccess(asked, session)
      const refusal =
        lacking === 'signed-out' && token !== undefined && (await isOfSuspended(pool, hashToken(token)))
          ? 'suspended'
          : lacking
      if (refusal !== undefined)
        return reply.code(ACCESS_REFUSALS[refusal].status).send(bodyOf(refusal, request, session))
      if (session !== undefined && token !== undefined) known.set(request, { session, token })
    })
    scope.setErrorHandler<FastifyError>((error, request, reply) => {
      const { requestId } = request
      const status = error.statusCode ?? 500
      if (status >= 500) {
        log.error({ err: error, url: request.routeOptions.url, requestId }, 'a request of the portal failed')
        if (isDatabaseAway(error)) return sendUnavailable(reply, 'unavailable', AWAY)
        return reply
          .code(500)
          .send({ code: 'internal', message: 'Terjadi kesalahan pada server.', requestId })
      }
      return reply.code(status).send({ ...(status === 413 ? TOO_LARGE : UNREADABLE), requestId })
    })
    register(scope)
  })
}

const UNREADABLE = { code: 'bad-request', message: 'Permintaan tidak dapat dibaca.' }
const TOO_LARGE = { code: 'too-large', message: 'Yang dikirim terlalu besar. Berkas paling besar 10 MB.' }

const AWAY = 'Basis data sedang tidak dapat dihubungi. Coba lagi beberapa saat.'

/** Whether an error says that the database could not be reached, or went away, rather than that it refused. */
function isDatabaseAway({ code, message }: FastifyError): boolean {
  if (/^(08|57P)|^ECONN|^EPIPE$|^ETIMEDOUT$/.test(code ?? '')) return true
  return /timeout exceeded when trying to connect|Connection terminated/.test(message)
}

type Known = { session: SessionRecord; token: string }

/** Adds what the routes read of a request; asking for what was not checked is an error, not a blank. */
function decorateRequests(scope: FastifyInstance): WeakMap<FastifyRequest, Known> {
  const known = new WeakMap<FastifyRequest, Known>()
  const ids = new WeakMap<FastifyRequest, string>()
  const get = (request: FastifyRequest): Known => {
    const found = known.get(request)
    if (found === undefined) throw new Error('nobody is signed in on this route')
    return found
  }
  scope.decorateRequest('requestId', {
    getter() {
      const id = ids.get(this) ?? randomUUID()
      ids.set(this, id)
      return id
    },
  })
  scope.decorateRequest('portal', {
    getter() {
      return get(this)
    },
  })
  scope.decorateRequest('signedIn', {
    getter() {
      const { access } = this.routeOptions.config
      if (access === 'session') throw new Error('whoever asks here may not be completely signed in')
      return signedInOf(get(this).session, originOf(this).address)
    },
  })
  return known
}

function signedInOf(session: SessionRecord, address: string): SignedIn {
  return {
    staffId: session.staffId,
    username: session.username,
    fullName: session.fullName,
    role: session.role,
    permissions: permissionsOf(session.role),
    officeId: session.officeId,
    officeCode: session.officeCode,
    officeName: session.officeName,
    timeZone: session.timeZone,
    agencyId: session.agencyId,
    agencyName: session.agencyName,
    credentialId: session.credentialId,
    secretVersion: session.secretVersion,
    sessionId: session.sessionId,
    address,
  }
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}

function bodyOf(refusal: AccessRefusal, { requestId }: FastifyRequest, session: SessionRecord | undefined) {
  const { message } = ACCESS_REFUSALS[refusal]
  const isStep = refusal === 'second-factor-required' || refusal === 'password-change-required'
  return {
    code: refusal,
    message,
    requestId,
    ...(isStep && session !== undefined ? { next: nextStep(session) } : {}),
  }
}
