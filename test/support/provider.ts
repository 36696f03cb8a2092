import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

const CLIENT_ID = 'gapura'
const CLIENT_SECRET = 'rahasia-contoh-untuk-uji-saja-0123456789'

/** Whom the provider signs in, and how it says they signed in; null: it says no. */
export type ProviderPerson = { username: string; acr?: string; amr?: readonly string[] } | null

/** A real OpenID provider of one client, whose people sign in without being asked. */
export async function openProvider(redirectUri: string) {
  let person: ProviderPerson = null
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('the provider has no port')
  const issuer = `http://127.0.0.1:${address.port}`
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['kunci-kue-untuk-uji'] },
    claims: { openid: ['sub', 'acr', 'amr'], profile: ['preferred_username'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/interaction' },
    findAccount: (_context: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, preferred_username: accountId }),
    }),
  })
  const handle = provider.callback()
  const interact = async (request: IncomingMessage, response: ServerResponse) => {
    if (person === null) {
      await provider.interactionFinished(request, response, {
        error: 'access_denied',
        error_description: 'the person said no',
      })
      return
    }
    const { username, acr, amr } = person
    const grant = new provider.Grant({ accountId: username, clientId: CLIENT_ID })
    grant.addOIDCScope('openid profile')
    await provider.interactionFinished(request, response, {
      login: {
        accountId: username,
        ...(acr === undefined ? {} : { acr }),
        ...(amr === undefined ? {} : { amr }),
      },
      consent: { grantId: await grant.save() },
    })
  }
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction') !== true) return handle(request, response)
    interact(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })

  return {
    issuer,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    /** Who sits at the browser from now on. */
    seat(next: ProviderPerson) {
      person = next
    },
    /** What a browser does at the provider, up to the address it is led back to. */
    async visit(location: string): Promise<URL> {
      const cookies = new Map<string, string>()
      let url = new URL(location)
      while (url.origin === issuer) {
        const response = await fetch(url, {
          redirect: 'manual',
          headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        })
        for (const cookie of response.headers.getSetCookie()) {
          const [pair = ''] = cookie.split(';')
          const at = pair.indexOf('=')
          cookies.set(pair.slice(0, at), pair.slice(at + 1))
        }
        const next = response.headers.get('location')
        if (next === null)
          throw new Error(`the provider answered ${response.status}: ${await response.text()}`)
        url = new URL(next, url)
      }
      return url
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export type TestProvider = Awaited<ReturnType<typeof openProvider>>
