import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** What an agency's program may do wrong. */
export type Habits = {
  /** Sends who sits at the counter. */
  sendsOperator: boolean
  /** How often it asks again after a refusal that asks it to stop, and after how long. */
  repeats: number
  pauseMs: number
  /** The address of this machine that it calls from. */
  from: string
}

export const GOOD_HABITS: Habits = { sendsOperator: true, repeats: 0, pauseMs: 50, from: '127.0.0.1' }

export type Told = { status: number; code: string }

/** A program of an agency, over real HTTP: asks about one NIK and does with the answer what its habits are. */
export function openApplication(
  server: { address: string; path: string; userId: string; secret: string },
  habits: Partial<Habits> = {},
) {
  const { sendsOperator, repeats, pauseMs, from } = { ...GOOD_HABITS, ...habits }
  const once = (nik: string): Promise<Told> =>
    new Promise((resolve, reject) => {
      const sent = request(
        `${server.address}${server.path}`,
        { method: 'POST', localAddress: from, headers: { 'content-type': 'application/json' } },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => {
            const body = JSON.parse(Buffer.concat(chunks).toString('utf8'))
            const row = body.content?.[0] ?? body
            resolve({ status: response.statusCode ?? 0, code: row.RESPONSE_CODE ?? row.code ?? 'data' })
          })
        },
      )
      sent.on('error', reject)
      const operator = sendsOperator ? { User_ID: 'loket-1' } : {}
      sent.end(JSON.stringify({ user_id: server.userId, password: server.secret, nik, ...operator }))
    })
  return {
    once,
    /** Asks, and again after what its habits take for a reason. */
    ask: async (nik: string): Promise<Told> => {
      let told = await once(nik)
      const isStop = ({ status, code }: Told) =>
        status === 503 || ['03', '04', '05', '06', '16', '17'].includes(code)
      for (let again = 0; again < repeats && isStop(told); again += 1) {
        await sleep(pauseMs)
        told = await once(nik)
      }
      return told
    },
  }
}
