import type { Command } from 'commander'
import { rotateSecret } from '../credentials/index.ts'
import type { Cli } from './context.ts'
import { ONCE, printSecret } from './credential-issue.ts'
import { parseSeconds } from './option-values.ts'
import { inDigits, JSON_OPTION, printError, refuse } from './output.ts'

const UNITS = [
  [86_400, 'hari'],
  [3_600, 'jam'],
  [60, 'menit'],
] as const

/** In the largest unit that leaves no rest. */
function durationInWords(seconds: number): string {
  const [length, unit] = UNITS.find(([size]) => seconds % size === 0) ?? [1, 'detik']
  return `${inDigits(seconds / length)} ${unit}`
}

type Flags = { overlap: number; json?: boolean }

/** `credential rotate USER_ID`: a new secret. */
export function registerCredentialRotate(parent: Command, cli: Cli): void {
  parent
    .command('rotate')
    .description('memberi User ID kata sandi baru, yang tampil sekali ini saja')
    .argument('<user-id>', 'User ID')
    .option(
      '--overlap <seconds>',
      'berapa lama kata sandi lama masih diterima, misalnya 7d, 12h; paling lama 30d (bawaan: 0)',
      parseSeconds,
      0,
    )
    .option(...JSON_OPTION)
    .action((userId: string, flags: Flags) =>
      cli.withInstallation(async ({ pool, by }) => {
        const rotated = await rotateSecret(pool, { userId, overlapSeconds: flags.overlap, by })
        if (rotated.kind === 'refused') {
          refuse([rotated.fault], flags)
          return
        }
        printSecret({ userId, secret: rotated.secret }, flags.json === true)
        printError(
          `Kata sandi ${userId} diganti; yang lama ${
            flags.overlap === 0 ? 'tidak diterima lagi' : `masih diterima ${durationInWords(flags.overlap)}`
          }. ${ONCE}`,
        )
      }),
    )
}
