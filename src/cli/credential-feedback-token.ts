import type { Command } from 'commander'
import { issueFeedbackToken } from '../feedback/index.ts'
import type { Cli } from './context.ts'
import { JSON_OPTION, print, printError, printJson, refuse } from './output.ts'

/** `credential feedback-token USER_ID`: the token by which an agency's programs send feedback. */
export function registerCredentialFeedbackToken(parent: Command, cli: Cli): void {
  parent
    .command('feedback-token')
    .description('memberi User ID token baru untuk mengirim data balikan, yang tampil sekali ini saja')
    .argument('<user-id>', 'User ID')
    .option(...JSON_OPTION)
    .action((userId: string, flags: { json?: boolean }) =>
      cli.withInstallation(async ({ pool, by }) => {
        const token = await issueFeedbackToken(pool, { officeId: null, userId, by })
        if (token === undefined) {
          refuse(
            [
              {
                field: 'userId',
                code: 'FB-42',
                message: `Tidak ada User ID ${userId} yang dapat diberi token.`,
              },
            ],
            flags,
          )
          return
        }
        if (flags.json === true) printJson({ userId, token })
        else print(token)
        printError(
          `Token ${userId} yang lama, bila ada, tidak berlaku lagi. Simpan sekarang: tidak dapat ditampilkan lagi.`,
        )
      }),
    )
}
