import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { findAgreement } from '../agreements/index.ts'
import { openVault } from '../files/index.ts'
import { openTypesetter } from '../letters/index.ts'
import { downloadPack } from '../packs/index.ts'
import { createPaperMaker } from '../papers/index.ts'
import type { Cli } from './context.ts'
import { inDigits, JSON_OPTION, printFields, printJson, refuse } from './output.ts'

type Flags = { out: string; json?: boolean }

/** `agreement pack CODE --out FILE`: the integration pack for the terms in force, as the portal gives it. */
export function registerAgreementPack(parent: Command, cli: Cli): void {
  parent
    .command('pack')
    .description('paket integrasi perjanjian untuk ketentuan yang berlaku, sebagai satu berkas ZIP')
    .argument('<code>', 'kode perjanjian')
    .requiredOption('--out <file>', 'berkas ZIP yang ditulis')
    .option(...JSON_OPTION)
    .action((code: string, flags: Flags) =>
      cli.withInstallation(async ({ pool, by, config }) => {
        const agreement = await findAgreement(pool, code)
        if (agreement === undefined) {
          refuse([{ field: 'code', code: 'AG-18', message: `Tidak ada perjanjian berkode ${code}.` }], flags)
          return
        }
        const typesetter = openTypesetter()
        try {
          const { vault } = await openVault(pool, config.fileKeyFile)
          const siteUrl = config.publicUrl ?? `http://${config.host}:${config.port}`
          const paperMaker = createPaperMaker({ typesetter, vault, signer: null, siteUrl })
          const tools = { pool, paperMaker, publicUrl: config.publicUrl }
          const pack = await downloadPack(tools, agreement, { by, address: null })
          if (pack === undefined) {
            const message = 'Ketentuan perjanjian ini belum mulai berlaku.'
            refuse([{ field: 'code', code: 'PK-06', message }], flags)
            return
          }
          writeFileSync(flags.out, pack.bytes)
          if (flags.json === true) printJson({ out: flags.out, sha256: pack.sha256, files: pack.files })
          else {
            printFields([
              ['Berkas', flags.out],
              ['Ukuran', `${inDigits(pack.bytes.length)} byte, ${pack.files.length} berkas`],
              ['Ketentuan', `versi ${agreement.termVersion ?? 0}`],
              ['SHA-256', pack.sha256],
            ])
          }
        } finally {
          await typesetter.close()
        }
      }),
    )
}
