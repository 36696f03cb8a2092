import type { Command } from 'commander'
import { type AgreementInForce, listAgreements } from '../agreements/index.ts'
import { CREDENTIAL_STATES, type CredentialRow, listCredentials } from '../credentials/index.ts'
import { quotaInWords, stateInWords } from './agreement-words.ts'
import type { Cli } from './context.ts'
import { inDigits, JSON_OPTION, print, printJson, printTable, refuse } from './output.ts'

type Flags = { agreement?: string; json?: boolean }

/** `credential list`: every User ID, never a secret. */
export function registerCredentialList(parent: Command, cli: Cli): void {
  parent
    .command('list')
    .description('semua User ID, atau yang dari satu perjanjian')
    .option('--agreement <code>', 'hanya dari perjanjian ini')
    .option(...JSON_OPTION)
    .action((flags: Flags) =>
      cli.withInstallation(async ({ pool }) => {
        const agreements = new Map((await listAgreements(pool)).map((one) => [one.code, one]))
        if (flags.agreement !== undefined && !agreements.has(flags.agreement)) {
          const message = `Tidak ada perjanjian berkode ${flags.agreement}.`
          refuse([{ field: 'agreement', code: 'C-03', message }], flags)
          return
        }
        const credentials = await listCredentials(pool, flags.agreement ?? null)
        if (flags.json === true) {
          const isInForce = ({ agreementCode }: CredentialRow) =>
            isAgreementInForce(agreements.get(agreementCode))
          printJson(credentials.map((one) => ({ ...one, isAgreementInForce: isInForce(one) })))
        } else if (credentials.length === 0) print('Belum ada User ID.')
        else show(credentials, agreements)
      }),
    )
}

function show(credentials: readonly CredentialRow[], agreements: ReadonlyMap<string, AgreementInForce>) {
  printTable(
    ['USER ID', 'STATUS', 'JENIS', 'PERJANJIAN', 'KUOTA/HARI', 'BENTUK', 'JAM', 'SAMPAI', 'ALAMAT'],
    credentials.map((credential) => {
      const agreement = agreements.get(credential.agreementCode)
      return [
        credential.userId,
        stateWith(credential, agreement),
        credential.kind,
        credential.agreementCode,
        credential.quotaPerDay === null && agreement !== undefined
          ? quotaInWords(agreement)
          : inDigits(credential.quotaPerDay ?? 0),
        `${credential.profile} ${credential.idStyle}`,
        credential.hoursFrom === null ? '—' : `${credential.hoursFrom}-${credential.hoursUntil}`,
        credential.expiresAt ?? agreement?.validUntil ?? '—',
        credential.addresses.map((cidr) => cidr.replace(/\/(32|128)$/, '')).join(', '),
      ]
    }),
  )
}

/** An active User ID whose agreement is not in force answers nothing: the list must not call it active. */
function stateWith(credential: CredentialRow, agreement: AgreementInForce | undefined): string {
  if (credential.state !== 'active' || agreement === undefined) return CREDENTIAL_STATES[credential.state]
  return isAgreementInForce(agreement) ? CREDENTIAL_STATES.active : `perjanjian: ${stateInWords(agreement)}`
}

function isAgreementInForce(agreement: AgreementInForce | undefined): boolean {
  return agreement?.state === 'in_force' && agreement.isWithinTerm && agreement.agencyState === 'active'
}
