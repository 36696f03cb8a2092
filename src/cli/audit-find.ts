import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { type Command, Option } from 'commander'
import { type Access, searchAccesses } from '../audit/index.ts'
import { hasNikKey } from '../kernel/installation.ts'
import { openNikHasher } from '../kernel/secrets.ts'
import { type Nik, parseNik } from '../registry/index.ts'
import type { Cli, Session } from './context.ts'
import { parseCount, parseNote } from './option-values.ts'
import { EXIT, JSON_OPTION, print, printError, printJson, printTable } from './output.ts'

type Flags = { nik?: string; nikFile: string; limit: number; reason: string; json?: boolean }

const STDIN = '-'

/** `audit find`: who asked about a NIK. */
export function registerAuditFind(parent: Command, cli: Cli): void {
  parent
    .command('find')
    .description('siapa yang mengakses satu NIK; pencarian ini sendiri dicatat dalam log audit')
    .addOption(
      new Option(
        '--nik <nik>',
        'NIK; tertinggal dalam riwayat shell, lebih baik lewat masukan standar',
      ).conflicts('nikFile'),
    )
    .option('--nik-file <file>', 'berkas berisi NIK; - untuk masukan standar', STDIN)
    .requiredOption('--reason <text>', 'alasan mencari, untuk log audit', parseNote)
    .option('--limit <n>', 'paling banyak sekian akses, yang terbaru dahulu', parseCount, 100)
    .option(...JSON_OPTION)
    .action(async (flags: Flags) => {
      const read = parseNik(flags.nik ?? (await readNikText(flags.nikFile)))
      if (!read.ok) {
        printError(read.message)
        process.exitCode = EXIT.usage
        return
      }
      await cli.withInstallation((session) => find(session, read.nik, flags))
    })
}

async function readNikText(file: string): Promise<string> {
  if (file !== STDIN) return readFile(file, 'utf8')
  if (process.stdin.isTTY) printError('Ketik NIK, Enter, lalu Ctrl-D:')
  return text(process.stdin)
}

async function find({ pool, config, by }: Session, nik: Nik, { reason, limit, json }: Flags) {
  // Opening the hasher would make a new key, with which nothing can be found.
  if (!existsSync(config.nikKeyFile)) {
    printError(
      `Kunci NIK tidak ada di ${config.nikKeyFile}. Setel GAPURA_NIK_KEY_FILE ke kunci instalasi ini.`,
    )
    process.exitCode = EXIT.usage
    return
  }
  const hasher = openNikHasher(config.nikKeyFile)
  if (!(await hasNikKey(pool, hasher.fingerprint))) {
    printError(`Kunci NIK di ${config.nikKeyFile} bukan kunci instalasi ini. Setel GAPURA_NIK_KEY_FILE.`)
    process.exitCode = EXIT.usage
    return
  }
  const accesses = await searchAccesses(pool, { nikHash: hasher.hash(nik.reveal()), limit, reason, by })
  if (json === true) printJson(accesses)
  else show(accesses, limit)
}

const EVENTS: Record<string, string> = {
  'verification.answered': 'verifikasi',
  'verification.refused': 'verifikasi ditolak',
  'audit.searched': 'pencarian log',
}

function show(accesses: readonly Access[], limit: number) {
  if (accesses.length === 0) {
    print('Tidak ada akses terhadap NIK ini dalam log audit.')
    return
  }
  printTable(
    [
      'ENTRI',
      'WAKTU',
      'KEJADIAN',
      'HASIL',
      'LEMBAGA',
      'PERJANJIAN',
      'USER ID',
      'OPERATOR',
      'ALAMAT',
      'METODE',
      'ELEMEN',
      'KEPERLUAN',
    ],
    accesses.map((access) => [
      String(access.seq),
      `${access.at} ${access.zone}`,
      EVENTS[access.event] ?? access.event,
      access.outcome,
      access.agency ?? '—',
      access.agreement ?? '—',
      access.userId ?? '—',
      access.localOperator ?? access.by ?? '—',
      access.address ?? '—',
      access.method ?? '—',
      String(access.elements.length),
      access.purpose ?? '—',
    ]),
  )
  if (accesses.length === limit) print(`Hanya ${limit} yang terbaru; --limit memperbanyaknya.`)
}
