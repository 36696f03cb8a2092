import { Agent, request } from 'node:http'
import { inventedNik } from './people.ts'
import type { Stage } from './stage.ts'

const CONNECTIONS = 64

/**
 * Single records through the old service's address, a form each, from many connections at once.
 *
 * @returns seconds until the last was acknowledged
 */
export async function postSingles(stage: Stage, count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const bodies = Array.from({ length: count }, (_, place) =>
    new URLSearchParams({
      nik: inventedNik(place, stage.people),
      param: JSON.stringify([{ NOMOR_REKAM_MEDIS: `RM-${place}`, GOLONGAN_DARAH: 'O' }]),
    }).toString(),
  )
  let next = 0
  const began = performance.now()
  const one = async () => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      await post(agent, stage, body)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, one))
  const seconds = (performance.now() - began) / 1000
  agent.destroy()
  return seconds
}

function post(agent: Agent, { address, token }: Stage, body: string): Promise<void> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
  }
  return new Promise((resolve, reject) => {
    const posted = request(
      `${address}/databalikan/api/store`,
      { agent, method: 'POST', headers },
      (response) => {
        response.resume()
        response.on('end', () => {
          if (response.statusCode === 200) resolve()
          else reject(new Error(`a post was answered with ${response.statusCode}`))
        })
      },
    )
    posted.on('error', reject)
    posted.end(body)
  })
}
