import { type Command, InvalidArgumentError, Option } from 'commander'
import { inTx } from '../kernel/database.ts'
import {
  DEFAULT_REFERENCE_DATE,
  generateResidents,
  loadResidents,
  parseDay,
  type ResidentRow,
  type Space,
  SYNTHETIC_SERIALS,
  seedRegions,
  writeResidentsCsv,
} from '../registry/index.ts'
import { appendRegistryAct, type RegistrySession } from './registry-record.ts'

type Flags = { count: number; seed: string; space: Space; out?: string; regions?: string[]; asOf: string }

/** `registry generate`: invented residents into a space or into a file in the import format. */
export function registerRegistryGenerate(
  parent: Command,
  withOwner: (act: (session: RegistrySession) => Promise<void>) => Promise<void>,
): void {
  parent
    .command('generate')
    .description('membuat penduduk rekaan; benih yang sama memberi penduduk yang sama')
    .requiredOption('--count <n>', 'jumlah penduduk', parseCount)
    .requiredOption('--seed <seed>', 'benih')
    .addOption(new Option('--space <space>', 'ruang data').choices(['real', 'dummy']).default('dummy'))
    .option('--out <file>', 'tulis berkas CSV dalam format impor, jangan isi basis data')
    .option('--regions <codes>', 'awalan kode wilayah, dipisah koma, misalnya 3313,3303', parseRegions)
    .option('--as-of <date>', 'tanggal acuan', parseReferenceDate, DEFAULT_REFERENCE_DATE)
    .action(async (flags: Flags) => {
      const rows = generateResidents({
        count: flags.count,
        seed: flags.seed,
        serials: SYNTHETIC_SERIALS[flags.space],
        referenceDate: flags.asOf,
        ...(flags.regions === undefined ? {} : { regions: flags.regions }),
      })
      try {
        if (flags.out !== undefined) await writeFile(flags.out, rows)
        else await withOwner((session) => fillSpace(session, flags.space, rows))
      } catch (error) {
        const fault = faultOfFlags(error)
        if (fault === undefined) throw error
        process.stderr.write(`${fault}\n`)
        process.exitCode = 1
      }
    })
}

/** What the flags asked for in vain; undefined for other errors. */
function faultOfFlags(error: unknown): string | undefined {
  if (error instanceof RangeError) return error.message
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
    return 'Berkas keluaran sudah ada; pilih nama lain atau hapus dahulu.'
  }
  return undefined
}

async function writeFile(path: string, rows: Iterable<ResidentRow>) {
  const count = await writeResidentsCsv(path, rows)
  process.stdout.write(`${count.toLocaleString('id-ID')} penduduk rekaan ditulis ke ${path}\n`)
}

async function fillSpace({ pool, by }: RegistrySession, space: Space, rows: Iterable<ResidentRow>) {
  const changed = await inTx(pool, async (tx) => {
    await seedRegions(tx)
    const changed = await loadResidents(tx, space, rows)
    await appendRegistryAct(tx, { event: 'registry.generated', outcome: 'done', by, space, changed })
    return changed
  })
  process.stdout.write(
    `${changed.toLocaleString('id-ID')} penduduk rekaan baru atau berubah di ruang ${space}\n`,
  )
}

function parseCount(text: string): number {
  const count = Number(text)
  if (!Number.isSafeInteger(count) || count < 1)
    throw new InvalidArgumentError('harus bilangan bulat mulai 1')
  return count
}

function parseRegions(text: string): string[] {
  const codes = text.split(',').map((code) => code.replaceAll('.', '').trim())
  if (!codes.every((code) => /^[0-9]{2,10}$/.test(code))) {
    throw new InvalidArgumentError('harus kode wilayah 2–10 digit, dipisah koma')
  }
  return codes
}

function parseReferenceDate(text: string): string {
  const day = parseDay(text)
  if (day === undefined) throw new InvalidArgumentError('harus tanggal YYYY-MM-DD')
  return day
}
