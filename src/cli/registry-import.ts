import { stat } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import type { Pool } from '../kernel/database.ts'
import { type ImportResult, importResidents, type Space } from '../registry/index.ts'
import { openMeter, rowsInWords } from './meter.ts'
import { EXIT, printError } from './output.ts'
import { type RegistrySession, recordRegistryAct } from './registry-record.ts'

type Flags = { space: Space; reject?: string; again: boolean }

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
  const meter = openMeter()
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
      `Dibaca ${rowsInWords(rowsDone)}, diterima ${rowsInWords(rowsLoaded)}, ` +
      `baru atau berubah ${rowsInWords(rowsChanged)}, ditolak ${rowsInWords(rowsRejected)}.\n` +
      (rowsRejected > 0 ? `Baris yang ditolak beserta alasannya: ${rejectPath}\n` : ''),
  )
  if (result.kind === 'stopped') process.exitCode = 130
  else if (rowsRejected > 0) process.exitCode = EXIT.someRejected
}
