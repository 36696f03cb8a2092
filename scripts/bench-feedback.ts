import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { copyBack, copyOut } from '../bench/feedback/copy.ts'
import { askMeanwhile } from '../bench/feedback/other-traffic.ts'
import { feedbackRows, HEADER } from '../bench/feedback/people.ts'
import { signIn } from '../bench/feedback/portal.ts'
import { postSingles } from '../bench/feedback/post.ts'
import { AGREEMENT, openStage } from '../bench/feedback/stage.ts'
import { watchMemory } from '../bench/feedback/watch.ts'
import { writeTable } from '../src/feedback/upload/write-table.ts'

// `npm run bench:feedback`: a million rows by CSV and by workbook through the portal of the product, COPY of the same
// rows into the same table, other traffic meanwhile, and single posts. Everything in one run (docs/performance.md).

const option = (name: string, otherwise: number) =>
  Number(process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise)

const ROWS = option('rows', 1_000_000)
const POSTS = option('posts', 10_000)

console.log(`${cpus().length} cores, ${cpus()[0]?.model}; Node ${process.version}; ${ROWS} rows`)
const folder = mkdtempSync(join(tmpdir(), 'gapura-bench-'))
const stage = await openStage(folder, ROWS + POSTS)
try {
  const csv = join(folder, 'balikan.csv')
  const xlsx = join(folder, 'balikan.xlsx')
  await writeFile('csv', csv)
  await writeFile('xlsx', xlsx)
  const sender = await signIn(stage.address, stage.account)

  const csvRate = await upload('csv', csv)
  const rows = join(folder, 'rows.bin')
  await copyOut(stage.pool, rows)
  await stage.emptyTable()
  const rawSeconds = await copyBack(stage.pool, rows)
  console.log(`raw COPY      ${perSecond(ROWS, rawSeconds)} rows/s`)
  console.log(`csv / raw     ${(csvRate / (ROWS / rawSeconds)).toFixed(2)}`)
  await stage.emptyTable()

  await upload('xlsx', xlsx)
  await stage.emptyTable()

  const alone = await askMeanwhile(stage, async () => new Promise((resolve) => setTimeout(resolve, 10_000)))
  console.log(`other calls   p50 ${ms(alone.p50)}  p99 ${ms(alone.p99)} alone`)
  const id = await sender.send(csv, AGREEMENT)
  const meanwhile = await askMeanwhile(stage, () => sender.store(id))
  console.log(
    `other calls   p50 ${ms(meanwhile.p50)}  p99 ${ms(meanwhile.p99)} while ${ROWS} rows are loaded`,
  )
  console.log(`p99 / alone   ${(meanwhile.p99 / alone.p99).toFixed(2)}`)
  await stage.emptyTable()

  // The first run warms the server up, as a morning does.
  await postSingles(stage, POSTS)
  await stage.emptyTable()
  const posted = await postSingles(stage, POSTS)
  console.log(`single posts  ${posted.toFixed(0).padStart(6)}/s`)

  async function upload(format: string, file: string): Promise<number> {
    const memory = watchMemory(stage.pid)
    const began = performance.now()
    const sent = await sender.send(file, AGREEMENT)
    const confirmed = performance.now()
    const end = await sender.store(sent)
    const seconds = (performance.now() - confirmed) / 1000
    if (end.state !== 'finished' || end.rows.stored !== ROWS) throw new Error(JSON.stringify(end))
    const { server, children } = memory.end()
    const sending = ((confirmed - began) / 1000).toFixed(1)
    console.log(
      `${format.padEnd(13)} ${perSecond(ROWS, seconds)} rows/s, sent in ${sending} s;`,
      `memory: server ${server.toFixed(0)} MB, loader ${children.toFixed(0)} MB`,
    )
    return ROWS / seconds
  }
} finally {
  await stage.close()
  rmSync(folder, { recursive: true, force: true })
}

async function writeFile(format: 'csv' | 'xlsx', file: string): Promise<void> {
  async function* rows() {
    yield* feedbackRows(ROWS, stage.people)
  }
  await pipeline(writeTable(format, HEADER, rows()), createWriteStream(file))
}

function perSecond(count: number, seconds: number): string {
  return (count / seconds).toFixed(0).padStart(6)
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`
}
