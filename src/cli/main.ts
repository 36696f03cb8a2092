import { Command, CommanderError } from 'commander'
import { AGENCY_ACTS, type AgencyAct } from '../agencies/index.ts'
import { AGREEMENT_ACTS, type AgreementAct } from '../agreements/index.ts'
import { STATE_ACTS, type StateAct } from '../credentials/index.ts'
import { masked } from '../kernel/log.ts'
import { registerAgencyChange, registerAgencyList } from './agency.ts'
import { registerAgreementChange, registerAgreementPassPoc } from './agreement-change.ts'
import { registerAgreementImport } from './agreement-import.ts'
import { registerAgreementList } from './agreement-list.ts'
import { registerAgreementPack } from './agreement-pack.ts'
import { registerAgreementShow } from './agreement-show.ts'
import { registerAuditCheck } from './audit-check.ts'
import { registerAuditCheckExtract } from './audit-check-extract.ts'
import { registerAuditExplain } from './audit-explain.ts'
import { registerAuditFind } from './audit-find.ts'
import { registerConfigCheck } from './config-check.ts'
import { createCli } from './context.ts'
import { registerCredentialChange } from './credential-change.ts'
import { registerCredentialFeedbackToken } from './credential-feedback-token.ts'
import { registerCredentialIssue } from './credential-issue.ts'
import { registerCredentialList } from './credential-list.ts'
import { registerCredentialRotate } from './credential-rotate.ts'
import { describeError } from './error-words.ts'
import { registerFeedbackDefinition } from './feedback-definition.ts'
import { registerFeedbackKeyMake, registerFeedbackMediaKey } from './feedback-media-key.ts'
import { registerFeedbackPack } from './feedback-pack.ts'
import { registerFeedbackDelete, registerFeedbackExport } from './feedback-rows.ts'
import { registerFeedbackUnpack } from './feedback-unpack.ts'
import { registerFeedbackUpload } from './feedback-upload.ts'
import { speakIndonesian, usageFault } from './indonesian.ts'
import { parseNote } from './option-values.ts'
import { EXIT, printError } from './output.ts'
import { registerRegistryGenerate } from './registry-generate.ts'
import { registerRegistryImport } from './registry-import.ts'
import { registerStaffCreateAdministrator, registerStaffReset } from './staff.ts'

// The command line: every command, and what becomes of errors.

const program = speakIndonesian(new Command('gapura'))
  .description('Gapura: gerbang akses dan pemanfaatan data kependudukan')
  .usage('<perintah> [opsi]')
  .option('--by <name>', 'siapa yang bertindak, untuk log audit (bawaan: cli:<pengguna komputer>)', parseNote)
  .addHelpText(
    'after',
    '\nKode keluar: 0 berhasil; 1 ditolak atau gagal; 2 perintah atau konfigurasi salah; 3 impor selesai dengan baris yang ditolak.',
  )

const cli = createCli(() => program.opts<{ by?: string }>().by)

const registry = program.command('registry').description('data penduduk')
registerRegistryImport(registry, cli.withNewInstallation)
registerRegistryGenerate(registry, cli.withNewInstallation)

const agreement = program.command('agreement').description('perjanjian kerja sama')
registerAgreementImport(agreement, cli)
registerAgreementList(agreement, cli)
registerAgreementShow(agreement, cli)
for (const act of Object.keys(AGREEMENT_ACTS) as AgreementAct[]) registerAgreementChange(agreement, cli, act)
registerAgreementPassPoc(agreement, cli)
registerAgreementPack(agreement, cli)

const agency = program.command('agency').description('Lembaga Pengguna')
registerAgencyList(agency, cli)
for (const act of Object.keys(AGENCY_ACTS) as AgencyAct[]) registerAgencyChange(agency, cli, act)

const credential = program.command('credential').description('User ID lembaga')
registerCredentialIssue(credential, cli)
registerCredentialList(credential, cli)
registerCredentialRotate(credential, cli)
for (const act of Object.keys(STATE_ACTS) as StateAct[]) registerCredentialChange(credential, cli, act)

registerCredentialFeedbackToken(credential, cli)

const feedback = program.command('feedback').description('data balikan')
registerFeedbackUpload(feedback, cli)
registerFeedbackUnpack(feedback, cli)
registerFeedbackPack(feedback)
registerFeedbackKeyMake(feedback)
registerFeedbackMediaKey(feedback)
registerFeedbackDefinition(feedback, cli)
registerFeedbackExport(feedback, cli)
registerFeedbackDelete(feedback, cli)

const staff = program.command('staff').description('akun portal')
registerStaffCreateAdministrator(staff, cli)
registerStaffReset(staff, cli)

const audit = program.command('audit').description('log audit')
registerAuditCheck(audit, cli)
registerAuditCheckExtract(audit)
registerAuditFind(audit, cli)
registerAuditExplain(audit, cli)

registerConfigCheck(program.command('config').description('konfigurasi'))

// Whoever reads the output may stop early, as `| head` does: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    const fault = usageFault(error)
    if (fault !== undefined) printError(`${fault} Lihat --help.`)
    if (error.exitCode !== 0) process.exitCode = EXIT.usage
  } else {
    printError(describeError(error))
    if (process.env.GAPURA_LOG_LEVEL === 'debug' && error instanceof Error)
      console.error(masked(error.stack ?? ''))
    process.exitCode = EXIT.failed
  }
}
