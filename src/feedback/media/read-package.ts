import { createHash } from 'node:crypto'
import { Decrypter } from 'age-encryption'
import { type ByteReader, createByteReader, EndOfBytes } from './byte-reader.ts'
import { streamOf } from './encrypt.ts'
import { MAX_DATA_BYTES, MAX_MANIFEST_BYTES, type Manifest, parseManifest } from './manifest.ts'
import { type PackageFault, packageFault } from './package-fault.ts'
import { isSignedBy } from './signing-key.ts'
import { archiveSize, BLOCK, END_BYTES, MAX_END_BYTES, type Member, paddedSize, sizeInHeader } from './tar.ts'

const AGE_LINE = 'age-encryption.org/v1\n'
/** One recipient takes 150 bytes; a header without end must not fill the memory. */
const MAX_HEADER_BYTES = 16 * 1024
const SIGNATURE_BYTES = 64

export type PackageReading = { kind: 'read'; manifest: Manifest } | { kind: 'refused'; fault: PackageFault }

export type PackageReader = {
  /** The `AGE-SECRET-KEY-1…` it should be encrypted to, with its public half. */
  identity: string
  recipient: string
  /** Size of the whole package. */
  size: number
  /** Asked when the signature is seen to be that of the key in the manifest, before any data: may it come in? */
  admit?: (manifest: Manifest) => Promise<PackageFault | undefined>
  /**
   * Given the data as it is decrypted. Nothing of it may be kept unless the whole package was read: only its end says
   * that all of it is what was signed.
   */
  onData?: (piece: Buffer) => Promise<void>
}

/**
 * Reads a package from its first byte to its last, in bounded memory, and says why it is refused. It throws only what
 * the source or the callbacks throw.
 */
export async function readPackage(
  source: AsyncIterable<Uint8Array>,
  reader: PackageReader,
): Promise<PackageReading> {
  const seen: Seen = { failure: undefined, whole: undefined }
  const outer = createByteReader(noting(source, seen))
  try {
    const header = await readAgeHeader(outer)
    if (typeof header !== 'string') return refused(header)
    const plain = await decrypt(header, outer, reader.identity)
    if ('code' in plain) return refused(plain)
    return await readArchive(plain, reader, (size) => {
      seen.whole = header.length + NONCE_BYTES + size + TAG_BYTES * Math.max(1, Math.ceil(size / CHUNK_BYTES))
    })
  } catch (error) {
    if (seen.failure !== undefined) throw seen.failure
    if (error instanceof EndOfBytes) return refused(packageFault('FB-92'))
    if (!(error instanceof Undecryptable)) throw error
    // Where the announced size is known, a medium that was pulled out too soon is told from one that was tampered with.
    return refused(packageFault(seen.whole !== undefined && reader.size < seen.whole ? 'FB-92' : 'FB-93'))
  } finally {
    await outer.close()
  }
}

type Seen = {
  /** What the source threw: no fault of the package. */
  failure: unknown
  /** The size that the whole package should have. */
  whole: number | undefined
}

const refused = (fault: PackageFault): PackageReading => ({ kind: 'refused', fault })

const NONCE_BYTES = 16
const TAG_BYTES = 16
const CHUNK_BYTES = 64 * 1024

/** The cipher says that these are not the bytes that were encrypted. */
class Undecryptable extends Error {}

async function* noting(source: AsyncIterable<Uint8Array>, seen: Seen): AsyncGenerator<Uint8Array> {
  try {
    yield* source
  } catch (error) {
    seen.failure = error
    throw error
  }
}

/** The header of an age file, up to and with its last line. */
async function readAgeHeader(outer: ByteReader): Promise<string | PackageFault> {
  const first = (await outer.upTo(AGE_LINE.length)).toString('latin1')
  if (first !== AGE_LINE) return packageFault(first !== '' && AGE_LINE.startsWith(first) ? 'FB-92' : 'FB-90')
  let header = first
  while (header.length < MAX_HEADER_BYTES) {
    header += (await outer.exactly(1)).toString('latin1')
    if (header.endsWith('\n') && /\n---[^\n]*\n$/.test(header)) return header
  }
  return packageFault('FB-90')
}

async function decrypt(
  header: string,
  outer: ByteReader,
  identity: string,
): Promise<ByteReader | PackageFault> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  async function* whole() {
    yield Buffer.from(header, 'latin1')
    yield* outer.rest()
  }
  try {
    return createByteReader(withCipherFaults(await decrypter.decrypt(streamOf(whole()))))
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    if (message.startsWith('no identity matched')) return packageFault('FB-91')
    if (message.startsWith('stream ended before')) return packageFault('FB-92')
    throw new Undecryptable(undefined, { cause: error })
  }
}

async function* withCipherFaults(plain: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* plain
  } catch (error) {
    throw new Undecryptable(undefined, { cause: error })
  }
}

async function readArchive(
  plain: ByteReader,
  reader: PackageReader,
  onSize: (plainSize: number) => void,
): Promise<PackageReading> {
  const manifestBytes = await readMember(plain, 'manifest.json', MAX_MANIFEST_BYTES)
  if ('code' in manifestBytes) return refused(manifestBytes)
  const manifest = parseManifest(manifestBytes)
  if (manifest === undefined) return refused(packageFault('FB-90'))
  const signature = await readMember(plain, 'manifest.sig', SIGNATURE_BYTES)
  if ('code' in signature) return refused(signature)
  if (!isSignedBy(Buffer.from(manifest.signer, 'base64'), manifestBytes, signature)) {
    return refused(packageFault('FB-94', 'Tanda tangan paket ini tidak cocok dengan isinya.'))
  }
  if (manifest.to !== reader.recipient) return refused(packageFault('FB-91'))
  const size = sizeInHeader(await plain.exactly(BLOCK), 'data.csv')
  if (size === undefined) return refused(packageFault('FB-93'))
  if (size !== manifest.data.bytes || size > MAX_DATA_BYTES) return refused(packageFault('FB-97'))
  onSize(archiveSize([manifestBytes.length, signature.length, size]))
  const fault = await reader.admit?.(manifest)
  if (fault !== undefined) return refused(fault)
  const isWhole = await readData(plain, manifest, reader.onData)
  return isWhole ? { kind: 'read', manifest } : refused(packageFault('FB-93'))
}

async function readMember(plain: ByteReader, name: Member, maxBytes: number): Promise<Buffer | PackageFault> {
  const size = sizeInHeader(await plain.exactly(BLOCK), name)
  if (size === undefined) return packageFault(name === 'manifest.json' ? 'FB-90' : 'FB-93')
  if (size > maxBytes) return packageFault('FB-97')
  const bytes = await plain.exactly(size)
  return isBlank(await plain.exactly(paddedSize(size) - size)) ? bytes : packageFault('FB-93')
}

/** Whether the data is what was signed, and nothing follows it. */
async function readData(
  plain: ByteReader,
  { data }: Manifest,
  onData: PackageReader['onData'],
): Promise<boolean> {
  const digest = createHash('sha256')
  for await (const piece of plain.pieces(data.bytes)) {
    digest.update(piece)
    await onData?.(piece)
  }
  const end = await plain.exactly(paddedSize(data.bytes) - data.bytes + END_BYTES)
  const after = await plain.upTo(MAX_END_BYTES)
  const isOver = after.length < MAX_END_BYTES && after.length % BLOCK === 0
  return isBlank(end) && isBlank(after) && isOver && digest.digest('hex') === data.sha256
}

const isBlank = (bytes: Buffer) => bytes.every((byte) => byte === 0)
