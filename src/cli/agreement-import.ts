import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import {
  type AgreementFault,
  type AgreementFile,
  type ImportResult,
  importAgreement,
  isAgreementCode,
  readAgreementFile,
} from '../agreements/index.ts'
import type { Cli, Session } from './context.ts'
import { describeError } from './error-words.ts'
import { parseNote } from './option-values.ts'
import { JSON_OPTION, print, printError, printJson, refuse } from './output.ts'

type Flags = { addendum?: string; from?: string; json?: boolean }

type Entry = { path: string; agreement: AgreementFile & { code: string } }

type Outcome = { file: string } & ImportResult

/** `agreement import FILE…`: signed agreements, or an addendum to one. */
export function registerAgreementImport(parent: Command, cli: Cli): void {
  const command = parent
    .command('import')
    .description('memasukkan perjanjian yang sudah ditandatangani; berkas yang sama tidak mengubah apa-apa')
    .argument('<file...>', 'berkas JSON; kodenya nama berkas bila tidak disebut di dalamnya')
    .option('--addendum <number>', 'berkas berisi ketentuan baru menurut adendum bernomor ini', parseNote)
    .option('--from <day>', 'mulai berlakunya adendum: YYYY-MM-DD atau waktu ISO (bawaan: sekarang)')
    .option(...JSON_OPTION)
  command.action(async (paths: string[], flags: Flags) => {
    if (flags.from !== undefined && flags.addendum === undefined) {
      command.error("error: option '--addendum <number>' not specified", {
        code: 'commander.missingMandatoryOptionValue',
      })
    }
    if (flags.addendum !== undefined && paths.length > 1) {
      command.error('error: too many arguments', { code: 'commander.excessArguments' })
    }
    const { entries, outcomes } = await readEntries(paths)
    if (entries.length > 0) {
      await cli.withNewInstallation(async (session) => {
        for (const entry of entries) outcomes.push(await enter(session, entry, flags))
      })
    }
    if (flags.json === true) printJson(outcomes)
    for (const outcome of outcomes) report(outcome, flags.json === true)
  })
}

/** The agreements of the files, earlier ones first so that renewals find them; and what the others refuse. */
async function readEntries(paths: readonly string[]): Promise<{ entries: Entry[]; outcomes: Outcome[] }> {
  const entries: Entry[] = []
  const outcomes: Outcome[] = []
  for (const path of paths) {
    const read = await readEntry(path)
    if ('faults' in read) outcomes.push({ file: path, kind: 'refused', faults: read.faults })
    else entries.push(read)
  }
  entries.sort((a, b) => a.agreement.signedOn.localeCompare(b.agreement.signedOn))
  return { entries, outcomes }
}

async function readEntry(path: string): Promise<Entry | { faults: AgreementFault[] }> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    return { faults: [{ field: '', code: 'AG-00', message: describeError(error) }] }
  }
  // Windows editors write a byte order mark, which is no JSON.
  const read = readAgreementFile(text.replace(/^\ufeff/, ''))
  if (read.kind === 'faulty') return { faults: read.faults }
  const code = read.agreement.code ?? basename(path).replace(/\.json$/i, '')
  if (!isAgreementCode(code)) {
    const message = 'Nama berkas tidak dapat menjadi kode: hanya huruf kecil, angka dan tanda hubung.'
    return { faults: [{ field: 'code', code: 'AG-04', message }] }
  }
  return { path, agreement: { ...read.agreement, code } }
}

async function enter({ pool, by }: Session, { path, agreement }: Entry, flags: Flags): Promise<Outcome> {
  const result = await importAgreement(pool, agreement, {
    by,
    ...(flags.addendum === undefined
      ? {}
      : {
          addendum: { number: flags.addendum, ...(flags.from === undefined ? {} : { from: flags.from }) },
        }),
  })
  return { file: path, ...result }
}

function report(outcome: Outcome, isJson: boolean) {
  if (outcome.kind === 'refused') {
    printError(`${outcome.file}: ditolak`)
    refuse(outcome.faults)
    return
  }
  if (isJson) return
  switch (outcome.kind) {
    case 'imported':
      print(`${outcome.code}: dimasukkan`)
      return
    case 'unchanged':
      print(`${outcome.code}: sudah ada, tidak ada perubahan`)
      return
    case 'amended':
      print(`${outcome.code}: adendum dimasukkan sebagai ketentuan versi ${outcome.version}`)
  }
}
