import type { Command } from 'commander'
import { CREDENTIAL_STATES, changeState, type StateAct } from '../credentials/index.ts'
import type { Cli } from './context.ts'
import { parseNote } from './option-values.ts'
import { print, refuse } from './output.ts'

const DESCRIPTIONS: Record<StateAct, string> = {
  suspend: 'menangguhkan User ID, mulai permintaan berikutnya',
  reactivate: 'mengaktifkan kembali User ID yang ditangguhkan',
  revoke: 'mencabut User ID untuk seterusnya',
}

/** `credential suspend|reactivate|revoke USER_ID`. */
export function registerCredentialChange(parent: Command, cli: Cli, act: StateAct): void {
  parent
    .command(act)
    .description(DESCRIPTIONS[act])
    .argument('<user-id>', 'User ID')
    .requiredOption('--reason <text>', 'alasan, untuk log audit', parseNote)
    .action((userId: string, { reason }: { reason: string }) =>
      cli.withInstallation(async ({ pool, by }) => {
        const change = await changeState(pool, { userId, act, reason, by })
        if (change.kind === 'refused') refuse([change.fault])
        else print(`${userId}: ${CREDENTIAL_STATES[change.from]} → ${CREDENTIAL_STATES[change.to]}`)
      }),
    )
}
