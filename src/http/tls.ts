import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import type { Config } from '../kernel/config.ts'
import type { Log } from '../kernel/log.ts'
import { writeSecretFile } from '../kernel/secrets.ts'

export type TlsListener = { port: number; tls: { key: string; cert: string } }

const VALID_YEARS = 5

/**
 * The HTTPS listener that the configuration asks for, if any. Without a certificate of the operator's, a
 * self-signed one is made once and kept in the data folder: clients of the old service connect to such and do
 * not verify it, so a new one at every start would gain nothing and break those that pin it.
 */
export async function tlsOf(config: Config, log: Log): Promise<TlsListener[]> {
  const { https } = config
  if (https === null) return []
  const keyFile = https.keyFile ?? join(config.dataDir, 'secrets', 'https.key')
  const certFile = https.certFile ?? join(config.dataDir, 'secrets', 'https.crt')
  if (https.keyFile === null && !existsSync(keyFile)) {
    const until = new Date()
    until.setFullYear(until.getFullYear() + VALID_YEARS)
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'gapura' }], {
      keySize: 2048,
      algorithm: 'sha256',
      notAfterDate: until,
      extensions: [{ name: 'subjectAltName', altNames: namesOf(config.host) }],
    })
    writeSecretFile(keyFile, key)
    writeSecretFile(certFile, cert)
    log.info({ certFile }, 'made a self-signed certificate')
  }
  return [
    { port: https.port, tls: { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8') } },
  ]
}

/** What clients may call this server by: DNS names are of type 2, addresses of type 7 (RFC 5280). */
function namesOf(host: string) {
  const addresses = new Set(['127.0.0.1', '::1', ...(isIP(host) === 0 ? [] : [host])])
  return [
    { type: 2 as const, value: 'localhost' },
    { type: 2 as const, value: 'gapura' },
    ...[...addresses].map((ip) => ({ type: 7 as const, ip })),
  ]
}
