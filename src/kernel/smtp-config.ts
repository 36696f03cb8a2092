import { existsSync, readFileSync } from 'node:fs'

/** How the connection to the mail server is kept from others. */
export const SMTP_SECURITIES = ['starttls', 'tls', 'none'] as const

export type SmtpSecurity = (typeof SMTP_SECURITIES)[number]

/** The office's own mail server, by which people are told that something waits in the portal. */
export type SmtpConfig = Readonly<{
  host: string
  port: number
  /** `starttls` and `tls` refuse to send in the clear; `none` is for a server within the closed network. */
  security: SmtpSecurity
  user: string | null
  passwordFile: string | null
  /** The authority of the server's certificate; null: those that the system knows. */
  caFile: string | null
  from: string
}>

type SmtpSetting = 'smtpHost' | 'smtpPort' | 'smtpSecure' | 'smtpUser' | 'smtpFrom'

const USUAL_PORT: Record<SmtpSecurity, number> = { starttls: 587, tls: 465, none: 25 }

// One plain address: a name beside it would have to be written in ways that mail servers differ about.
const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/

/** What is set of a mail server; null: people are told in the portal only. */
export function readSmtpConfig(
  value: (key: SmtpSetting) => string | undefined,
  files: { password: string | undefined; ca: string | undefined },
  publicUrl: string | null,
  fault: (setting: string, message: string) => void,
): SmtpConfig | null {
  const host = value('smtpHost')
  if (host === undefined) {
    for (const key of ['smtpPort', 'smtpSecure', 'smtpUser', 'smtpFrom'] as const) {
      if (value(key) !== undefined) fault(key, 'tidak berarti tanpa smtpHost')
    }
    return null
  }
  const security = SMTP_SECURITIES.find((one) => one === (value('smtpSecure') ?? 'starttls'))
  if (security === undefined) fault('smtpSecure', `harus salah satu dari ${SMTP_SECURITIES.join(', ')}`)
  const port = Number(value('smtpPort') ?? USUAL_PORT[security ?? 'starttls'])
  if (!Number.isInteger(port) || port < 1 || port > 65_535) fault('smtpPort', 'harus 1 sampai 65535')
  const user = value('smtpUser') ?? null
  if ((user === null) !== (files.password === undefined)) {
    fault('smtpUser', 'smtpUser dan smtpPasswordFile harus disebut keduanya')
  }
  if (user !== null && security === 'none') {
    fault('smtpSecure', 'kata sandi tidak dikirim tanpa penyandian: pakai starttls atau tls')
  }
  const from = value('smtpFrom')
  if (from === undefined || !ADDRESS.test(from)) fault('smtpFrom', 'harus satu alamat surel, tanpa nama')
  // A letter without the way to the portal would tell nobody where to go.
  if (publicUrl === null) fault('publicUrl', 'harus disebut bila smtpHost disebut')
  if (security === undefined || from === undefined || publicUrl === null) return null
  return Object.freeze({
    host,
    port,
    security,
    user,
    passwordFile: files.password ?? null,
    caFile: files.ca ?? null,
    from,
  })
}

/** Reads a file that the configuration names; null where it names none. */
export const secretOf = (file: string | null): string | null =>
  file === null || !existsSync(file) ? null : readFileSync(file, 'utf8').trim()
