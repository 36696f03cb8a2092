import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { findAgreement } from '../agreements/index.ts'
import { openExport, orderDeletion, recordExport, runDeletion, writeTable } from '../feedback/index.ts'
import { reasonFault } from '../registry/index.ts'
import type { Cli, Session } from './context.ts'
import { parseCount, parseNote } from './option-values.ts'
import { inDigits, print, refuse } from './output.ts'

/** `feedback export AGREEMENT FILE`: everything an agency sent, for whom the law names; the log says who and why. */
export function registerFeedbackExport(parent: Command, cli: Cli): void {
  parent
    .command('export')
    .description('menulis semua data balikan suatu perjanjian ke .csv atau .xlsx; memuat data pribadi')
    .argument('<agreement>', 'kode perjanjian')
    .argument('<file>', 'berkas baru, .csv atau .xlsx')
    .requiredOption('--reason <text>', 'alasan, untuk log audit', parseNote)
    .action((code: string, path: string, { reason }: { reason: string }) =>
      cli.withInstallation((session) => exportRows(session, code, path, reason)),
    )
}

/** `feedback delete AGREEMENT`: after its end, everything an agency sent, or one delivery of it. */
export function registerFeedbackDelete(parent: Command, cli: Cli): void {
  parent
    .command('delete')
    .description('menghapus data balikan perjanjian yang sudah berakhir; bila terputus, server melanjutkan')
    .argument('<agreement>', 'kode perjanjian')
    .requiredOption('--reason <text>', 'alasan, untuk log audit', parseNote)
    .option('--delivery <number>', 'hanya kiriman bernomor ini', parseCount)
    .option('--letter <number>', 'nomor surat yang menjadi dasarnya', parseNote)
    .action((code: string, wish: DeletionWish) =>
      cli.withInstallation((session) => deleteRows(session, code, wish)),
    )
}

type DeletionWish = { reason: string; delivery?: number; letter?: string }

async function exportRows({ pool, by }: Session, code: string, path: string, reason: string): Promise<void> {
  const agreement = await findAgreement(pool, code)
  if (agreement === undefined) return refuse([noAgreement(code)])
  const format = path.toLowerCase().endsWith('.xlsx') ? 'xlsx' : 'csv'
  const wrong = reasonFault(reason)
  if (wrong !== undefined) return refuse([{ field: 'reason', code: 'FB-86', message: wrong }])
  if (await isThere(path)) {
    return refuse([{ field: 'file', code: 'FB-86', message: `Berkas ${path} sudah ada.` }])
  }
  await recordExport(pool, agreement, format, by, reason)
  const { header, rows } = await openExport(pool, agreement)
  let count = 0
  const counted = async function* () {
    for await (const row of rows) {
      count += 1
      yield row
    }
  }
  // Nobody else on the machine reads it.
  await pipeline(writeTable(format, header, counted()), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  print(`${code}: ${inDigits(count)} baris ditulis ke ${path}`)
}

async function deleteRows({ pool, by }: Session, code: string, wish: DeletionWish): Promise<void> {
  const agreement = await findAgreement(pool, code)
  if (agreement === undefined) return refuse([noAgreement(code)])
  const ordered = await orderDeletion(pool, {
    agreement,
    deliveryId: wish.delivery ?? null,
    reason: wish.reason,
    letterNumber: wish.letter ?? '',
    by,
  })
  if (ordered.kind === 'refused') return refuse(ordered.faults)
  await runDeletion(pool, ordered.id)
  print(`${code}: dihapus, penghapusan nomor ${ordered.id}`)
}

const noAgreement = (code: string) => ({
  field: 'agreement',
  code: 'AG-18',
  message: `Tidak ada perjanjian berkode ${code}.`,
})

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )
