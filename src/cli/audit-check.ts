import type { Command } from 'commander'
import { checkLog, type LogFault } from '../audit/index.ts'
import type { Cli } from './context.ts'
import { parseExpected } from './option-values.ts'
import { EXIT, inDigits, JSON_OPTION, print, printError, printFields, printJson } from './output.ts'

type Flags = { expect?: { seq: string; hash: string }; json?: boolean }

const PROGRESS_EVERY_MS = 2_000

const FAULTS: Record<LogFault['fault'], (seq: string) => string> = {
  gap: (seq) => `ada entri yang hilang sebelum entri ${seq}`,
  altered: (seq) => `entri ${seq} diubah, atau entri sebelumnya diganti`,
  order: (seq) => `entri ${seq} tidak pada urutannya`,
  cut: (seq) => `entri ${seq} yang dicatat dahulu tidak ada lagi atau lain isinya`,
  head: (seq) => `ujung log tidak cocok dengan entri terakhir, ${seq}`,
}

/** `audit check`: reads the whole audit log and derives every link again. */
export function registerAuditCheck(parent: Command, cli: Cli): void {
  parent
    .command('check')
    .description('memeriksa seluruh log audit: perubahan, penghapusan dan pemotongan')
    .option('--expect <seq:hash>', 'entri dan hash yang dicatat dahulu di tempat lain', parseExpected)
    .option(...JSON_OPTION)
    .action((flags: Flags) =>
      cli.withInstallation(async ({ pool }) => {
        let shownAt = performance.now()
        const report = await checkLog(pool, {
          ...(flags.expect === undefined ? {} : { expected: flags.expect }),
          onProgress: (entries) => {
            if (performance.now() - shownAt < PROGRESS_EVERY_MS) return
            shownAt = performance.now()
            printError(`${inDigits(entries)} entri diperiksa …`)
          },
        })
        if (report.faults.length > 0) process.exitCode = EXIT.failed
        if (flags.json === true) {
          printJson(report)
          return
        }
        for (const { seq, fault } of report.faults) printError(`RUSAK  ${FAULTS[fault](seq)}`)
        print(
          report.faults.length === 0
            ? `Log audit utuh: ${inDigits(report.entries)} entri.`
            : `Log audit RUSAK: sedikitnya ${inDigits(report.faults.length)} temuan pada ${inDigits(report.entries)} entri.`,
        )
        printFields([
          ['Entri terakhir', report.lastSeq],
          ['Hash terakhir', report.lastHash],
          ['Catat di tempat lain', `${report.lastSeq}:${report.lastHash}`],
        ])
      }),
    )
}
