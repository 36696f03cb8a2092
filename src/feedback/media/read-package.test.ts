import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import fc from 'fast-check'
import { encryptPackage, streamOf } from './encrypt.ts'
import { encodeManifest, type Manifest } from './manifest.ts'
import { type PackageCode, packageFault } from './package-fault.ts'
import { type PackageReader, readPackage } from './read-package.ts'
import { makeSigningKey, type Signer, signerOf } from './signing-key.ts'
import { archiveOf, tarHeader } from './tar.ts'

let identity: string
let recipient: string
let signer: Signer

before(async () => {
  identity = await generateX25519Identity()
  recipient = await identityToRecipient(identity)
  signer = newSigner()
})

function newSigner(): Signer {
  const made = signerOf(makeSigningKey().privatePem)
  assert.ok(made !== undefined)
  return made
}

const CSV = Buffer.from('NIK;NOMOR_REKAM_MEDIS\r\nnomor;MR/1\r\n')
/** Of several chunks of the cipher. */
const LONG_CSV = Buffer.alloc(200_000, 'NIK;A\r\n')

async function* once(bytes: Uint8Array) {
  yield bytes
}

function manifestOf(data: Buffer, change: Partial<Manifest> = {}): Manifest {
  return {
    id: randomUUID(),
    kind: 'agency',
    madeAt: '2026-11-21T03:00:00Z',
    madeBy: { organisation: 'RSUD Contoh', name: 'Contoh Petugas' },
    to: recipient,
    signer: signer.publicKey.toString('base64'),
    agreements: ['rsud-contoh'],
    definition: 1,
    period: null,
    source: null,
    data: { sha256: createHash('sha256').update(data).digest('hex'), bytes: data.length, rows: 1 },
    ...change,
  }
}

const pack = async (data: Buffer, change: Partial<Manifest> = {}) =>
  collected(
    await encryptPackage(
      manifestOf(data, change),
      async (bytes) => Uint8Array.from(signer.sign(bytes)),
      once(data),
    ),
  )

async function collected(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}

/** In pieces of an odd size, so that nothing depends on where they end. */
async function* inPieces(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 7_777) yield bytes.subarray(at, at + 7_777)
}

const read = (bytes: Buffer, change: Partial<PackageReader> = {}) =>
  readPackage(inPieces(bytes), { identity, recipient, size: bytes.length, ...change })

async function refusedWith(bytes: Buffer, change: Partial<PackageReader> = {}): Promise<string> {
  const reading = await read(bytes, change)
  return reading.kind === 'refused' ? reading.fault.code : reading.kind
}

/** Encrypts to the office what is no package: everybody may do that. */
async function encrypted(parts: AsyncGenerator<Uint8Array>): Promise<Buffer> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return collected(await encrypter.encrypt(streamOf(parts)))
}

const signed = (
  manifest: Manifest,
  by: Signer = signer,
): [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>] => {
  const bytes = encodeManifest(manifest)
  return [bytes, Uint8Array.from(by.sign(bytes))]
}

describe('a package', () => {
  it('FB-90 is read whole, and gives the data back to the byte', async () => {
    for (const data of [CSV, LONG_CSV, Buffer.alloc(0), Buffer.alloc(65_536)]) {
      const manifest = manifestOf(data)
      const bytes = await pack(data, manifest)
      const given: Buffer[] = []
      const reading = await read(bytes, { onData: async (piece) => void given.push(Buffer.from(piece)) })
      assert.deepEqual(reading, { kind: 'read', manifest })
      assert.ok(Buffer.concat(given).equals(data))
    }
  })

  it('FB-93 with any byte changed is refused, whatever the byte and the change', async () => {
    const bytes = await pack(LONG_CSV)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const altered = Buffer.from(bytes)
        altered[at] = (altered[at] ?? 0) ^ change
        const code = await refusedWith(altered)
        assert.ok(['FB-90', 'FB-91', 'FB-92', 'FB-93'].includes(code), `${code} at ${at}`)
      }),
      { numRuns: 60 },
    )
  })

  it('FB-92 cut off anywhere is refused, and after its beginning known as cut off', async () => {
    const bytes = await pack(LONG_CSV)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), async (length) => {
        const code = await refusedWith(bytes.subarray(0, length))
        if (length > 70_000) assert.equal(code, 'FB-92')
        else assert.ok(['FB-90', 'FB-92', 'FB-93'].includes(code), `${code} at ${length}`)
      }),
      { numRuns: 60 },
    )
  })

  it('FB-93 with parts of the cipher swapped, repeated or added is refused', async () => {
    const bytes = await pack(LONG_CSV)
    const start = bytes.indexOf('\n', bytes.indexOf('\n---') + 1) + 1 + 16
    const chunk = (n: number) => bytes.subarray(start + n * 65_552, start + (n + 1) * 65_552)
    const rest = bytes.subarray(start + 2 * 65_552)
    const head = bytes.subarray(0, start)
    const rows = [
      [head, chunk(1), chunk(0), rest],
      [head, chunk(0), chunk(0), chunk(1), rest],
      [head, chunk(0), chunk(1), rest, Buffer.from('x')],
      [head, chunk(0), chunk(1), rest, bytes],
    ]
    for (const parts of rows) assert.equal(await refusedWith(Buffer.concat(parts)), 'FB-93')
  })

  it('FB-90 what is something else is refused', async () => {
    const rows = [
      Buffer.alloc(0),
      CSV,
      Buffer.from('PK\u0003\u0004'),
      Buffer.from('-----BEGIN AGE ENCRYPTED FILE-----\n'),
      Buffer.from(`age-encryption.org/v1\n${'-> x y\n'.repeat(10_000)}`),
    ]
    for (const bytes of rows) assert.equal(await refusedWith(bytes), 'FB-90')
  })

  it('FB-91 encrypted to somebody else is refused, also when it was passed on', async () => {
    const other = await generateX25519Identity()
    const bytes = await pack(CSV)
    assert.equal(await refusedWith(bytes, { identity: other }), 'FB-91')
    // Decrypted by who was meant and encrypted anew to this office.
    const passedOn = manifestOf(CSV, { to: await identityToRecipient(other) })
    const archive = archiveOf(...signed(passedOn), { size: CSV.length, bytes: once(CSV) })
    assert.equal(await refusedWith(await encrypted(archive)), 'FB-91')
  })

  const forged: [PackageCode, string, () => AsyncGenerator<Uint8Array>][] = [
    [
      'FB-94',
      'a manifest changed after signing',
      () => {
        const [, signature] = signed(manifestOf(CSV))
        const manifest = encodeManifest(manifestOf(CSV, { agreements: ['lain'] }))
        return archiveOf(manifest, signature, { size: CSV.length, bytes: once(CSV) })
      },
    ],
    [
      'FB-94',
      'a signature of somebody else’s key',
      () => archiveOf(...signed(manifestOf(CSV), newSigner()), { size: CSV.length, bytes: once(CSV) }),
    ],
    [
      'FB-93',
      'other data of the same size',
      () =>
        archiveOf(...signed(manifestOf(CSV)), { size: CSV.length, bytes: once(Buffer.alloc(CSV.length)) }),
    ],
    [
      'FB-97',
      'more data than announced',
      () => archiveOf(...signed(manifestOf(CSV)), { size: LONG_CSV.length, bytes: once(LONG_CSV) }),
    ],
    [
      'FB-97',
      'three gigabytes announced',
      () => {
        const bytes = 3 * 1024 ** 3
        const facts = manifestOf(CSV, { data: { ...manifestOf(CSV).data, bytes } })
        return (async function* () {
          for await (const piece of archiveOf(...signed(facts), { size: 0, bytes: once(Buffer.alloc(0)) })) {
            if (piece.length === 512 && Buffer.from(piece).toString('latin1').startsWith('data.csv')) {
              yield tarHeader('data.csv', bytes)
            } else yield piece
          }
        })()
      },
    ],
    ['FB-97', 'a manifest without end', () => once(tarHeader('manifest.json', 8 * 1024 ** 2))],
    ['FB-90', 'any other archive', () => once(Buffer.alloc(10_240))],
    [
      'FB-93',
      'members in another order',
      () => {
        const [manifest] = signed(manifestOf(CSV))
        return (async function* () {
          yield tarHeader('manifest.json', manifest.length)
          yield manifest
          yield new Uint8Array(512 - (manifest.length % 512))
          yield tarHeader('data.csv', 0)
        })()
      },
    ],
    [
      'FB-93',
      'something after the end',
      async function* () {
        yield* archiveOf(...signed(manifestOf(CSV)), { size: CSV.length, bytes: once(CSV) })
        yield new Uint8Array(512).fill(1)
      },
    ],
  ]
  for (const [code, name, archive] of forged) {
    it(`${code} ${name} is refused`, async () => {
      assert.equal(await refusedWith(await encrypted(archive())), code)
    })
  }

  it('FB-95 who may not come in is stopped before the data', async () => {
    let wasGiven = false
    const bytes = await pack(CSV)
    const code = await refusedWith(bytes, {
      admit: async () => packageFault('FB-95'),
      onData: async () => {
        wasGiven = true
      },
    })
    assert.deepEqual([code, wasGiven], ['FB-95', false])
  })

  it('a medium or database that fails is no fault of the package', async () => {
    const bytes = await pack(LONG_CSV)
    for (const at of [10, 100, 300, 100_000]) {
      const broken = (async function* () {
        yield bytes.subarray(0, at)
        throw new Error('the medium is gone')
      })()
      await assert.rejects(readPackage(broken, { identity, recipient, size: bytes.length }), /medium is gone/)
    }
  })
})
