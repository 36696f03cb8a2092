import { createTransport } from 'nodemailer'
import { type SmtpConfig, secretOf } from '../kernel/smtp-config.ts'
import type { MailProblem } from './domain.ts'

/** A letter of plain text to one address. */
export type Mail = { to: string; subject: string; text: string }

/** `refused`: this letter will never be taken. `failed`: it may be taken later. */
export type Sending = { kind: 'sent' } | { kind: 'refused' | 'failed'; problem: MailProblem }

export type Mailer = { from: string; send(mail: Mail): Promise<Sending> }

const CONNECT_MS = 10_000
const SILENCE_MS = 30_000

/** Sends by the office's mail server; a connection a letter, for there are few. */
export function createMailer(smtp: SmtpConfig): Mailer {
  return {
    from: smtp.from,
    send: async ({ to, subject, text }) => {
      const password = secretOf(smtp.passwordFile)
      const ca = secretOf(smtp.caFile)
      const transport = createTransport({
        host: smtp.host,
        port: smtp.port,
        secure: smtp.security === 'tls',
        requireTLS: smtp.security === 'starttls',
        ignoreTLS: smtp.security === 'none',
        ...(ca === null ? {} : { tls: { ca } }),
        ...(smtp.user === null || password === null ? {} : { auth: { user: smtp.user, pass: password } }),
        connectionTimeout: CONNECT_MS,
        greetingTimeout: CONNECT_MS,
        socketTimeout: SILENCE_MS,
        // A letter is text of ours: nothing in it may make the server read a file or an address.
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      try {
        await transport.sendMail({ from: smtp.from, to: { name: '', address: to }, subject, text })
        return { kind: 'sent' }
      } catch (error) {
        return failureOf(error)
      } finally {
        transport.close()
      }
    },
  }
}

/** What nodemailer's errors mean; their texts repeat addresses and go nowhere. */
function failureOf(error: unknown): Sending {
  const { code, responseCode, command } = readError(error)
  const isFinal = responseCode !== undefined && responseCode >= 500
  switch (code) {
    case 'EENVELOPE':
      // A sender that is refused is a matter of the configuration, and may be mended.
      if (command === 'MAIL FROM') return { kind: 'failed', problem: 'sender-refused' }
      return { kind: isFinal ? 'refused' : 'failed', problem: 'recipient-refused' }
    case 'EMESSAGE':
      return { kind: isFinal ? 'refused' : 'failed', problem: 'message-refused' }
    case 'EAUTH':
      return { kind: 'failed', problem: 'sign-in-refused' }
    case 'ETLS':
      return { kind: 'failed', problem: 'no-encryption' }
    case 'ESOCKET':
    case 'ECONNECTION':
    case 'ETIMEDOUT':
    case 'EDNS':
      return { kind: 'failed', problem: isCertificate(error) ? 'certificate-unknown' : 'unreachable' }
    default:
      return { kind: 'failed', problem: 'other' }
  }
}

function readError(error: unknown): { code?: unknown; responseCode?: number; command?: unknown } {
  const { code, responseCode, command } = Object(error)
  return { code, command, ...(typeof responseCode === 'number' ? { responseCode } : {}) }
}

const isCertificate = (error: unknown) =>
  error instanceof Error && /certificate|self-signed|altnames|unable to verify/i.test(error.message)
