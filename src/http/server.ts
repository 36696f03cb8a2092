import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import https from 'node:https'
import type { Duplex } from 'node:stream'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import type { Log } from '../kernel/log.ts'
import type { Access } from '../offices/index.ts'
import { REQUEST_LIMIT_MS, watchLateRequests } from './late-requests.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
}

export type ServerOptions = {
  log: Log
  /** Addresses or networks of proxies whose X-Forwarded-For is believed; none by default. */
  trustedProxies: readonly string[]
  /** Key and certificate of an HTTPS listener; plain HTTP without. */
  tls?: { key: string; cert: string }
  /** Takes requests that need no router; false leaves one to it. */
  beforeRouter?: (request: IncomingMessage, response: ServerResponse) => boolean
}

/** Marks the scope in which sessions are checked (portal-access.ts). */
export const PORTAL = 'gapuraPortal'

/** How long a file may take: 10 MB take 80 seconds over a line of 1 Mbps, which offices have. */
const FILE_TIMEOUT_MS = 120_000
/** Existing clients keep connections open between patients. */
const KEEP_ALIVE_MS = 72_000

/** An HTTP server without routes. What it answers for errors names no cause; the log has it. */
export function createServer(options: ServerOptions): FastifyInstance {
  const state = { isClosing: false }
  const app = Fastify({
    logger: false,
    trustProxy: options.trustedProxies.length === 0 ? false : [...options.trustedProxies],
    serverFactory: (router) => listenerServer(options, state, router),
    // Bytes that are no HTTP, and addresses that cannot be decoded, are answered in the same form as the rest.
    clientErrorHandler: answerBadBytes,
    frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
      const status = error.statusCode ?? 400
      void reply.code(status).send(CLIENT_ERRORS[status] ?? CLIENT_ERRORS[400])
    },
    routerOptions: { maxParamLength: 256, ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
  })

  app.addHook('preClose', (done) => {
    state.isClosing = true
    closeIdleUntilClosed(app.server)
    done()
  })
  app.addHook('onRoute', function (route) {
    const access = route.config?.access
    const name = `route ${String(route.method)} ${route.url}`
    if (access === undefined) throw new Error(`${name} declares no access`)
    if (access !== 'public' && !this.hasDecorator(PORTAL))
      throw new Error(`${name} asks for a session, but stands outside the portal`)
  })
  app.setNotFoundHandler((request, reply) =>
    request.method === 'POST' || /^\/(api|assets)\//.test(request.url)
      ? reply.code(404).send({ code: 'not-found', message: 'Alamat ini tidak ada.' })
      : reply
          .code(405)
          .header('allow', 'POST')
          .send({ code: 'method-not-allowed', message: 'Gunakan POST.' }),
  )
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) options.log.error({ err: error, url: request.routeOptions.url }, 'a request failed')
    const known = CLIENT_ERRORS[status] ?? CLIENT_ERRORS[400]
    return reply.code(status).send(status >= 500 ? INTERNAL : known)
  })
  app.get('/health', { config: { access: 'public' } }, async () => ({ status: 'ok' }))
  return app
}

function listenerServer(
  { tls, beforeRouter }: ServerOptions,
  state: { readonly isClosing: boolean },
  router: RequestListener,
) {
  const listener: RequestListener =
    beforeRouter === undefined
      ? router
      : (request, response) => {
          // Programs that call without a pause would keep their connections, and the server, open for ever.
          if (state.isClosing) response.setHeader('connection', 'close')
          if (!beforeRouter(request, response)) router(request, response)
        }
  const limits = {
    headersTimeout: REQUEST_LIMIT_MS,
    requestTimeout: FILE_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  }
  const watch = watchLateRequests(({ socket }) => endWith(socket, '408 Request Timeout', CLIENT_ERRORS[408]))
  const timely: RequestListener = (request, response) => {
    watch(request)
    listener(request, response)
  }
  return tls === undefined
    ? http.createServer(limits, timely)
    : https.createServer({ ...limits, ...tls }, timely)
}

const CLOSE_IDLE_EVERY_MS = 50

/** Connections that had a request under way when closing began become idle later. */
function closeIdleUntilClosed(server: http.Server) {
  // A server that never listened never says that it is closed, and must not hold the process for it.
  const timer = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS).unref()
  server.once('close', () => clearInterval(timer))
}

function answerBadBytes(_error: Error, socket: Duplex) {
  endWith(socket, '400 Bad Request', CLIENT_ERRORS[400])
}

function endWith(socket: Duplex, status: string, problem: unknown) {
  if (!socket.writable) return
  const body = JSON.stringify(problem)
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}

const INTERNAL = { code: 'internal', message: 'Terjadi kesalahan pada server.' }

const CLIENT_ERRORS: Record<number, { code: string; message: string }> = {
  400: { code: 'bad-request', message: 'Permintaan tidak dapat dibaca.' },
  408: { code: 'timeout', message: 'Permintaan tidak selesai dikirim.' },
  413: { code: 'too-large', message: 'Isi permintaan lebih dari 64 KB.' },
}
