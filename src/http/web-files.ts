import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Where `scripts/build-web.mjs` puts the portal. */
export const WEB_DIR = join(import.meta.dirname, '../../dist/web')

/** Stands in the built index.html where the nonce goes; scripts/web-config.mjs writes it. */
const NONCE_PLACEHOLDER = /\{\{csp-nonce\}\}/g

/**
 * Nothing from elsewhere, nothing inline, no framing. Styles made while running carry the nonce of the page;
 * attributes are set through the style object, which the policy does not concern.
 */
const policyFor = (nonce: string) =>
  [
    `default-src 'self'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    // Drawings of letters that are being written, and of nothing else: an image runs no script.
    `img-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  // Neither the browser's cache nor its memory for the Back button keeps a page of the portal.
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), clipboard-write=()',
}

/** Addresses under which nothing of the portal lives: who asks there is a program and wants no page. */
const NOT_PAGES = /^\/(api|dukcapil|health|assets)(\/|$)/

/** Whether the pages have been built. */
export function isPortalBuilt(webDir: string): boolean {
  return existsSync(join(webDir, 'index.html'))
}

/** Serves the built portal: hashed files for good, every other address the one page, which finds its way. */
export function registerWebFiles(app: FastifyInstance, { webDir }: { webDir: string }): void {
  const index = join(webDir, 'index.html')
  if (!existsSync(index)) throw new Error(`the portal is not built: ${index} is missing (npm run build:web)`)
  const page = readFileSync(index, 'utf8')

  app.register(async (scope) => {
    await scope.register(fastifyStatic, { root: webDir, serve: false, preCompressed: true })
    scope.get<{ Params: { '*': string } }>(
      '/assets/*',
      { config: { access: 'public' } },
      (request, reply) => {
        reply.header('x-content-type-options', 'nosniff')
        // The name of a file holds the hash of what is in it.
        return reply.sendFile(`assets/${request.params['*']}`, { maxAge: '365d', immutable: true })
      },
    )
    scope.get('/*', { config: { access: 'public' } }, (request, reply) => {
      const [path = ''] = request.url.split('?')
      if (NOT_PAGES.test(path)) return reply.callNotFound()
      const nonce = randomBytes(16).toString('base64')
      return reply
        .headers({ ...PAGE_HEADERS, 'content-security-policy': policyFor(nonce) })
        .send(page.replace(NONCE_PLACEHOLDER, nonce))
    })
  })
}
