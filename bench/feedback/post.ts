import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { inventedNik } from './people.ts'
import type { Stage } from './stage.ts'

const CONNECTIONS = 256

/**
 * Single records through the old service's address, a form each, from many connections at once.
 *
 * @returns posts acknowledged in a second
 */
export async function postSingles(stage: Stage, count: number): Promise<number> {
  const bodies = Array.from({ length: count }, (_, place) =>
    new URLSearchParams({
      nik: inventedNik(place, stage.people),
      param: JSON.stringify([{ NOMOR_REKAM_MEDIS: `RM-${place}`, GOLONGAN_DARAH: 'O' }]),
    }).toString(),
  )
  const order = {
    port: Number(new URL(stage.address).port),
    connections: CONNECTIONS,
    seconds: 0,
    warmUpSeconds: 0,
    path: '/databalikan/api/store',
    bodies,
    headers: {
      authorization: `Bearer ${stage.token}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    isOnce: true,
  }
  const child = spawn(process.execPath, [join(import.meta.dirname, '../load.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(order))
  let output = ''
  for await (const text of child.stdout.setEncoding('utf8')) output += text
  const { rate, failures }: { rate: number; failures: number } = JSON.parse(output)
  if (failures > 0) throw new Error(`${failures} posts were not taken`)
  return rate
}
