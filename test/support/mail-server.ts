import { once } from 'node:events'
import { SMTPServer, type SMTPServerAddress, type SMTPServerOptions } from 'smtp-server'

export type TakenMail = {
  from: string
  to: string[]
  source: string
  isEncrypted: boolean
  user: string | null
}

export type MailServer = { port: number; taken: TakenMail[]; stop(): Promise<void> }

/** A real mail server on this machine, which takes letters for everybody but those whose name begins with `tidak-ada`. */
export async function startMailServer(
  options: SMTPServerOptions & { port?: number } = {},
): Promise<MailServer> {
  const { port = 0, ...rest } = options
  const taken: TakenMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    hideSTARTTLS: true,
    disableReverseLookup: true,
    logger: false,
    onRcptTo: (address: SMTPServerAddress, _session, done) =>
      address.address.startsWith('tidak-ada')
        ? done(Object.assign(new Error(`${address.address} is not here`), { responseCode: 550 }))
        : done(),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        taken.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString('utf8'),
          isEncrypted: session.secure,
          user: typeof session.user === 'string' ? session.user : null,
        })
        done()
      })
    },
    ...rest,
  })
  // A client that goes away in the middle is the client's business.
  server.on('error', () => undefined)
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    taken,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
