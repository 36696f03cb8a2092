import { existsSync } from 'node:fs'
import { isLocalName, isLoopbackNumber, parseSite } from './public-url.ts'

/** The office's own sign-in service (OpenID Connect). */
export type OidcConfig = Readonly<{
  issuer: string
  clientId: string
  clientSecretFile: string
  /** The claim that is compared with usernames. */
  usernameClaim: string
  /** On the button of the sign-in page. */
  label: string
  /** Values of `acr` and `amr` by which the provider vouches for a second factor; none: it never does. */
  secondFactorAcr: readonly string[]
  secondFactorAmr: readonly string[]
}>

type OidcSetting = 'oidcIssuer' | 'oidcClientId' | 'oidcClientSecretFile' | 'oidcUsernameClaim' | OidcMore
type OidcMore = 'oidcLabel' | 'oidcSecondFactorAcr' | 'oidcSecondFactorAmr'

const MAX_LABEL = 40

/** What is set of a provider; null: nobody signs in by one. */
export function readOidcConfig(
  value: (key: OidcSetting) => string | undefined,
  secretFile: string | undefined,
  publicUrl: string | null,
  fault: (setting: string, message: string) => void,
): OidcConfig | null {
  const issuer = value('oidcIssuer')
  if (issuer === undefined) {
    for (const key of ['oidcClientId', 'oidcClientSecretFile'] as const) {
      if (value(key) !== undefined) fault(key, 'tidak berarti tanpa oidcIssuer')
    }
    return null
  }
  const site = parseSite(issuer)
  const isLocal = site !== undefined && (isLocalName(site.hostname) || isLoopbackNumber(site.hostname))
  if (site === undefined || (site.protocol !== 'https:' && !isLocal)) {
    fault('oidcIssuer', 'harus alamat https (http hanya untuk mesin ini sendiri)')
  }
  // The provider leads back to a fixed address; one taken from a request could be anybody's.
  if (publicUrl === null) fault('publicUrl', 'harus disebut bila oidcIssuer disebut')
  const clientId = value('oidcClientId')
  if (clientId === undefined) fault('oidcClientId', 'harus disebut bila oidcIssuer disebut')
  if (secretFile === undefined) fault('oidcClientSecretFile', 'harus disebut bila oidcIssuer disebut')
  const label = value('oidcLabel') ?? 'Masuk dengan akun kantor'
  if (label.length > MAX_LABEL) fault('oidcLabel', `paling banyak ${MAX_LABEL} huruf`)
  if (clientId === undefined || secretFile === undefined || !existsSync(secretFile)) return null
  return Object.freeze({
    issuer,
    clientId,
    clientSecretFile: secretFile,
    usernameClaim: value('oidcUsernameClaim') ?? 'preferred_username',
    label,
    secondFactorAcr: listOf(value('oidcSecondFactorAcr')),
    secondFactorAmr: listOf(value('oidcSecondFactorAmr')),
  })
}

const listOf = (text = '') => text.split(/[\s,]+/).filter((item) => item !== '')
