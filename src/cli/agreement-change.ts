import type { Command } from 'commander'
import {
  AGREEMENT_STATES,
  type AgreementAct,
  changeAgreementState,
  passProofOfConcept,
} from '../agreements/index.ts'
import type { Cli } from './context.ts'
import { parseDate, parseNote } from './option-values.ts'
import { print, refuse } from './output.ts'

const DESCRIPTIONS: Record<AgreementAct, string> = {
  suspend: 'menangguhkan perjanjian beserta semua User ID-nya, mulai permintaan berikutnya',
  reactivate: 'memberlakukan kembali perjanjian yang ditangguhkan',
  end: 'mengakhiri perjanjian untuk seterusnya',
  revoke: 'mencabut perjanjian untuk seterusnya karena pelanggaran',
}

/** `agreement suspend|reactivate|end|revoke CODE`. */
export function registerAgreementChange(parent: Command, cli: Cli, act: AgreementAct): void {
  parent
    .command(act)
    .description(DESCRIPTIONS[act])
    .argument('<code>', 'kode perjanjian')
    .requiredOption('--reason <text>', 'alasan, untuk log audit', parseNote)
    .action((code: string, { reason }: { reason: string }) =>
      cli.withInstallation(async ({ pool, by }) => {
        const change = await changeAgreementState(pool, { code, act, reason, by })
        if (change.kind === 'refused') refuse([change.fault])
        else print(`${code}: ${AGREEMENT_STATES[change.from]} → ${AGREEMENT_STATES[change.to]}`)
      }),
    )
}

/** `agreement pass-poc CODE`. */
export function registerAgreementPassPoc(parent: Command, cli: Cli): void {
  parent
    .command('pass-poc')
    .description('mencatat Proof of Concept yang lulus; sesudahnya User ID produksi dapat diterbitkan')
    .argument('<code>', 'kode perjanjian')
    .requiredOption('--on <day>', 'tanggal lulus, YYYY-MM-DD', parseDate)
    .action((code: string, { on }: { on: string }) =>
      cli.withInstallation(async ({ pool, by }) => {
        const change = await passProofOfConcept(pool, { code, passedOn: on, by })
        if (change.kind === 'refused') refuse([change.fault])
        else print(`${code}: Proof of Concept lulus pada ${on}`)
      }),
    )
}
