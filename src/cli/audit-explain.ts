import type { Command } from 'commander'
import { type ReproductionView, reproduceDecision, toReproductionView } from '../verification/index.ts'
import type { Cli } from './context.ts'
import { parseCount } from './option-values.ts'
import { EXIT, JSON_OPTION, print, printError, printFields, printJson } from './output.ts'

type Flags = { json?: boolean }

type Reproduced = Extract<ReproductionView, { kind: 'reproduced' }>

const DIFFERENCES: Record<string, string> = {
  outcome: 'hasil',
  rule: 'aturan yang menentukan',
  elements: 'elemen yang diberitahukan',
  'term-version': 'versi ketentuan',
}

/** `audit explain SEQ`: makes the decision of an entry again, with the authority of its moment. Reads only. */
export function registerAuditExplain(parent: Command, cli: Cli): void {
  parent
    .command('explain')
    .description('mengulang keputusan satu entri log dengan ketentuan dan keadaan saat itu')
    .argument('<entri>', 'nomor entri log audit', parseCount)
    .option(...JSON_OPTION)
    .action((seq: number, { json }: Flags) =>
      cli.withInstallation(async ({ pool }) => {
        const found = await reproduceDecision(pool, { seq, officeId: null })
        if (found === undefined) {
          printError(`Tidak ada entri ${seq} dalam log audit.`)
          process.exitCode = EXIT.failed
          return
        }
        const view = toReproductionView(found)
        if (view.kind === 'reproduced' && !view.isSame) process.exitCode = EXIT.failed
        if (json === true) printJson(view)
        else show(seq, view)
      }),
    )
}

function show(seq: number, view: ReproductionView) {
  switch (view.kind) {
    case 'not-a-decision':
      print(`Entri ${seq} bukan keputusan atas satu panggilan; tidak ada yang dapat diulang.`)
      return
    case 'before-history':
      print(
        `Entri ${seq} lebih tua daripada riwayat keadaan, yang disimpan sejak sesudah entri ${view.historySince}.`,
      )
      print('Versi ketentuan yang tercatat pada entri tetap dapat dibaca, tetapi keputusannya tidak diulang.')
      return
    case 'reproduced':
      showReproduced(view)
  }
}

function showReproduced({ isSame, recorded, again, differences, isByCall, authority, quota }: Reproduced) {
  const named = differences.map((one) => DIFFERENCES[one] ?? one).join(', ')
  print(isSame ? 'SAMA: keputusan yang diulang sama dengan yang tercatat.' : `BERBEDA pada: ${named}.`)
  if (isByCall)
    print('Aturannya menilai isi panggilan yang tidak disimpan dalam log; isi itu diambil dari entrinya.')
  printFields([
    ['Tercatat', verdict(recorded)],
    ['Diulang', verdict(again)],
    ['Elemen', again.elements.length === 0 ? '—' : again.elements.join(', ')],
    ...(authority === null
      ? []
      : ([
          ['Saat', `${authority.day} ${authority.clock} waktu kantor`],
          ['User ID', `${authority.credentialState}, ${authority.kind}`],
          ['Instansi', authority.agencyState],
          [
            'Perjanjian',
            `${authority.agreementState}, ${authority.validFrom} sampai sebelum ${authority.validUntil}`,
          ],
          ['Versi ketentuan', String(authority.term?.version ?? '—')],
          ['Metode', authority.term?.methods.join(', ') ?? '—'],
          ['Alamat terdaftar', authority.networks.join(', ')],
          [
            'Jam akses',
            authority.hours === null ? 'setiap saat' : `${authority.hours.from}–${authority.hours.until}`,
          ],
          [
            'Kuota saat itu',
            quota === null
              ? '—'
              : `${quota.used} terpakai dari ${quota.limit === 'unlimited' ? 'tanpa batas' : quota.limit}`,
          ],
        ] satisfies [string, string][])),
  ])
}

function verdict({ outcome, rule, reason }: Reproduced['recorded']): string {
  return `${outcome}${rule === null ? '' : ` · ${reason}`}`
}
