import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importAgreement, readAgreementFile } from '../src/agreements/index.ts'
import { createVault } from '../src/files/index.ts'
import { inTx, openPool, type Pool } from '../src/kernel/database.ts'
import { postgresBinDir, startEmbeddedPostgres } from '../src/kernel/embedded-postgres.ts'
import { migrate } from '../src/kernel/migrate.ts'
import { openSealer } from '../src/kernel/seal.ts'
import { openTypesetter } from '../src/letters/index.ts'
import { createPaperMaker, PAPER_KIND_NAMES, SAMPLE_FACTS, SAMPLE_TABLES } from '../src/papers/index.ts'
import { enterParties } from '../test/support/parties.ts'

// `node scripts/run.mjs paper-samples [folder] [agreement file]`: issues every kind of paper of one agreement and
// writes the PDFs into the folder, for looking at; tells how long they took.

const [FOLDER = join(import.meta.dirname, '../data/paper-samples'), FILE] = process.argv.slice(2)
const AGREEMENT = FILE ?? join(import.meta.dirname, '../demo/agreements/purbalingga-tenaga-kerja-2025.json')
const DATE = '2026-11-21'

const dataDir = mkdtempSync(join(tmpdir(), 'gapura-papers-'))
const server = await startEmbeddedPostgres({ dataDir, binDir: postgresBinDir(process.env.PG_BIN_DIR) })
try {
  await migrate(server.url)
  const pool = openPool({ url: server.url, applicationName: 'paper samples' })
  await writeSamples(pool)
  await pool.end()
} finally {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

async function writeSamples(pool: Pool): Promise<void> {
  await pool.query('select audit_prepare_months(current_date)')
  const read = readAgreementFile(readFileSync(AGREEMENT, 'utf8'))
  if (read.kind === 'faulty') throw new Error(JSON.stringify(read.faults))
  const imported = await importAgreement(pool, { ...read.agreement, code: 'contoh' }, { by: 'contoh' })
  if (imported.kind === 'refused') throw new Error(JSON.stringify(imported.faults))
  const parties = await enterParties(pool, 'contoh')
  const typesetter = openTypesetter()
  const vault = createVault(openSealer(join(dataDir, 'files.key')))
  const maker = createPaperMaker({ typesetter, vault, signer: null, siteUrl: 'https://gapura.example' })
  mkdirSync(FOLDER, { recursive: true })
  const began = performance.now()
  for (const kind of PAPER_KIND_NAMES) {
    const from = performance.now()
    const issued = await inTx(pool, (tx) =>
      maker.issue(tx, {
        ...parties,
        kind,
        requestId: null,
        date: DATE,
        facts: SAMPLE_FACTS,
        tables: SAMPLE_TABLES,
        by: 'contoh',
      }),
    )
    if (issued.kind === 'refused') throw new Error(`${kind}: ${JSON.stringify(issued.faults)}`)
    const { rows } = await pool.query('select sha256 from paper where id = $1', [issued.paper.id])
    const file = await vault.open(pool, rows[0].sha256)
    writeFileSync(join(FOLDER, `${kind}.pdf`), file?.bytes ?? '')
    console.log(`${kind}\t${(performance.now() - from).toFixed(0)} ms`)
  }
  console.log(
    `${PAPER_KIND_NAMES.length} papers in ${((performance.now() - began) / 1_000).toFixed(2)} s, in ${FOLDER}`,
  )
  await typesetter.close()
}
