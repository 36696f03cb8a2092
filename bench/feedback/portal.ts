import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'

export type UploadView = {
  state: string
  rows: { read: number; stored: number; known: number; refused: number }
  fault: string | null
}

/** A person of an agency, signed in to the portal, who sends files as the portal's page does. */
export async function signIn(
  address: string,
  account: { username: string; password: string; totpSecret: string | null },
) {
  let cookies: string[] = []
  let csrf = ''

  async function call<T>(method: string, path: string, body?: object | Buffer): Promise<T> {
    const isBytes = Buffer.isBuffer(body)
    const type = isBytes ? 'application/octet-stream' : 'application/json'
    const response = await fetch(`${address}/api/portal${path}`, {
      method,
      headers: {
        cookie: cookies.join('; '),
        origin: address,
        ...(csrf === '' ? {} : { 'x-gapura-csrf': csrf }),
        ...(body === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    const set = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
    if (set.length > 0) cookies = set
    return (text === '' ? undefined : JSON.parse(text)) as T
  }

  const { username, password, totpSecret } = account
  csrf = (await call<{ csrf: string }>('POST', '/session', { username, password })).csrf
  const totp = new TOTP({ secret: Secret.fromBase32(totpSecret ?? '') })
  csrf = (await call<{ csrf: string }>('POST', '/session/second-factor', { code: totp.generate() })).csrf
  return {
    /** Sends a file in parts and looks at it. @returns its id, once it may be stored */
    send: async (file: string, agreement: string): Promise<number> => {
      const { size } = await stat(file)
      const begun = await call<{ id: number; partBytes: number }>('POST', '/feedback/uploads', {
        agreement,
        fileName: basename(file),
        size,
      })
      let n = 0
      for await (const part of createReadStream(file, { highWaterMark: begun.partBytes })) {
        await call('PUT', `/feedback/uploads/${begun.id}/parts/${n}`, part)
        n += 1
      }
      await call('POST', `/feedback/uploads/${begun.id}/preview`, {})
      return begun.id
    },
    /** Gives the word to store a file, and waits until it is. */
    store: async (id: number): Promise<UploadView> => {
      await call('POST', `/feedback/uploads/${id}/loading`, {})
      for (;;) {
        const seen = await call<UploadView>('GET', `/feedback/uploads/${id}`)
        if (seen.state !== 'loading') return seen
        await wait(100)
      }
    },
  }
}
