import { type Command, Option } from 'commander'
import { type CredentialKind, type IdStyle, issueCredential, type Profile } from '../credentials/index.ts'
import type { Cli } from './context.ts'
import { collect, parseCount, parseHours } from './option-values.ts'
import { JSON_OPTION, print, printError, printJson, refuse } from './output.ts'

type Flags = {
  kind: CredentialKind
  address: string[]
  declaredAddressRequired?: boolean
  hours?: { from: string; until: string }
  profile?: Profile
  ids?: IdStyle
  quota?: number
  expires?: string
  json?: boolean
}

/** `credential issue AGREEMENT USER_ID`: a new User ID under an agreement in force. */
export function registerCredentialIssue(parent: Command, cli: Cli): void {
  parent
    .command('issue')
    .description('menerbitkan User ID menurut perjanjian; kata sandinya tampil sekali ini saja')
    .argument('<agreement>', 'kode perjanjian')
    .argument('<user-id>', '4–64 huruf, angka, atau tanda _ . @ -')
    .addOption(
      new Option('--kind <kind>', 'jenis User ID; development hanya membaca data rekaan')
        .choices(['production', 'development'])
        .makeOptionMandatory(),
    )
    .requiredOption('--address <ip>', 'alamat IP LAN atau jaringan CIDR; dapat diulang', collect)
    .option('--declared-address-required', 'alamat yang dinyatakan pemanggil pun harus terdaftar')
    .option('--hours <from-until>', 'jam layanan, waktu kantor, misalnya 07:00-16:00', parseHours)
    .addOption(
      new Option('--profile <profile>', 'bentuk jawaban web service (bawaan: menurut perjanjian)').choices([
        'G1',
        'G2',
        'G3',
      ]),
    )
    .addOption(
      new Option('--ids <style>', 'NIK dan nomor KK sebagai angka atau teks').choices(['number', 'string']),
    )
    .option('--quota <n>', 'kuota per hari (bawaan: menurut perjanjian)', parseCount)
    .option(
      '--expires <day>',
      'hari terakhir berlaku, YYYY-MM-DD atau waktu ISO (bawaan: bersama perjanjian)',
    )
    .option(...JSON_OPTION)
    .action((agreementCode: string, userId: string, flags: Flags) =>
      cli.withInstallation(async ({ pool, by }) => {
        const request = {
          agreementCode,
          userId,
          kind: flags.kind,
          addresses: flags.address,
          declaredAddressRequired: flags.declaredAddressRequired === true,
          hours: flags.hours ?? null,
          quotaPerDay: flags.quota ?? null,
          expiresAt: flags.expires ?? null,
          ...(flags.profile === undefined ? {} : { profile: flags.profile }),
          ...(flags.ids === undefined ? {} : { idStyle: flags.ids }),
        }
        const issued = await issueCredential(pool, request, by)
        if (issued.kind === 'refused') {
          refuse(issued.faults, flags)
          return
        }
        printSecret(issued, flags.json === true)
        printError(`User ID ${userId} diterbitkan (${flags.kind}). ${ONCE}`)
      }),
    )
}

export const ONCE =
  'Kata sandi di atas hanya tampil sekali ini dan tidak disimpan: serahkan kepada lembaga dengan Berita Acara Serah Terima.'

/** The one place where a secret leaves: alone on standard output, so that a script can take it. */
export function printSecret({ userId, secret }: { userId: string; secret: string }, isJson: boolean): void {
  if (isJson) printJson({ userId, secret })
  else print(secret)
}
