import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { findAgreement } from '../agreements/index.ts'
import { defineFeedback, definitionInForce, readDefinition } from '../feedback/index.ts'
import { inTx } from '../kernel/database.ts'
import type { Cli, Session } from './context.ts'
import { describeError } from './error-words.ts'
import { type Fault, print, printJson, refuse } from './output.ts'

/** `feedback definition export AGREEMENT`, `… import FILE`: the fields of an agreement as JSON (docs/feedback-definition.md). */
export function registerFeedbackDefinition(parent: Command, cli: Cli): void {
  const definition = parent.command('definition').description('kolom data balikan suatu perjanjian')
  definition
    .command('export')
    .description('menulis definisi yang berlaku sebagai JSON')
    .argument('<agreement>', 'kode perjanjian')
    .action((code: string) => cli.withInstallation((session) => exportDefinition(session, code)))
  definition
    .command('import')
    .description('memberlakukan versi baru dari berkas JSON, mulai sekarang')
    .argument('<file>', 'berkas JSON')
    .option('--agreement <code>', 'kode perjanjian; bawaan: yang disebut di dalam berkas')
    .action(async (path: string, { agreement }: { agreement?: string }) => {
      const read = await readFileOf(path)
      if (read.kind === 'faulty') return refuse(read.faults)
      await cli.withInstallation((session) =>
        importDefinition(session, agreement ?? read.agreement, read.draft),
      )
    })
}

const notFound = (code: string): Fault => ({
  field: 'agreement',
  code: 'AG-18',
  message: code === '' ? 'Sebutkan kode perjanjiannya.' : `Tidak ada perjanjian berkode ${code}.`,
})

async function exportDefinition({ pool }: Session, code: string): Promise<void> {
  const agreement = await findAgreement(pool, code)
  if (agreement === undefined) return refuse([notFound(code)])
  const definition = await inTx(pool, (tx) => definitionInForce(tx, agreement.id))
  if (definition === undefined) {
    return refuse([
      { field: 'agreement', code: 'FB-80', message: 'Perjanjian ini tidak memuat data balikan.' },
    ])
  }
  const { fields, strangerPolicy, retentionMonths, basis } = definition
  printJson({
    agreement: code,
    basis,
    reason: `Versi ${definition.version}`,
    strangerPolicy,
    retentionMonths,
    fields,
  })
}

async function readFileOf(path: string): Promise<ReturnType<typeof readDefinition>> {
  const unreadable = (message: string) => ({
    kind: 'faulty' as const,
    faults: [{ field: '', code: 'FB-80', message }],
  })
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    return unreadable(describeError(error))
  }
  try {
    // Windows editors write a byte order mark, which is no JSON.
    return readDefinition(JSON.parse(text.replace(/^\ufeff/, '')))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return unreadable('Berkas bukan JSON yang sah.')
  }
}

async function importDefinition(
  { pool, by }: Session,
  code: string,
  draft: Extract<ReturnType<typeof readDefinition>, { kind: 'read' }>['draft'],
): Promise<void> {
  const agreement = await findAgreement(pool, code)
  if (agreement === undefined) return refuse([notFound(code)])
  const defined = await defineFeedback(pool, { agreement, draft, by })
  if (defined.kind === 'refused') return refuse(defined.faults)
  print(`${code}: definisi data balikan versi ${defined.version} berlaku mulai sekarang`)
}
