import { readFileSync } from 'node:fs'
import { plainAddPlaceholder } from '@signpdf/placeholder-plain'
import { P12Signer } from '@signpdf/signer-p12'
import { SignPdf } from '@signpdf/signpdf'
import forge from 'node-forge'
import type { DocumentSigner } from './document-signer.ts'

/** Room for a signature with its certificates, in bytes; a chain of three needs some 5,000. */
const SIGNATURE_BYTES = 12_000

/**
 * A signer by a certificate of this machine, PKCS#12 (`signCertFile`). The signature stands in an increment
 * behind the document, whose own bytes stay as they are.
 *
 * @param options.passwordFile null: the certificate has none
 * @throws when the file cannot be read with that password, or holds no certificate for its key
 */
export function openLocalSigner(options: {
  certFile: string
  passwordFile: string | null
  /** The moment of a signature; the machine's clock without. */
  now?: () => Date
}): DocumentSigner {
  const { certFile, passwordFile, now = () => new Date() } = options
  const passphrase = passwordFile === null ? '' : readFileSync(passwordFile, 'utf8').trim()
  const p12 = readFileSync(certFile)
  const certificate = readCertificate(p12, passphrase, certFile)
  const signer = commonName(certificate)
  return {
    signer,
    sign: async (pdf, { reason, name }) => {
      const at = now()
      const { notBefore, notAfter } = certificate.validity
      if (at < notBefore || at >= notAfter) {
        return { kind: 'refused', reason: `Sertifikat ${signer} tidak berlaku pada saat penandatanganan.` }
      }
      const prepared = withFileIdentifier(
        plainAddPlaceholder({
          pdfBuffer: pdf,
          reason,
          name,
          contactInfo: '',
          location: '',
          signingTime: at,
          signatureLength: SIGNATURE_BYTES,
          appName: 'Gapura',
        }),
      )
      // Each signs once: it reads its certificate to the end.
      const p12Signer = new P12Signer(p12, { passphrase })
      return { kind: 'signed', pdf: await new SignPdf().sign(prepared, p12Signer, at) }
    },
  }
}

function readCertificate(p12: Buffer, passphrase: string, file: string): forge.pki.Certificate {
  const opened = openP12(p12, passphrase, file)
  const { certBag, pkcs8ShroudedKeyBag } = forge.pki.oids
  const bagsOf = (bagType: string | undefined) =>
    bagType === undefined ? [] : (opened.getBags({ bagType })[bagType] ?? [])
  const key = bagsOf(pkcs8ShroudedKeyBag)[0]?.key
  const certificate = bagsOf(certBag)
    .map(({ cert }) => cert)
    .find((cert) => cert !== undefined && isKeyOf(cert.publicKey, key))
  if (certificate === undefined) throw new Error(`${file} holds no RSA key with its certificate.`)
  return certificate
}

function openP12(p12: Buffer, passphrase: string, file: string): forge.pkcs12.Pkcs12Pfx {
  try {
    return forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(p12.toString('binary')), false, passphrase)
  } catch (cause) {
    throw new Error(`${file} cannot be read as PKCS#12 with the password of signCertPasswordFile.`, { cause })
  }
}

function isKeyOf(publicKey: forge.pki.PublicKey, privateKey: forge.pki.PrivateKey | undefined): boolean {
  return (
    privateKey !== undefined &&
    'n' in publicKey &&
    'n' in privateKey &&
    publicKey.n.compareTo(privateKey.n) === 0
  )
}

function commonName(certificate: forge.pki.Certificate): string {
  const value: unknown = certificate.subject.getField('CN')?.value
  return typeof value === 'string' && value !== '' ? value : 'tanpa nama'
}

const IDENTIFIER = /\/ID\s*\[\s*(?:\([^()]*\)|<[0-9a-fA-F\s]*>)\s*(?:\([^()]*\)|<[0-9a-fA-F\s]*>)\s*\]/g

/**
 * Carries the file identifier into the trailer of the increment, where PDF/A wants it; the placeholder leaves
 * it out. The trailer stands behind the table of references, so that no offset moves.
 */
function withFileIdentifier(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1')
  const [identifier] = text.match(IDENTIFIER)?.slice(-1) ?? []
  const trailer = text.lastIndexOf('trailer')
  const open = text.indexOf('<<', trailer)
  if (identifier === undefined || trailer === -1 || open === -1 || text.includes('/ID', trailer)) return pdf
  return Buffer.concat([
    pdf.subarray(0, open + 2),
    Buffer.from(`\n${identifier}`, 'latin1'),
    pdf.subarray(open + 2),
  ])
}
