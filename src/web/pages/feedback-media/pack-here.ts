import { encryptPackage } from '../../../feedback/media/encrypt.ts'
import type { FileFacts, Manifest } from '../../../feedback/media/manifest.ts'
import { createRowCounter } from '../../../feedback/media/row-counter.ts'
import { type BrowserSigner, hexOf } from './browser-keys.ts'

// Fetched only when somebody makes a package: the cipher and the reader of workbooks weigh more than most pages.

/** Browsers hash a file only as a whole; beyond this the command line does it. */
export const MAX_BROWSER_BYTES = 256 * 1024 * 1024

export type PackWish = {
  file: File
  agreement: string
  definition: number
  organisation: string
  name: string
  to: string
}

/** Makes a package on this computer: nothing of the file is sent anywhere. */
export async function packHere(
  wish: PackWish,
  signer: BrowserSigner,
): Promise<{ manifest: Manifest; bytes: Blob }> {
  const { file, agreement, definition, organisation, name, to } = wish
  const isWorkbook = /\.xlsx$/i.test(file.name)
  const data = isWorkbook ? await csvOf(file) : file
  const inside = await factsOf(data)
  const source: FileFacts = {
    name: file.name.replace(/\p{C}/gu, '').slice(0, 200),
    ...(isWorkbook ? { ...(await factsOf(file)), rows: inside.rows } : inside),
  }
  const manifest: Manifest = {
    id: crypto.randomUUID(),
    kind: 'agency',
    madeAt: new Date().toISOString(),
    madeBy: { organisation, name },
    to,
    signer: signer.publicKey,
    agreements: [agreement],
    definition,
    period: null,
    source,
    data: inside,
  }
  const encrypted = await encryptPackage(manifest, signer.sign, piecesOf(data))
  return { manifest, bytes: await new Response(encrypted).blob() }
}

async function factsOf(data: Blob): Promise<Omit<FileFacts, 'name'>> {
  const bytes = new Uint8Array(await data.arrayBuffer())
  const counter = createRowCounter()
  counter.push(bytes)
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return { sha256: hexOf(new Uint8Array(digest)), bytes: bytes.length, rows: counter.rows() }
}

async function csvOf(workbook: File): Promise<Blob> {
  const { workbookAsCsv } = await import('../../../feedback/media/workbook-csv.ts')
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for await (const piece of workbookAsCsv(workbook.stream())) pieces.push(piece)
  return new Blob(pieces)
}

async function* piecesOf(data: Blob): AsyncGenerator<Uint8Array> {
  const reader = data.stream().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}
