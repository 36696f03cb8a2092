import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import forge from 'node-forge'
import { makeCertificate, type TestCertificate } from '../../test/support/certificate.ts'
import { specimenPdf } from '../../test/support/specimen-files.ts'
import { checkUpload } from '../files/index.ts'
import { openLocalSigner } from './local-signer.ts'

const folder = mkdtempSync(join(tmpdir(), 'gapura-signer-'))
const NAME = 'Disdukcapil Kabupaten Contoh'
const WORDS = { reason: 'Surat nomor 470/12/2026 (uji) — é', name: 'Contoh Pejabat, S.H.' }
const SIGNED_AT = new Date('2026-11-21T03:00:00Z')
const [FROM, UNTIL] = [new Date('2026-01-01T00:00:00Z'), new Date('2027-01-01T00:00:00Z')]

let certificate: TestCertificate

before(() => {
  certificate = makeCertificate(join(folder, 'office'), { name: NAME, from: FROM, until: UNTIL })
})
after(() => rmSync(folder, { recursive: true, force: true }))

async function signed(pdf: Buffer, at = SIGNED_AT): Promise<Buffer> {
  const result = await openLocalSigner({ ...certificate, now: () => at }).sign(pdf, WORDS)
  assert.ok(result.kind === 'signed', JSON.stringify(result))
  return result.pdf
}

/** What the signature covers, and the signature, as ISO 32000-1, 12.8.1 says where they are. */
function partsOf(pdf: Buffer) {
  const [, range = ''] = /\/ByteRange \[([0-9 ]+)\]/.exec(pdf.toString('latin1')) ?? []
  const [from = 0, length = 0, next = 0, rest = 0] = range.split(' ').map(Number)
  const covered = Buffer.concat([pdf.subarray(from, from + length), pdf.subarray(next, next + rest)])
  const hex = pdf.toString('latin1', from + length + 1, next - 1)
  return { covered, end: next + rest, signature: Buffer.from(hex, 'hex') }
}

/** An independent look at the signature: the digest it holds, and whether its certificate signed that. */
function isGenuine(pdf: Buffer): boolean {
  const { covered, end, signature } = partsOf(pdf)
  // The room left for the signature is filled up with zeros.
  const length = 4 + signature.readUInt16BE(2)
  const message = forge.pkcs7.messageFromAsn1(forge.asn1.fromDer(signature.toString('binary', 0, length)))
  assert.ok('certificates' in message)
  const capture: { authenticatedAttributes: forge.asn1.Asn1[]; signature: string } = message.rawCapture
  const [digest] = capture.authenticatedAttributes
    .map((attribute) => heldBy(attribute, forge.pki.oids.messageDigest ?? ''))
    .filter((value) => value !== undefined)
  const hashed = forge.md.sha256.create().update(covered.toString('binary')).digest().getBytes()
  const attributes = forge.asn1.create(
    forge.asn1.Class.UNIVERSAL,
    forge.asn1.Type.SET,
    true,
    capture.authenticatedAttributes,
  )
  const over = forge.md.sha256.create().update(forge.asn1.toDer(attributes).getBytes())
  const [held] = message.certificates
  assert.ok(held !== undefined && 'verify' in held.publicKey)
  return (
    end === pdf.length &&
    digest === hashed &&
    held.publicKey.verify(over.digest().getBytes(), capture.signature)
  )
}

function heldBy(attribute: forge.asn1.Asn1, oid: string): string | undefined {
  const [type, values] = Array.isArray(attribute.value) ? attribute.value : []
  if (type === undefined || typeof type.value !== 'string' || values === undefined) return undefined
  if (forge.asn1.derToOid(type.value) !== oid) return undefined
  const [value] = Array.isArray(values.value) ? values.value : []
  return typeof value?.value === 'string' ? value.value : undefined
}

const hasPdfsig = spawnSync('pdfsig', ['-v']).error === undefined

/** What poppler says of the signatures of a file. */
function pdfsig(pdf: Buffer): string {
  const file = join(folder, 'signed.pdf')
  writeFileSync(file, pdf)
  return spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' }).stdout
}

describe('a signature by a certificate of this machine', () => {
  it('F-16 covers the whole document, and is genuine', async () => {
    const document = specimenPdf()
    const pdf = await signed(document)
    assert.ok(isGenuine(pdf))
    assert.ok(
      pdf.subarray(0, document.length - 1).equals(document.subarray(0, -1)),
      'the document is as it was',
    )
    assert.equal(openLocalSigner(certificate).signer, NAME)
  })

  it('F-16 one signer signs many documents, several at once too', async () => {
    const signer = openLocalSigner({ ...certificate, now: () => SIGNED_AT })
    const results = await Promise.all(
      ['satu', 'dua', 'tiga'].map((text) => signer.sign(specimenPdf({ text }), WORDS)),
    )
    for (const result of results) assert.ok(result.kind === 'signed' && isGenuine(result.pdf))
  })

  it('F-16 a byte changed anywhere in the document is found', async () => {
    const pdf = await signed(specimenPdf())
    const { covered } = partsOf(pdf)
    for (const at of [20, 300, Math.floor(covered.length / 3)]) {
      const changed = Buffer.from(pdf)
      changed[at] = (changed[at] ?? 0) ^ 1
      assert.ok(!isGenuine(changed), `byte ${at}`)
    }
  })

  it('F-16 poppler finds it valid, and a changed document not', {
    skip: !hasPdfsig && 'no pdfsig here',
  }, async () => {
    const pdf = await signed(specimenPdf())
    assert.match(pdfsig(pdf), /Signature is Valid/)
    assert.match(pdfsig(pdf), /Total document signed/)
    assert.match(pdfsig(pdf), new RegExp(NAME))
    const changed = Buffer.from(pdf)
    const at = changed.indexOf('Contoh')
    changed.write('Contah', at, 'latin1')
    assert.match(pdfsig(changed), /Digest Mismatch/)
  })

  it('F-16 keeps the links of a page, and the identifier of the file', async () => {
    const identifier = '/ID [(abc==) (abc==)]'
    const pdf = await signed(specimenPdf({ trailer: identifier }))
    const text = pdf.toString('latin1')
    assert.equal(text.slice(text.lastIndexOf('trailer')).split(identifier).length, 2)
    assert.ok(isGenuine(pdf))
  })

  it('F-06 a signed document may be uploaded', async () => {
    assert.equal((await checkUpload(await signed(specimenPdf()), 'surat')).kind, 'fine')
  })

  for (const { when, at, kind } of [
    { when: 'the first moment of its validity', at: FROM, kind: 'signed' },
    { when: 'before its validity', at: new Date(FROM.getTime() - 1), kind: 'refused' },
    { when: 'the first moment after its validity', at: UNTIL, kind: 'refused' },
  ]) {
    it(`F-17 a certificate at ${when}: ${kind}`, async () => {
      const result = await openLocalSigner({ ...certificate, now: () => at }).sign(specimenPdf(), WORDS)
      assert.equal(result.kind, kind)
      if (result.kind === 'refused') assert.match(result.reason, /Sertifikat .* tidak berlaku/)
    })
  }

  it('F-17 a wrong password, or a file that is no certificate, is told at the start', () => {
    const wrong = join(folder, 'wrong.password')
    writeFileSync(wrong, 'bukan ini')
    assert.throws(() => openLocalSigner({ ...certificate, passwordFile: wrong }), /cannot be read as PKCS#12/)
    assert.throws(() => openLocalSigner({ ...certificate, certFile: wrong }), /cannot be read as PKCS#12/)
  })
})
