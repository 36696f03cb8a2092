import { randomUUID } from 'node:crypto'
import type { Command } from 'commander'
import { ensureOffice } from '../agencies/index.ts'
import { inTx, type Pool } from '../kernel/database.ts'
import { enterStaff, findOfficeId, resetAccount } from '../offices/index.ts'
import type { Cli } from './context.ts'
import { printSecret } from './credential-issue.ts'
import { parseNote } from './option-values.ts'
import { JSON_OPTION, printError, refuse } from './output.ts'

type Flags = { office: string; name: string; officeName?: string; json?: boolean }

const ONCE =
  'Kata sandi pertama di atas hanya tampil sekali ini dan tidak disimpan. Pemiliknya wajib menggantinya dan memasang langkah kedua ketika masuk pertama kali.'

/** `staff create-administrator USERNAME`: an administrator for an office, who opens all other accounts. */
export function registerStaffCreateAdministrator(parent: Command, cli: Cli): void {
  parent
    .command('create-administrator')
    .description('membuat akun admin kantor; kata sandi pertamanya tampil sekali ini saja')
    .argument('<username>', '4–48 huruf kecil, angka, atau tanda . _ -')
    .requiredOption('--office <code>', 'kode wilayah kantor, misalnya 33.13')
    .requiredOption('--name <text>', 'nama lengkap', parseNote)
    .option('--office-name <text>', 'nama kantor, bila kantornya belum ada', parseNote)
    .option(...JSON_OPTION)
    .action((username: string, flags: Flags) =>
      cli.withInstallation(async ({ pool, by }) => {
        const officeId = await officeOf(pool, flags)
        if (officeId === undefined) {
          const message = `Kantor ${flags.office} belum ada: sebutkan --office-name, atau impor perjanjiannya dahulu.`
          refuse([{ field: 'office', code: 'SP-16', message }], flags)
          return
        }
        const staff = {
          officeId,
          agencyId: null,
          workUnitId: null,
          username,
          fullName: flags.name,
          nip: null,
          role: 'office-administrator',
        } as const
        const entered = await enterStaff(pool, staff, { by, requestId: randomUUID(), address: null })
        if (entered.kind === 'refused') {
          refuse(entered.faults, flags)
          return
        }
        printSecret({ userId: username, secret: entered.initialPassword }, flags.json === true)
        printError(`Akun ${username} dibuat. ${ONCE}`)
      }),
    )
}

/** `staff reset USERNAME`: the way back for whoever has lost password, phone and recovery codes. */
export function registerStaffReset(parent: Command, cli: Cli): void {
  parent
    .command('reset')
    .description('memberi kata sandi pertama yang baru dan melepas langkah kedua sebuah akun portal')
    .argument('<username>', 'nama pengguna portal')
    .requiredOption('--reason <text>', 'alasan, untuk log audit', parseNote)
    .option(...JSON_OPTION)
    .action((username: string, flags: { reason: string; json?: boolean }) =>
      cli.withInstallation(async ({ pool, by }) => {
        const actor = { by, requestId: randomUUID(), address: null }
        const reset = await resetAccount(pool, { username, reason: flags.reason, actor })
        if (reset.kind !== 'done') {
          refuse([{ field: 'username', code: 'SP-21', message: `Tidak ada akun portal ${username}.` }], flags)
          return
        }
        printSecret({ userId: username, secret: reset.initialPassword }, flags.json === true)
        printError(`Akun ${username} dipulihkan; semua sesinya berakhir. ${ONCE}`)
      }),
    )
}

const OFFICE_CODE = /^[0-9]{2}(\.[0-9]{2})?$/

async function officeOf(pool: Pool, { office, officeName }: Flags): Promise<number | undefined> {
  const known = await findOfficeId(pool, office)
  if (known !== undefined || officeName === undefined || !OFFICE_CODE.test(office)) return known
  return inTx(pool, (tx) => ensureOffice(tx, { name: officeName, region: office, level: levelOf(office) }))
}

/** Codes of cities begin with 7 in their province. */
function levelOf(code: string): 'provinsi' | 'kabupaten' | 'kota' {
  if (code.length === 2) return 'provinsi'
  return code[3] === '7' ? 'kota' : 'kabupaten'
}
