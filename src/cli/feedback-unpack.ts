import { randomUUID } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import {
  beginPackage,
  checkPackage,
  declinePackage,
  findMediaKeys,
  findPackage,
  fingerprintOf,
  inGroups,
  loadUpload,
  type MediaKeys,
  type ReceivedPackage,
  receivePackagePart,
  takePackage,
} from '../feedback/index.ts'
import { openNikHasher } from '../kernel/secrets.ts'
import { findOfficeId } from '../offices/index.ts'
import type { Cli, Session } from './context.ts'
import { openMeter } from './meter.ts'
import { EXIT, inDigits, print, printError, printFields, refuse } from './output.ts'

type Flags = { office: string; medium: string; store?: boolean }

/** `feedback unpack FILE`: says who made a package, when and of what; with `--store` takes it in. */
export function registerFeedbackUnpack(parent: Command, cli: Cli): void {
  parent
    .command('unpack')
    .description('memeriksa paket data balikan dari media; dengan --store memuatnya')
    .argument('<file>', 'berkas paket')
    .requiredOption('--office <code>', 'kode kantor')
    .option('--medium <text>', 'media dan suratnya, misalnya "Flashdisk, surat 400.7/12"', 'baris perintah')
    .option('--store', 'muat isinya bila paketnya sah')
    .action((path: string, flags: Flags) =>
      cli.withInstallation(async (session) => {
        const file = await open(path).catch(() => undefined)
        if (file === undefined) {
          printError(`Berkas tidak ditemukan: ${path}`)
          process.exitCode = EXIT.failed
          return
        }
        try {
          await unpack(session, file, basename(path), flags)
        } finally {
          await file.close()
        }
      }),
    )
}

async function unpack(session: Session, file: FileHandle, fileName: string, flags: Flags): Promise<void> {
  const { pool, config, by } = session
  const keys = await findMediaKeys(config.media)
  if (keys === undefined) {
    printError('Kunci media kantor belum dibuat: jalankan gapura feedback media-key.')
    process.exitCode = EXIT.failed
    return
  }
  const officeId = await findOfficeId(pool, flags.office)
  if (officeId === undefined)
    return refuse([{ field: 'office', code: 'FB-95', message: 'Tidak ada kantor itu.' }])
  const actor = { by, requestId: randomUUID(), address: null }
  const { size } = await file.stat()
  const begun = await beginPackage(pool, { officeId, fileName, size, medium: flags.medium, actor })
  if (begun.kind === 'refused') return refuse([{ code: 'FB-90', ...begun.fault }])
  const find = async (): Promise<ReceivedPackage> => {
    const found = await findPackage(pool, officeId, begun.id)
    if (found === undefined) throw new Error('the package is gone')
    return found
  }
  await sendParts(session, await find(), file)
  await checkPackage(pool, keys, await find(), actor)
  const seen = await find()
  if (seen.state === 'refused') return refuseSeen(seen)
  show(seen)
  if (flags.store !== true) {
    await declinePackage(pool, { officeId, id: seen.id, reason: 'Hanya diperiksa di baris perintah.', actor })
    return
  }
  await storeSeen(session, keys, seen, find, actor)
}

const refuseSeen = ({ faultCode, fault }: ReceivedPackage) =>
  refuse([{ field: '', code: faultCode ?? 'FB-90', message: fault ?? '' }])

async function sendParts({ pool }: Session, of: ReceivedPackage, file: FileHandle): Promise<void> {
  for (let n = 0; n * of.partBytes < of.sizeBytes; n += 1) {
    const length = Math.min(of.partBytes, of.sizeBytes - n * of.partBytes)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, n * of.partBytes)
    const taken = await receivePackagePart(pool, of, n, buffer.subarray(0, bytesRead))
    if (taken.kind === 'refused') throw new Error(taken.fault.message)
  }
}

function show({ manifest, agreement, agency, key }: ReceivedPackage): void {
  if (manifest === null) return
  printFields([
    ['Instansi', agency ?? '-'],
    ['Perjanjian', agreement ?? '-'],
    ['Dibuat oleh', `${manifest.madeBy.name}, ${manifest.madeBy.organisation}`],
    ['Dibuat pada', manifest.madeAt],
    ['Dari berkas', manifest.source?.name ?? '-'],
    ['Baris', inDigits(manifest.data.rows)],
    ['Kunci', key === null ? '-' : `${key.holder}, sidik jari ${inGroups(fingerprintOf(key.publicKey))}`],
    ['Nomor paket', manifest.id],
  ])
}

async function storeSeen(
  { pool, config }: Session,
  keys: MediaKeys,
  seen: ReceivedPackage,
  find: () => Promise<ReceivedPackage>,
  actor: Parameters<typeof takePackage>[3],
): Promise<void> {
  const taken = await takePackage(pool, keys, seen, actor)
  if (taken.kind === 'refused') return refuse([{ code: 'FB-90', ...taken.fault, field: '' }])
  const meter = openMeter()
  try {
    const nikHasher = openNikHasher(config.nikKeyFile, { mayMake: false })
    const today = await todayOf(pool, seen.officeId)
    await loadUpload(pool, nikHasher, { id: taken.delivery, today, onProgress: meter.show })
  } finally {
    meter.end()
  }
  const { loading } = await find()
  if (loading === null) return
  const { state, read, stored, known, refused } = loading
  print(state === 'finished' ? 'Paket selesai dimuat.' : 'Paket diterima; server memuatnya.')
  print(
    `Dibaca ${inDigits(read)} baris, tersimpan ${inDigits(stored)}, sudah ada ${inDigits(known)}, ditolak ${inDigits(refused)}.`,
  )
  if (refused > 0) process.exitCode = EXIT.someRejected
}

async function todayOf(pool: Session['pool'], officeId: number): Promise<string> {
  const { rows } = await pool.query<{ today: string }>(
    'select (clock_timestamp() at time zone time_zone)::date::text as today from office where id = $1',
    [officeId],
  )
  return rows[0]?.today ?? ''
}
