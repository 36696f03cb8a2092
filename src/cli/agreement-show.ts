import type { Command } from 'commander'
import {
  type AgreementInForce,
  findAgreement,
  findEndOfDay,
  listTermVersions,
  type TermVersion,
} from '../agreements/index.ts'
import { quotaInWords, stateInWords } from './agreement-words.ts'
import type { Cli } from './context.ts'
import { parseDate } from './option-values.ts'
import { JSON_OPTION, print, printFields, printJson, printTable, refuse } from './output.ts'

type Flags = { on?: string; json?: boolean }

/** `agreement show CODE`: one agreement with its terms of now or of a past day. */
export function registerAgreementShow(parent: Command, cli: Cli): void {
  parent
    .command('show')
    .description('satu perjanjian dengan ketentuannya, sekarang atau pada suatu hari')
    .argument('<code>', 'kode perjanjian')
    .option('--on <day>', 'ketentuan pada akhir hari ini, YYYY-MM-DD, waktu kantor', parseDate)
    .option(...JSON_OPTION)
    .action((code: string, flags: Flags) =>
      cli.withInstallation(async ({ pool }) => {
        const at = flags.on === undefined ? undefined : await findEndOfDay(pool, code, flags.on)
        const agreement = await findAgreement(pool, code, at ?? null)
        if (agreement === undefined) {
          refuse([{ field: 'code', code: 'AG-18', message: `Tidak ada perjanjian berkode ${code}.` }], flags)
          return
        }
        const versions = await listTermVersions(pool, code)
        if (flags.json === true) printJson({ ...agreement, on: flags.on ?? null, versions })
        else show(agreement, versions, flags.on)
      }),
    )
}

function show(agreement: AgreementInForce, versions: readonly TermVersion[], on: string | undefined) {
  // The state is what people have decided by now; only the terms are of that day.
  const isPast = on !== undefined
  printFields([
    ['Perjanjian', agreement.code],
    ['Lembaga Pengguna', `${agreement.agencyName} (kantor ${agreement.officeCode})`],
    ['Tujuan', agreement.purpose],
    ['Berlaku', `${agreement.validFrom} s.d. ${agreement.validUntil}`],
    [isPast ? `Pada ${on}` : 'Status', isPast ? withinWords(agreement) : stateInWords(agreement)],
    ...(agreement.stateReason === null || isPast ? [] : [['Alasan', agreement.stateReason] as const]),
    [
      'Ketentuan',
      agreement.termVersion === null ? '—' : `versi ${agreement.termVersion}, ${agreement.basis}`,
    ],
    ['Metode', agreement.methods.join(', ')],
    ['Elemen data', `${agreement.elements.length}: ${agreement.elements.join(' ')}`],
    ['Kuota per hari', quotaInWords(agreement)],
    [
      'User ID produksi',
      agreement.maxUsers === null ? 'tidak dibatasi' : `paling banyak ${agreement.maxUsers}`,
    ],
    ['Cetak jawaban', agreement.isPrintAllowed ? 'diizinkan' : 'tidak diizinkan'],
    ['PoC', agreement.isProofOfConceptMissing ? 'belum lulus' : 'tidak ada yang ditunggu'],
    ['Web service', agreement.wireMethods.map(({ name }) => name).join(', ') || '—'],
  ])
  print('')
  printTable(
    ['VERSI', 'MULAI BERLAKU', 'ELEMEN', 'DASAR'],
    versions.map(({ version, validFrom, elements, basis }) => [
      String(version),
      validFrom,
      String(elements.length),
      basis,
    ]),
  )
}

function withinWords(agreement: AgreementInForce): string {
  if (agreement.isWithinTerm) return 'dalam masa berlaku'
  return agreement.isOver ? 'sesudah masa berlaku' : 'sebelum masa berlaku'
}
