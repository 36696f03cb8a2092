import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import {
  fingerprintOf,
  inGroups,
  makeMediaKeys,
  makeSigningKey,
  publicPemOf,
  signerOf,
} from '../feedback/index.ts'
import { readConfig } from '../kernel/config.ts'
import { EXIT, JSON_OPTION, print, printError, printFields, printJson } from './output.ts'

/** `feedback media-key`: the office's own keys for media, made where they are missing. */
export function registerFeedbackMediaKey(parent: Command): void {
  parent
    .command('media-key')
    .description('membuat kunci media kantor bila belum ada, dan menampilkan bagian publiknya')
    .option(...JSON_OPTION)
    .action(async (flags: { json?: boolean }) => {
      const read = readConfig(process.env, process.cwd())
      if (read.kind === 'faulty') {
        for (const { setting, message } of read.faults) printError(`${setting}: ${message}`)
        process.exitCode = EXIT.usage
        return
      }
      const { media } = read.config
      const { recipient, signer } = await makeMediaKeys(media)
      const fingerprint = fingerprintOf(signer.publicKey)
      if (flags.json === true) {
        printJson({ recipient, fingerprint, publicKey: publicPemOf(signer.publicKey) })
        return
      }
      printFields([
        ['Penerima (untuk instansi)', recipient],
        ['Sidik jari kunci tanda tangan (untuk pusat)', inGroups(fingerprint)],
      ])
      print(publicPemOf(signer.publicKey).trimEnd())
      printError(`Cadangkan ${media.mediaKeyFile} dan ${media.mediaSignKeyFile}, terpisah dari basis data.`)
    })
}

/** `feedback key-make`: an agency's key, on any computer; needs no database. */
export function registerFeedbackKeyMake(parent: Command): void {
  parent
    .command('key-make')
    .description('membuat kunci tanda tangan instansi (Ed25519); dapat di komputer tanpa jaringan')
    .requiredOption(
      '--out <file>',
      'berkas kunci rahasia; kunci publiknya di berkas yang sama dengan akhiran .pub',
    )
    .option(...JSON_OPTION)
    .action(({ out, json }: { out: string; json?: boolean }) => {
      const { privatePem, publicPem } = makeSigningKey()
      const signer = signerOf(privatePem)
      if (signer === undefined) throw new Error('a key that was just made cannot be read')
      try {
        // Never over another: packages signed with that one could not be made any more.
        writeFileSync(out, privatePem, { mode: 0o600, flag: 'wx' })
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
        printError(`Berkas ${out} sudah ada; pilih nama lain.`)
        process.exitCode = EXIT.failed
        return
      }
      writeFileSync(`${out}.pub`, publicPem)
      const fingerprint = fingerprintOf(signer.publicKey)
      if (json === true) {
        printJson({ keyFile: out, publicKeyFile: `${out}.pub`, fingerprint })
        return
      }
      printFields([
        ['Kunci rahasia', `${out} (jangan dikirim kepada siapa pun)`],
        ['Kunci publik', `${out}.pub (daftarkan di portal)`],
        ['Sidik jari', inGroups(fingerprint)],
      ])
      printError('Sebutkan 16 huruf pertama sidik jari kepada petugas kantor lewat telepon atau surat.')
    })
}
