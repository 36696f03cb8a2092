import { readFileSync } from 'node:fs'
import type { Configuration } from 'openid-client'
import type { OidcConfig } from '../kernel/oidc-config.ts'
import type { OidcSecrets } from './oidc-request.ts'

// Most installations have no provider: the library is loaded by the first sign-in that asks for one.
const library = () => import('openid-client')

const PATIENCE_SECONDS = 5

/** What a provider says of who has signed in. */
export type OidcIdentity = { username: string | undefined; acr: string | undefined; amr: readonly string[] }

export type OidcAnswer =
  | { kind: 'identified'; identity: OidcIdentity }
  /** The person said no, or the provider did for them. */
  | { kind: 'denied' }
  /** Anything else: an answer that is not right, or none. */
  | { kind: 'failed' }

export type OidcProvider = {
  label: string
  /** Where the browser must go; undefined while the provider cannot be asked. */
  begin(secrets: OidcSecrets): Promise<URL | undefined>
  /** Exchanges what the browser brought back; every check of the answer is made here. */
  finish(query: string, secrets: OidcSecrets): Promise<OidcAnswer>
  /** Whether what the provider says vouches for a second factor. */
  hasSecondFactor(identity: OidcIdentity): boolean
}

export const CALLBACK_PATH = '/api/portal/session/oidc/callback'

/** The configured provider; asked for what it is when it is first needed, and again until it has answered. */
export function createOidcProvider(settings: OidcConfig, publicUrl: string): OidcProvider {
  const redirectUri = `${publicUrl}${CALLBACK_PATH}`
  let found: Promise<Configuration> | undefined
  const configuration = () => {
    found ??= discover(settings).catch((error: unknown) => {
      found = undefined
      throw error
    })
    return found
  }
  return {
    label: settings.label,
    begin: async ({ state, nonce, codeVerifier }) => {
      const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await library()
      const config = await configuration().catch(() => undefined)
      if (config === undefined) return undefined
      const { secondFactorAcr } = settings
      return buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        ...(secondFactorAcr.length > 0 ? { acr_values: secondFactorAcr.join(' ') } : {}),
      })
    },
    finish: async (query, secrets) => {
      const { AuthorizationResponseError } = await library()
      try {
        const url = new URL(`${redirectUri}?${query}`)
        return { kind: 'identified', identity: await identify(await configuration(), url, secrets, settings) }
      } catch (error) {
        // The library says no by throwing; its messages can repeat tokens, so none is passed on.
        return { kind: error instanceof AuthorizationResponseError ? 'denied' : 'failed' }
      }
    },
    hasSecondFactor: ({ acr, amr }) =>
      (acr !== undefined && settings.secondFactorAcr.includes(acr)) ||
      amr.some((one) => settings.secondFactorAmr.includes(one)),
  }
}

async function discover({ issuer, clientId, clientSecretFile }: OidcConfig): Promise<Configuration> {
  const client = await library()
  const secret = readFileSync(clientSecretFile, 'utf8').trim()
  const isPlain = issuer.startsWith('http:')
  return client.discovery(new URL(issuer), clientId, undefined, client.ClientSecretBasic(secret), {
    timeout: PATIENCE_SECONDS,
    // The signature of the ID token is checked as well as the connection it came over.
    execute: [client.enableNonRepudiationChecks, ...(isPlain ? [client.allowInsecureRequests] : [])],
  })
}

async function identify(
  config: Configuration,
  url: URL,
  { state, nonce, codeVerifier }: OidcSecrets,
  { usernameClaim }: OidcConfig,
): Promise<OidcIdentity> {
  const { authorizationCodeGrant, fetchUserInfo } = await library()
  const tokens = await authorizationCodeGrant(config, url, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: codeVerifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (claims === undefined) throw new Error('the provider sent no ID token')
  // Some providers tell names only to who asks for them; how the person signed in stands in the ID token alone.
  const named =
    claims[usernameClaim] === undefined
      ? await fetchUserInfo(config, tokens.access_token, claims.sub)
      : claims
  const username = named[usernameClaim]
  const { acr, amr } = claims
  return {
    username: typeof username === 'string' ? username : undefined,
    acr: typeof acr === 'string' ? acr : undefined,
    amr: Array.isArray(amr) ? amr.filter((one) => typeof one === 'string') : [],
  }
}
