import { spawn } from 'node:child_process'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { type BenchInstallation, makeInstallation, startProcess } from '../bench/installation.ts'

// `npm run bench`: the full path of CALL_NIK against a bare echo and against the same work unbatched.
// Everything runs on this machine in one run; quote the ratios (docs/performance.md).

const option = (name: string, otherwise: number) =>
  Number(process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise)

const ROUNDS = option('rounds', 5)
const SECONDS = option('seconds', 5)
const RESIDENTS = option('residents', 1_000_000)
const WARM_UP_SECONDS = 3

type Result = { rate: number; p50: number; p99: number; max: number; failures: number }

const SERVERS = {
  gapura: { file: 'src/main.ts', port: 18_080, connections: [1, 16, 64, 256] },
  echo: { file: 'bench/echo-server.ts', port: 18_081, connections: [1, 16, 64, 256] },
  unbatched: { file: 'bench/unbatched-server.ts', port: 18_082, connections: [256] },
} as const

console.log(`${cpus().length} cores, ${cpus()[0]?.model}; Node ${process.version}; ${RESIDENTS} residents`)
const installation = await makeInstallation(RESIDENTS)
const results = new Map<string, Result[]>()
try {
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const [name, server] of Object.entries(SERVERS)) {
      const running = await startProcess(server.file, { ...installation.env, PORT: String(server.port) })
      try {
        for (const connections of server.connections) {
          const result = await load(installation, server.port, connections)
          const key = `${name} ${connections}`
          results.set(key, [...(results.get(key) ?? []), result])
          console.log(`round ${round}  ${key.padEnd(14)} ${describe(result)}`)
        }
      } finally {
        await running.stop()
      }
    }
  }
} finally {
  await installation.remove()
}

console.log(`\nmedians of ${ROUNDS} rounds of ${SECONDS} s`)
for (const [key, all] of results) console.log(`${key.padEnd(14)} ${describe(medianOf(all))}`)
console.log('\nratios, median of the rounds, at 256 connections')
console.log(`gapura / echo       ${ratio('gapura 256', 'echo 256').toFixed(2)}`)
console.log(`gapura / unbatched  ${ratio('gapura 256', 'unbatched 256').toFixed(2)}`)

function load(bench: BenchInstallation, port: number, connections: number): Promise<Result> {
  const bodies = bench.niks.map((nik) =>
    JSON.stringify({ nik, user_id: bench.userId, password: bench.password, ip_user: '10.33.13.5' }),
  )
  const order = {
    port,
    connections,
    seconds: SECONDS,
    warmUpSeconds: WARM_UP_SECONDS,
    path: bench.path,
    bodies,
  }
  const child = spawn(process.execPath, [join(import.meta.dirname, '../bench/load.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(order))
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(output))
      else reject(new Error(`the load generator ended with ${code}`))
    })
  })
}

function describe({ rate, p50, p99, max, failures }: Result): string {
  const ms = (value: number) => `${value.toFixed(1)} ms`.padStart(9)
  return `${rate.toFixed(0).padStart(6)}/s  p50 ${ms(p50)}  p99 ${ms(p99)}  max ${ms(max)}  failures ${failures}`
}

function medianOf(all: readonly Result[]): Result {
  const of = (key: keyof Result) => median(all.map((result) => result[key]))
  return { rate: of('rate'), p50: of('p50'), p99: of('p99'), max: of('max'), failures: of('failures') }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function ratio(a: string, b: string): number {
  const rates = (key: string) => (results.get(key) ?? []).map(({ rate }) => rate)
  const others = rates(b)
  return median(rates(a).map((rate, round) => rate / (others[round] ?? Number.NaN)))
}
