import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import { checkExtract, type ExtractFault } from '../audit/index.ts'
import { parseExpected } from './option-values.ts'
import { EXIT, inDigits, JSON_OPTION, print, printError, printFields, printJson } from './output.ts'

type Flags = { expect?: { seq: string; hash: string }; json?: boolean }

const FAULTS: Record<ExtractFault['fault'], string> = {
  unreadable: 'bukan baris cuplikan log audit',
  altered: 'isi entri tidak cocok dengan hash-nya',
  order: 'entri tidak pada urutannya',
  unlinked: 'entri tidak menyambung dengan entri di sebelahnya',
  'not-in-log': 'entri tidak ada dalam log, atau lain isinya di sana',
  cut: 'cuplikan terpotong, atau bukan dari log yang dicatat dahulu',
}

/** `audit check-extract FILE`: checks a file that the portal made. It needs no installation. */
export function registerAuditCheckExtract(parent: Command): void {
  parent
    .command('check-extract')
    .description('memeriksa berkas cuplikan log audit, tanpa instalasi')
    .argument('<file>', 'berkas .ndjson dari portal')
    .option('--expect <seq:hash>', 'entri dan hash yang dicatat dahulu di tempat lain', parseExpected)
    .option(...JSON_OPTION)
    .action(async (file: string, flags: Flags) => {
      const lines = createInterface({
        input: createReadStream(file, 'utf8'),
        crlfDelay: Number.POSITIVE_INFINITY,
      })
      const { expect } = flags
      const report = await checkExtract(
        lines,
        expect === undefined ? {} : { expected: { seq: Number(expect.seq), hash: expect.hash } },
      )
      if (report.faults.length > 0) process.exitCode = EXIT.failed
      if (flags.json === true) {
        printJson(report)
        return
      }
      for (const { line, seq, fault } of report.faults) {
        printError(`RUSAK  baris ${line}${seq === null ? '' : `, entri ${seq}`}: ${FAULTS[fault]}`)
      }
      print(
        report.faults.length === 0
          ? `Cuplikan utuh: ${inDigits(report.entries)} entri.`
          : `Cuplikan RUSAK: sedikitnya ${inDigits(report.faults.length)} temuan pada ${inDigits(report.entries)} entri.`,
      )
      printFields([
        ['Entri pertama', String(report.firstSeq ?? '—')],
        ['Entri terakhir', String(report.lastSeq ?? '—')],
        ['Ujung log saat dibuat', report.head === null ? '—' : `${report.head.seq}:${report.head.hash}`],
      ])
    })
}
