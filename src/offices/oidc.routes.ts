import type { FastifyInstance } from 'fastify'
import { sendNotFound, sendUnavailable } from '../kernel/problem.ts'
import { CALLBACK_PATH, type OidcProvider } from './oidc-provider.ts'
import { REQUEST_SECONDS } from './oidc-request.ts'
import { beginOidc, finishOidc } from './oidc-sign-in.ts'
import { originOf } from './origin.ts'
import { SESSION_SCOPE, setDevice, setSession } from './session-replies.ts'
import type { SignInTools } from './sign-in.ts'

const OIDC_COOKIE = 'gapura_oidc'
/** The page of the portal that goes on with whatever session there is. */
const SIGN_IN_PAGE = '/masuk'

const PUBLIC = { config: { access: 'public' } } as const

/** Signing in by the office's own provider, where one is configured. */
export function registerOidcRoutes(
  app: FastifyInstance,
  tools: SignInTools & { oidc: OidcProvider | null },
): void {
  const { oidc } = tools
  app.get('/api/portal/sign-in-ways', PUBLIC, async () => ({
    oidc: oidc === null ? null : { label: oidc.label },
  }))

  app.post(`${SESSION_SCOPE}/oidc`, PUBLIC, async (_request, reply) => {
    if (oidc === null) return sendNotFound(reply)
    const begun = await beginOidc(tools, oidc)
    if (begun === undefined) {
      return sendUnavailable(reply, 'oidc-unavailable', 'Layanan masuk kantor sedang tidak dapat dihubungi.')
    }
    reply.setCookie(OIDC_COOKIE, begun.cookie, {
      path: CALLBACK_PATH,
      httpOnly: true,
      // The provider leads back from its own site, which a strict cookie would not survive.
      sameSite: 'lax',
      secure: reply.request.protocol === 'https',
      maxAge: REQUEST_SECONDS,
    })
    return { location: begun.location }
  })

  app.get(CALLBACK_PATH, PUBLIC, async (request, reply) => {
    if (oidc === null) return sendNotFound(reply)
    const [, query = ''] = request.url.split('?')
    const cookie = request.cookies[OIDC_COOKIE]
    const result = await finishOidc(tools, oidc, { cookie, query }, originOf(request))
    reply.clearCookie(OIDC_COOKIE, { path: CALLBACK_PATH }).header('referrer-policy', 'no-referrer')
    if (result.kind === 'refused') return reply.redirect(`${SIGN_IN_PAGE}?why=oidc-${result.why}`, 303)
    setSession(reply, result.token)
    setDevice(reply, result.device)
    return reply.redirect(SIGN_IN_PAGE, 303)
  })
}
