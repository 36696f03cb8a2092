import type { Command } from 'commander'
import { AGENCY_STATES, type AgencyAct, changeAgencyState, listAgencies } from '../agencies/index.ts'
import type { Cli } from './context.ts'
import { parseNote } from './option-values.ts'
import { JSON_OPTION, print, printJson, printTable, refuse } from './output.ts'

const DESCRIPTIONS: Record<AgencyAct, string> = {
  suspend: 'menangguhkan lembaga beserta semua perjanjian dan User ID-nya',
  reactivate: 'mengaktifkan kembali lembaga yang ditangguhkan',
}

/** `agency list`: every user agency. */
export function registerAgencyList(parent: Command, cli: Cli): void {
  parent
    .command('list')
    .description('semua Lembaga Pengguna')
    .option(...JSON_OPTION)
    .action((flags: { json?: boolean }) =>
      cli.withInstallation(async ({ pool }) => {
        const agencies = await listAgencies(pool)
        if (flags.json === true) {
          printJson(agencies)
          return
        }
        if (agencies.length === 0) {
          print('Belum ada Lembaga Pengguna: lembaga ikut masuk bersama perjanjiannya.')
          return
        }
        printTable(
          ['KANTOR', 'STATUS', 'JENIS', 'NAMA WEB SERVICE', 'PERJANJIAN', 'LEMBAGA PENGGUNA'],
          agencies.map((agency) => [
            agency.officeCode,
            AGENCY_STATES[agency.state],
            agency.kind,
            agency.wireName ?? '—',
            String(agency.agreements),
            agency.name,
          ]),
        )
      }),
    )
}

/** `agency suspend|reactivate NAME`. */
export function registerAgencyChange(parent: Command, cli: Cli, act: AgencyAct): void {
  parent
    .command(act)
    .description(DESCRIPTIONS[act])
    .argument('<name>', 'nama lembaga, dalam tanda kutip')
    .requiredOption('--office <code>', 'kode wilayah kantor, misalnya 33.13')
    .requiredOption('--reason <text>', 'alasan, untuk log audit', parseNote)
    .action((name: string, { office, reason }: { office: string; reason: string }) =>
      cli.withInstallation(async ({ pool, by }) => {
        const change = await changeAgencyState(pool, { officeCode: office, name, act, reason, by })
        if (change.kind === 'refused') refuse([change.fault])
        else print(`${name}: ${AGENCY_STATES[change.from]} → ${AGENCY_STATES[change.to]}`)
      }),
    )
}
