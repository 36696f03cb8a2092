import { stat } from 'node:fs/promises'
import { SingleBar } from 'cli-progress'
import { type Command, Option } from 'commander'
import type { Pool } from '../kernel/database.ts'
import { type ImportProgress, type ImportResult, importResidents, type Space } from '../registry/index.ts'
import { EXIT, printError } from './output.ts'
import { type RegistrySession, recordRegistryAct } from './registry-record.ts'

type Flags = { space: Space; reject?: string; again: boolean }

/** Seconds between progress lines where there is no terminal. */
const LINE_EVERY_SECONDS = 5

/** `registry import FILE`: residents from a CSV file into a space. */
export function registerRegistryImport(
  parent: Command,
  withOwner: (act: (session: RegistrySession) => Promise<void>) => Promise<void>,
): void {
  parent
    .command('import')
    .description('mengimpor penduduk dari berkas CSV; perintah yang sama melanjutkan impor yang terputus')
    .argument(
      '<file>',
      'CSV dengan nama elemen data sebagai judul kolom, dipisah koma atau titik koma, UTF-8',
    )
    .addOption(new Option('--space <space>', 'ruang data').choices(['real', 'dummy']).makeOptionMandatory())
    .option('--reject <file>', 'berkas untuk baris yang ditolak (bawaan: di samping berkas asal)')
    .option('--again', 'impor ulang berkas yang sudah selesai diimpor', false)
    .action(async (file: string, flags: Flags) => {
      if (await isFile(file)) {
        await withOwner((session) => runImport(session, file, flags))
        return
      }
      printError(`Berkas tidak ditemukan: ${file}`)
      process.exitCode = EXIT.failed
    })
}

async function runImport(
  { pool, by }: RegistrySession,
  file: string,
  { space, reject, again }: Flags,
): Promise<void> {
  const stop = new AbortController()
  const onInterrupt = () => {
    process.stderr.write('\nBerhenti setelah bagian ini tersimpan…\n')
    stop.abort()
  }
  process.once('SIGINT', onInterrupt)
  const meter = process.stderr.isTTY ? barMeter() : lineMeter()
  try {
    const result = await importResidents(pool, {
      filePath: file,
      space,
      again,
      ...(reject === undefined ? {} : { rejectPath: reject }),
      signal: stop.signal,
      onProgress: meter.show,
    })
    meter.end()
    await recordImport(pool, by, space, result)
    report(result)
  } finally {
    meter.end()
    process.off('SIGINT', onInterrupt)
  }
}

/** One entry for what an import did: how many, never whom. The rows of one that is resumed are counted again. */
async function recordImport(pool: Pool, by: string, space: Space, result: ImportResult): Promise<void> {
  if (result.kind === 'already-finished') return
  const counts =
    result.kind === 'refused'
      ? {}
      : { loaded: result.rowsLoaded, changed: result.rowsChanged, rejected: result.rowsRejected }
  await recordRegistryAct(pool, { event: 'registry.imported', outcome: result.kind, by, space, ...counts })
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ?? false
}

const RESULT_WORDS = {
  finished: 'Impor selesai.',
  'already-finished':
    'Berkas ini sudah selesai diimpor: tidak ada perubahan. Pakai --again untuk mengimpornya lagi.',
  stopped: 'Impor dihentikan. Jalankan perintah yang sama untuk melanjutkan.',
} as const

function report(result: ImportResult) {
  if (result.kind === 'refused') {
    process.stderr.write(`Impor berhenti.\n${result.faults.map((fault) => `- ${fault}\n`).join('')}`)
    process.exitCode = EXIT.failed
    return
  }
  const { rowsDone, rowsLoaded, rowsChanged, rowsRejected, rejectPath } = result
  process.stdout.write(
    `${RESULT_WORDS[result.kind]}\n` +
      `Dibaca ${inWords(rowsDone)}, diterima ${inWords(rowsLoaded)}, ` +
      `baru atau berubah ${inWords(rowsChanged)}, ditolak ${inWords(rowsRejected)}.\n` +
      (rowsRejected > 0 ? `Baris yang ditolak beserta alasannya: ${rejectPath}\n` : ''),
  )
  if (result.kind === 'stopped') process.exitCode = 130
  else if (rowsRejected > 0) process.exitCode = EXIT.someRejected
}

const inWords = (rows: number) => `${rows.toLocaleString('id-ID')} baris`

type Meter = { show: (progress: ImportProgress) => void; end: () => void }

function barMeter(): Meter {
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {rate} baris/detik | sisa {eta_formatted} | ditolak {rejected}',
    stream: process.stderr,
  })
  const rate = rateMeter()
  let started = false
  return {
    show: (progress) => {
      const shown = { rate: rate(progress.rowsDone).toLocaleString('id-ID'), rejected: progress.rowsRejected }
      if (!started) bar.start(progress.bytesTotal, 0, shown)
      started = true
      bar.update(progress.bytesRead, shown)
    },
    end: () => bar.stop(),
  }
}

function lineMeter(): Meter {
  const rate = rateMeter()
  const begun = performance.now()
  let shownAt = begun
  return {
    show: ({ bytesRead, bytesTotal, rowsDone, rowsRejected }) => {
      const now = performance.now()
      if (now - shownAt < LINE_EVERY_SECONDS * 1000) return
      shownAt = now
      const secondsLeft = Math.ceil((((now - begun) / bytesRead) * (bytesTotal - bytesRead)) / 1000)
      process.stderr.write(
        `${Math.floor((bytesRead / bytesTotal) * 100)}% | ${inWords(rowsDone)} | ` +
          `${rate(rowsDone).toLocaleString('id-ID')} baris/detik | sisa ${secondsLeft} detik | ` +
          `ditolak ${inWords(rowsRejected)}\n`,
      )
    },
    end: () => undefined,
  }
}

/** Rows a second since the first call, which is where a resumed import takes up. */
function rateMeter(): (rowsDone: number) => number {
  let first: { at: number; rows: number } | undefined
  return (rowsDone) => {
    const at = performance.now()
    first ??= { at, rows: rowsDone }
    return at === first.at ? 0 : Math.round(((rowsDone - first.rows) / (at - first.at)) * 1000)
  }
}
