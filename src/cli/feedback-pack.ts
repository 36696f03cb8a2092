import { createWriteStream, existsSync, readFileSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { isAgreementCode } from '../agreements/index.ts'
import { isRecipient, packFile, type Signer, signerOf, UnreadableFile } from '../feedback/index.ts'
import { parseCount } from './option-values.ts'
import { EXIT, inDigits, JSON_OPTION, printError, printFields, printJson } from './output.ts'

type Flags = {
  agreement: string
  organisation: string
  name: string
  key: string
  to: string
  out: string
  definition?: number
  json?: boolean
}

/** `feedback pack FILE`: a package for the office, made on any computer; needs no database and no network. */
export function registerFeedbackPack(parent: Command): void {
  parent
    .command('pack')
    .description('membuat paket data balikan yang ditandatangani dan dienkripsi untuk kantor')
    .argument('<file>', 'berkas .csv atau .xlsx')
    .requiredOption('--agreement <code>', 'kode perjanjian')
    .requiredOption('--organisation <text>', 'nama instansi pembuat')
    .requiredOption('--name <text>', 'nama orang yang membuat')
    .requiredOption('--key <file>', 'berkas kunci rahasia dari key-make')
    .requiredOption('--to <age1…>', 'kunci penerima kantor, dari portal')
    .requiredOption('--out <file>', 'berkas paket yang dibuat')
    .option('--definition <n>', 'versi definisi data balikan (dari nama templat)', parseCount)
    .option(...JSON_OPTION)
    .action(pack)
}

async function pack(file: string, flags: Flags): Promise<void> {
  const signer = existsSync(flags.key) ? signerOf(readFileSync(flags.key, 'utf8')) : undefined
  const fault = faultOf(file, flags, signer)
  if (fault !== undefined || signer === undefined) {
    printError(fault ?? '')
    process.exitCode = EXIT.failed
    return
  }
  const { agreement, organisation, name, to, out, definition = null } = flags
  try {
    const made = await packFile(
      { file, agreement, organisation, name, to, definition, madeAt: new Date().toISOString() },
      signer,
    )
    await writeNew(out, made.package)
    if (flags.json === true) {
      printJson(made.manifest)
      return
    }
    printFields([
      ['Paket', out],
      ['Nomor', made.manifest.id],
      ['Baris', inDigits(made.manifest.data.rows)],
      ['Perjanjian', agreement],
    ])
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    printError(error.message)
    process.exitCode = EXIT.failed
  }
}

function faultOf(
  file: string,
  { agreement, organisation, name, key, to, out }: Flags,
  signer: Signer | undefined,
) {
  if (!existsSync(file)) return `Berkas tidak ditemukan: ${file}`
  if (signer === undefined) return `${key} bukan kunci rahasia dari "gapura feedback key-make".`
  if (!isRecipient(to)) return '--to harus kunci penerima berbentuk age1…, yang tertera di portal.'
  if (!isAgreementCode(agreement)) return '--agreement harus kode perjanjian, yang tertera di portal.'
  for (const [option, text] of Object.entries({ organisation, name })) {
    if (!/^[^\p{C}]{1,200}$/u.test(text.trim())) return `--${option} harus 1 sampai 200 huruf.`
  }
  return existsSync(out) ? `Berkas ${out} sudah ada; pilih nama lain.` : undefined
}

/** A package that could not be finished is not left behind as if it were one. */
async function writeNew(out: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    await pipeline(Readable.from(bytes), createWriteStream(out, { flags: 'wx', mode: 0o600 }))
  } catch (error) {
    rmSync(out, { force: true })
    throw error
  }
}
