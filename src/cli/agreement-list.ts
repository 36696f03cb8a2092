import type { Command } from 'commander'
import { listAgreements } from '../agreements/index.ts'
import { quotaInWords, stateInWords } from './agreement-words.ts'
import type { Cli } from './context.ts'
import { JSON_OPTION, print, printJson, printTable } from './output.ts'

/** `agreement list`: every agreement with its terms of now. */
export function registerAgreementList(parent: Command, cli: Cli): void {
  parent
    .command('list')
    .description('semua perjanjian dengan ketentuan yang berlaku sekarang')
    .option(...JSON_OPTION)
    .action((flags: { json?: boolean }) =>
      cli.withInstallation(async ({ pool }) => {
        const agreements = await listAgreements(pool)
        if (flags.json === true) {
          printJson(agreements)
          return
        }
        if (agreements.length === 0) {
          print('Belum ada perjanjian. Masukkan dengan: gapura agreement import BERKAS')
          return
        }
        printTable(
          ['KODE', 'STATUS', 'BERLAKU', 'VERSI', 'KUOTA/HARI', 'KANTOR', 'LEMBAGA PENGGUNA'],
          agreements.map((agreement) => [
            agreement.code,
            stateInWords(agreement),
            `${agreement.validFrom} s.d. ${agreement.validUntil}`,
            String(agreement.termVersion ?? '—'),
            quotaInWords(agreement),
            agreement.officeCode,
            agreement.agencyName,
          ]),
        )
      }),
    )
}
