import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { detectFormat } from '../upload/detect.ts'
import { UnreadableFile } from '../upload/read-table.ts'
import { encryptPackage, streamOf } from './encrypt.ts'
import type { FileFacts, Manifest } from './manifest.ts'
import { createRowCounter } from './row-counter.ts'
import type { Signer } from './signing-key.ts'
import { workbookAsCsv } from './workbook-csv.ts'

export type PackOrder = {
  file: string
  agreement: string
  organisation: string
  name: string
  to: string
  definition: number | null
  madeAt: string
}

/**
 * Makes a package of a file, on a machine that need not have anything else of Gapura: no database, no network. The file
 * is read twice, so that what it holds is known before it is written.
 *
 * @throws UnreadableFile for a workbook that cannot be read
 */
export async function packFile(
  order: PackOrder,
  signer: Signer,
): Promise<{ manifest: Manifest; package: ReadableStream<Uint8Array> }> {
  const { file, agreement, organisation, name, to, definition, madeAt } = order
  const isWorkbook = (await formatOf(file)) === 'xlsx'
  const data = () => (isWorkbook ? csvOf(file) : bytesOf(file))
  const inside = await factsOf(data())
  const source: FileFacts = {
    name: basename(file).replace(/\p{C}/gu, '').slice(0, 200),
    ...(isWorkbook ? { ...(await factsOf(bytesOf(file))), rows: inside.rows } : inside),
  }
  const manifest: Manifest = {
    id: randomUUID(),
    kind: 'agency',
    madeAt,
    madeBy: { organisation, name },
    to,
    signer: signer.publicKey.toString('base64'),
    agreements: [agreement],
    definition,
    period: null,
    source,
    data: inside,
  }
  const sign = async (bytes: Uint8Array) => Uint8Array.from(signer.sign(bytes))
  return { manifest, package: await encryptPackage(manifest, sign, data()) }
}

/** What a package of these bytes says of them. */
export async function factsOf(bytes: AsyncIterable<Uint8Array>): Promise<Omit<FileFacts, 'name'>> {
  const digest = createHash('sha256')
  const counter = createRowCounter()
  let size = 0
  for await (const piece of bytes) {
    digest.update(piece)
    counter.push(piece)
    size += piece.length
  }
  return { sha256: digest.digest('hex'), bytes: size, rows: counter.rows() }
}

async function formatOf(file: string) {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0)
    return detectFormat(buffer.subarray(0, bytesRead))
  } finally {
    await handle.close()
  }
}

async function* bytesOf(file: string): AsyncGenerator<Buffer> {
  for await (const piece of createReadStream(file, { highWaterMark: 256 * 1024 })) {
    if (Buffer.isBuffer(piece)) yield piece
  }
}

async function* csvOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* workbookAsCsv(streamOf(bytesOf(file)))
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error
    throw new UnreadableFile('Buku kerja tidak dapat dibaca; simpan ulang sebagai .xlsx atau CSV.', {
      cause: error,
    })
  }
}
