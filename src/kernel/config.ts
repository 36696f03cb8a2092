import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { readConfigFile } from './config-file.ts'
import { type MediaConfig, readMediaConfig } from './media-config.ts'
import { type OidcConfig, readOidcConfig } from './oidc-config.ts'
import { publicUrlFault } from './public-url.ts'
import { readSmtpConfig, type SmtpConfig } from './smtp-config.ts'

/** Everything an operator can set, read once at the start and passed down. */
export type Config = Readonly<{
  host: string
  port: number
  /** An HTTPS listener beside the plain one; null: none. */
  https: Readonly<{ port: number; keyFile: string | null; certFile: string | null }> | null
  dataDir: string
  /** A PostgreSQL of the operator's; null: the embedded one. */
  databaseUrl: string | null
  pgBinDir: string | undefined
  nikKeyFile: string
  sealKeyFile: string
  /** The key of the stored papers (src/files/vault.ts). */
  fileKeyFile: string
  /** A certificate by which the papers of this installation are signed; null: none are. */
  signing: Readonly<{ certFile: string; passwordFile: string | null }> | null
  trustedProxies: readonly string[]
  /** Where people reach the portal, without a slash at the end; null: wherever a request came to. */
  publicUrl: string | null
  /** A provider by which staff may sign in; null: none. */
  oidc: OidcConfig | null
  /** The mail server by which people are told of what waits in the portal; null: they are told there only. */
  smtp: SmtpConfig | null
  /** Feedback on media and on to the central authority. */
  media: MediaConfig
  /** Fill a new installation with demo data. */
  demo: boolean
  logLevel: string
  fourEyes: FourEyes
}>

/** Whether what grants authority in the portal takes a second person (docs/rules/approvals.md). */
export type FourEyes = 'required' | 'single'

export type ConfigFault = { setting: string; message: string }

type Setting = { env: string; key: string; help: string }

/**
 * The settings: name in the configuration file, environment variable, meaning. The environment wins over the
 * file. Secrets are given as paths of files that hold them.
 */
export const SETTINGS = [
  { key: 'host', env: 'HOST', help: 'address to listen on (127.0.0.1)' },
  { key: 'port', env: 'PORT', help: 'port of the plain HTTP listener (8080)' },
  { key: 'publicListening', env: 'GAPURA_PUBLIC_LISTENING', help: 'yes: allow listening on all addresses' },
  { key: 'httpsPort', env: 'GAPURA_HTTPS_PORT', help: 'port of an HTTPS listener (none)' },
  {
    key: 'httpsKeyFile',
    env: 'GAPURA_HTTPS_KEY_FILE',
    help: 'its private key, PEM (self-signed when missing)',
  },
  { key: 'httpsCertFile', env: 'GAPURA_HTTPS_CERT_FILE', help: 'its certificate, PEM' },
  { key: 'dataDir', env: 'GAPURA_DATA_DIR', help: 'folder of the database and secrets (./data)' },
  { key: 'databaseUrl', env: 'DATABASE_URL', help: 'a PostgreSQL 15–18 instead of the embedded one' },
  { key: 'databaseUrlFile', env: 'DATABASE_URL_FILE', help: 'file that holds that URL' },
  { key: 'pgBinDir', env: 'PG_BIN_DIR', help: 'bin folder of another PostgreSQL for the embedded server' },
  {
    key: 'nikKeyFile',
    env: 'GAPURA_NIK_KEY_FILE',
    help: 'file with the key of the NIK hashes (in the data folder)',
  },
  {
    key: 'sealKeyFile',
    env: 'GAPURA_SEAL_KEY_FILE',
    help: 'file with the key of the second factors (in the data folder)',
  },
  {
    key: 'fileKeyFile',
    env: 'GAPURA_FILE_KEY_FILE',
    help: 'file with the key of the stored papers (in the data folder)',
  },
  {
    key: 'signCertFile',
    env: 'GAPURA_SIGN_CERT_FILE',
    help: 'certificate that signs the papers, PKCS#12 (none: not signed)',
  },
  {
    key: 'signCertPasswordFile',
    env: 'GAPURA_SIGN_CERT_PASSWORD_FILE',
    help: 'file that holds the password of it',
  },
  {
    key: 'trustedProxies',
    env: 'GAPURA_TRUSTED_PROXIES',
    help: 'addresses whose X-Forwarded-For is believed',
  },
  {
    key: 'publicUrl',
    env: 'GAPURA_PUBLIC_URL',
    help: 'address of the portal for people, for passkeys and OIDC (that of the request)',
  },
  { key: 'oidcIssuer', env: 'GAPURA_OIDC_ISSUER', help: 'OIDC provider by which staff may sign in (none)' },
  { key: 'oidcClientId', env: 'GAPURA_OIDC_CLIENT_ID', help: 'name of this portal at the provider' },
  {
    key: 'oidcClientSecretFile',
    env: 'GAPURA_OIDC_CLIENT_SECRET_FILE',
    help: 'file that holds the secret for it',
  },
  {
    key: 'oidcUsernameClaim',
    env: 'GAPURA_OIDC_USERNAME_CLAIM',
    help: 'claim that names the account (preferred_username)',
  },
  { key: 'oidcLabel', env: 'GAPURA_OIDC_LABEL', help: 'words on its button (Masuk dengan akun kantor)' },
  {
    key: 'oidcSecondFactorAcr',
    env: 'GAPURA_OIDC_SECOND_FACTOR_ACR',
    help: 'values of acr that vouch for a second factor (none)',
  },
  {
    key: 'oidcSecondFactorAmr',
    env: 'GAPURA_OIDC_SECOND_FACTOR_AMR',
    help: 'values of amr that do (none)',
  },
  { key: 'smtpHost', env: 'GAPURA_SMTP_HOST', help: 'mail server for notices to staff (none)' },
  { key: 'smtpPort', env: 'GAPURA_SMTP_PORT', help: 'its port (587; tls 465; none 25)' },
  { key: 'smtpSecure', env: 'GAPURA_SMTP_SECURE', help: 'starttls, tls, or none (starttls)' },
  { key: 'smtpUser', env: 'GAPURA_SMTP_USER', help: 'name to sign in with there (none)' },
  { key: 'smtpPasswordFile', env: 'GAPURA_SMTP_PASSWORD_FILE', help: 'file that holds the password for it' },
  {
    key: 'smtpCaFile',
    env: 'GAPURA_SMTP_CA_FILE',
    help: 'authority of its certificate, PEM (those the system knows)',
  },
  { key: 'smtpFrom', env: 'GAPURA_SMTP_FROM', help: 'address that notices come from' },
  {
    key: 'mediaKeyFile',
    env: 'GAPURA_MEDIA_KEY_FILE',
    help: 'file with the age identity for feedback on media (in the data folder)',
  },
  {
    key: 'mediaSignKeyFile',
    env: 'GAPURA_MEDIA_SIGN_KEY_FILE',
    help: 'file with the key that signs packages for the central authority (in the data folder)',
  },
  {
    key: 'centralRecipient',
    env: 'GAPURA_CENTRAL_RECIPIENT',
    help: 'age recipient of the central authority, for those packages (none)',
  },
  {
    key: 'forwardUrl',
    env: 'GAPURA_FORWARD_URL',
    help: 'web service of the central authority for feedback (none)',
  },
  { key: 'forwardTokenFile', env: 'GAPURA_FORWARD_TOKEN_FILE', help: 'file that holds the token for it' },
  { key: 'demo', env: 'GAPURA_DEMO', help: 'yes or no: fill a new installation with demo data' },
  { key: 'logLevel', env: 'GAPURA_LOG_LEVEL', help: 'trace debug info warn error silent (info)' },
  {
    key: 'fourEyes',
    env: 'GAPURA_FOUR_EYES',
    help: 'required, or single where an office has one administrator only (required)',
  },
] as const satisfies readonly Setting[]

export type SettingKey = (typeof SETTINGS)[number]['key']

export const SETTING_KEYS: ReadonlySet<string> = new Set(SETTINGS.map(({ key }) => key))

const FOUR_EYES: readonly FourEyes[] = ['required', 'single']
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent']

/**
 * Reads the configuration file that `GAPURA_CONFIG` names (YAML or JSON) and the environment.
 *
 * Without any configuration file or database of the operator's, a new data folder gets the demo; as soon as
 * someone has configured something of an installation, only when `demo` says so.
 *
 * @returns the configuration, or every fault at once
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): { kind: 'read'; config: Config } | { kind: 'faulty'; faults: ConfigFault[] } {
  const faults: ConfigFault[] = []
  const fault = (setting: string, message: string) => faults.push({ setting, message })
  const file = readConfigFile(env.GAPURA_CONFIG, cwd, SETTING_KEYS, fault)
  const value = (key: SettingKey) =>
    env[SETTINGS.find((setting) => setting.key === key)?.env ?? ''] || file.get(key)

  const port = (key: SettingKey) => {
    const text = value(key)
    if (text === undefined) return undefined
    const number = Number(text)
    if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number
    fault(key, `harus bilangan 0 sampai 65535, bukan "${text}"`)
    return undefined
  }
  const yesNo = (key: SettingKey) => {
    const text = value(key)?.toLowerCase()
    if (text === undefined) return undefined
    if (['yes', 'true', '1', 'ya'].includes(text)) return true
    if (!['no', 'false', '0', 'tidak'].includes(text)) fault(key, `harus yes atau no, bukan "${text}"`)
    return false
  }
  const path = (key: SettingKey, mustExist: boolean) => {
    const text = value(key)
    if (text === undefined) return undefined
    const full = resolve(cwd, text)
    if (mustExist && !existsSync(full)) fault(key, `berkas atau folder ${full} tidak ada`)
    return full
  }

  const dataDir = path('dataDir', false) ?? join(cwd, 'data')
  const host = value('host') ?? '127.0.0.1'
  if (!isLoopback(host) && yesNo('publicListening') !== true) {
    fault(
      'host',
      `${host} dapat dijangkau dari luar mesin ini; bila memang dikehendaki, set publicListening: yes`,
    )
  }
  const httpsPort = port('httpsPort')
  const keyFile = path('httpsKeyFile', true)
  const certFile = path('httpsCertFile', true)
  if ((keyFile === undefined) !== (certFile === undefined)) {
    fault('httpsKeyFile', 'kunci dan sertifikat harus disebut keduanya')
  }
  const signCertFile = path('signCertFile', true)
  const signPasswordFile = path('signCertPasswordFile', true)
  if (signCertFile === undefined && signPasswordFile !== undefined) {
    fault('signCertFile', 'harus disebut bila signCertPasswordFile disebut')
  }
  const databaseUrl = readDatabaseUrl(value('databaseUrl'), path('databaseUrlFile', true), fault)
  const trustedProxies = (value('trustedProxies') ?? '').split(/[\s,]+/).filter((item) => item !== '')
  for (const proxy of trustedProxies) {
    if (isIP(proxy.split('/')[0] ?? '') === 0)
      fault('trustedProxies', `${proxy} bukan alamat IP atau jaringan`)
  }
  const publicUrl = value('publicUrl') ?? null
  const urlFault = publicUrl === null ? undefined : publicUrlFault(publicUrl)
  if (urlFault !== undefined) fault('publicUrl', urlFault)
  const oidc = readOidcConfig(value, path('oidcClientSecretFile', true), publicUrl, fault)
  const smtpFiles = { password: path('smtpPasswordFile', true), ca: path('smtpCaFile', true) }
  const smtp = readSmtpConfig(value, smtpFiles, publicUrl, fault)
  const mediaFiles = {
    mediaKey: path('mediaKeyFile', false),
    mediaSignKey: path('mediaSignKeyFile', false),
    forwardToken: path('forwardTokenFile', true),
  }
  const media = readMediaConfig(value, mediaFiles, dataDir, fault)
  const logLevel = value('logLevel') ?? 'info'
  if (!LOG_LEVELS.includes(logLevel)) fault('logLevel', `harus salah satu dari ${LOG_LEVELS.join(', ')}`)
  const fourEyes = FOUR_EYES.find((one) => one === (value('fourEyes') ?? 'required'))
  if (fourEyes === undefined) fault('fourEyes', `harus salah satu dari ${FOUR_EYES.join(', ')}`)
  const isConfigured = env.GAPURA_CONFIG !== undefined || databaseUrl !== null

  const config: Config = {
    host,
    port: port('port') ?? 8080,
    https:
      httpsPort === undefined
        ? null
        : { port: httpsPort, keyFile: keyFile ?? null, certFile: certFile ?? null },
    dataDir,
    databaseUrl,
    pgBinDir: path('pgBinDir', true),
    nikKeyFile: path('nikKeyFile', false) ?? join(dataDir, 'secrets', 'nik.key'),
    sealKeyFile: path('sealKeyFile', false) ?? join(dataDir, 'secrets', 'seal.key'),
    fileKeyFile: path('fileKeyFile', false) ?? join(dataDir, 'secrets', 'files.key'),
    signing:
      signCertFile === undefined ? null : { certFile: signCertFile, passwordFile: signPasswordFile ?? null },
    trustedProxies,
    publicUrl: publicUrl === null || urlFault !== undefined ? null : new URL(publicUrl).origin,
    oidc,
    smtp,
    media,
    demo: yesNo('demo') ?? !isConfigured,
    logLevel,
    fourEyes: fourEyes ?? 'required',
  }
  return faults.length > 0 ? { kind: 'faulty', faults } : { kind: 'read', config: Object.freeze(config) }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

function readDatabaseUrl(
  url: string | undefined,
  file: string | undefined,
  fault: (setting: string, message: string) => void,
): string | null {
  const text = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8').trim() : url
  if (text === undefined) return null
  // The URL can hold a password: the message must not repeat it.
  if (!/^postgres(ql)?:\/\//.test(text)) fault('databaseUrl', 'harus berbentuk postgres://…')
  // It would replace the options of the server's own, and with them the role that has the least grants.
  if (/[?&]options=/.test(text)) fault('databaseUrl', 'tidak boleh memuat parameter options')
  return text
}
