import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import forge from 'node-forge'

export type TestCertificate = { certFile: string; passwordFile: string }

/** A self-signed certificate with its key, as an office would get it: PKCS#12 and a password. */
export function makeCertificate(
  folder: string,
  options: { name: string; from: Date; until: Date; password?: string },
): TestCertificate {
  const { name, from, until, password = 'rahasia uji' } = options
  const keys = forge.pki.rsa.generateKeyPair(2048)
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = keys.publicKey
  certificate.serialNumber = '01'
  certificate.validity.notBefore = from
  certificate.validity.notAfter = until
  const subject = [{ name: 'commonName', value: name }]
  certificate.setSubject(subject)
  certificate.setIssuer(subject)
  certificate.sign(keys.privateKey, forge.md.sha256.create())
  const p12 = forge.pkcs12.toPkcs12Asn1(keys.privateKey, [certificate], password, { algorithm: '3des' })
  mkdirSync(folder, { recursive: true })
  const [certFile, passwordFile] = [join(folder, 'sign.p12'), join(folder, 'sign.password')]
  writeFileSync(certFile, Buffer.from(forge.asn1.toDer(p12).getBytes(), 'binary'))
  writeFileSync(passwordFile, `${password}\n`)
  return { certFile, passwordFile }
}
