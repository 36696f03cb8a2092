import { hash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { findAgreement } from '../agreements/index.ts'
import {
  beginUpload,
  confirmUpload,
  findUpload,
  listParts,
  listUnfinished,
  loadUpload,
  lookAtUpload,
  receivePart,
  type Upload,
} from '../feedback/index.ts'
import { openNikHasher } from '../kernel/secrets.ts'
import type { Cli, Session } from './context.ts'
import { openMeter, rowsInWords } from './meter.ts'
import { EXIT, print, printError, refuse } from './output.ts'

/** `feedback upload AGREEMENT FILE`: an agency's feedback as a file, by the office that received it. */
export function registerFeedbackUpload(parent: Command, cli: Cli): void {
  parent
    .command('upload')
    .description('memuat berkas data balikan (CSV atau Excel); perintah yang sama melanjutkan yang terputus')
    .argument('<agreement>', 'kode perjanjian')
    .argument('<file>', 'berkas .csv atau .xlsx')
    .action((code: string, path: string) =>
      cli.withInstallation(async (session) => {
        const file = await open(path).catch(() => undefined)
        if (file === undefined) {
          printError(`Berkas tidak ditemukan: ${path}`)
          process.exitCode = EXIT.failed
          return
        }
        try {
          await uploadFile(session, code, basename(path), file)
        } finally {
          await file.close()
        }
      }),
    )
}

async function uploadFile(session: Session, code: string, fileName: string, file: FileHandle): Promise<void> {
  const { pool, by } = session
  const agreement = await findAgreement(pool, code)
  if (agreement === undefined) {
    refuse([{ field: 'agreement', code: 'AG-18', message: `Tidak ada perjanjian berkode ${code}.` }])
    return
  }
  const { size } = await file.stat()
  const request = { officeId: agreement.officeId, agreementId: agreement.id, fileName, size, by }
  const known = await findSame(session, request, file)
  const begun =
    known === undefined ? await beginUpload(pool, request) : { kind: 'begun' as const, id: known.id }
  if (begun.kind === 'refused') return refuseUpload(begun.fault)
  const upload = await sendParts(session, begun.id, file)
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: agreement.timeZone })
  if (upload.state !== 'loading') {
    const seen = await lookAtUpload(pool, upload, today, {})
    if (seen.kind === 'refused') return refuseUpload(seen.fault)
    for (const name of seen.preview.unknown)
      printError(`Kolom ${name} tidak dibaca: tidak ada dalam perjanjian.`)
    const confirmed = await confirmUpload(pool, upload, by)
    if (confirmed.kind === 'refused') return refuseUpload(confirmed.fault)
  }
  await loadFile(session, begun.id, today)
}

const refuseUpload = (fault: { field: string; message: string }) => refuse([{ ...fault, code: 'FB-60' }])

/** An upload that was begun with this very file, as far as it has arrived. */
async function findSame(
  { pool }: Session,
  request: { agreementId: number; fileName: string; size: number },
  file: FileHandle,
): Promise<Upload | undefined> {
  for (const upload of await listUnfinished(pool, request)) {
    const parts = await listParts(pool, upload.id)
    const isSame = await everyAsync(
      parts,
      async ({ n, sha256 }) => hash('sha256', await partOf(file, upload, n)) === sha256,
    )
    if (isSame) return upload
  }
  return undefined
}

async function everyAsync<T>(items: readonly T[], holds: (item: T) => Promise<boolean>): Promise<boolean> {
  for (const item of items) if (!(await holds(item))) return false
  return true
}

async function partOf(file: FileHandle, { partBytes, sizeBytes }: Upload, n: number): Promise<Buffer> {
  const length = Math.min(partBytes, sizeBytes - n * partBytes)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, n * partBytes)
  return buffer.subarray(0, bytesRead)
}

async function sendParts({ pool }: Session, id: number, file: FileHandle): Promise<Upload> {
  const upload = await findUpload(pool, id)
  if (upload === undefined) throw new Error('the upload is gone')
  if (upload.state !== 'receiving') return upload
  const there = new Set((await listParts(pool, id)).map(({ n }) => n))
  for (let n = 0; n * upload.partBytes < upload.sizeBytes; n += 1) {
    if (there.has(n)) continue
    const taken = await receivePart(pool, upload, n, await partOf(file, upload, n))
    if (taken.kind === 'refused') throw new Error(taken.fault.message)
  }
  return upload
}

async function loadFile({ pool, config }: Session, id: number, today: string): Promise<void> {
  const stop = new AbortController()
  const onInterrupt = () => {
    printError('Berhenti setelah bagian ini tersimpan…')
    stop.abort()
  }
  process.once('SIGINT', onInterrupt)
  const meter = openMeter()
  try {
    const nikHasher = openNikHasher(config.nikKeyFile, { mayMake: false })
    const end = await loadUpload(pool, nikHasher, { id, today, signal: stop.signal, onProgress: meter.show })
    meter.end()
    await report({ pool }, id, end)
  } finally {
    meter.end()
    process.off('SIGINT', onInterrupt)
  }
}

const END_WORDS = {
  finished: 'Data balikan selesai dimuat.',
  stopped: 'Dihentikan. Jalankan perintah yang sama untuk melanjutkan.',
  failed: 'Berkas tidak dapat dibaca sampai akhir; baris sebelum itu tersimpan.',
  elsewhere: 'Server sedang memuat berkas ini; kemajuannya terlihat di portal.',
} as const

async function report(
  { pool }: Pick<Session, 'pool'>,
  id: number,
  end: keyof typeof END_WORDS,
): Promise<void> {
  const upload = await findUpload(pool, id)
  const rows = upload?.rows ?? { read: 0, stored: 0, known: 0, refused: 0, flagged: 0 }
  print(END_WORDS[end])
  if (upload?.fault !== null && upload?.fault !== undefined) printError(upload.fault)
  print(
    `Dibaca ${rowsInWords(rows.read)}, tersimpan ${rowsInWords(rows.stored)}, sudah ada ${rowsInWords(rows.known)}, ` +
      `ditolak ${rowsInWords(rows.refused)}.`,
  )
  if (end === 'stopped') process.exitCode = 130
  else if (end === 'failed') process.exitCode = EXIT.failed
  else if (rows.refused > 0) process.exitCode = EXIT.someRejected
}
