import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * A browser in which somebody has signed in completely, by a cookie of its own. It opens nothing: failures
 * from there are only counted apart from those of strangers, so that these cannot lock its holder out.
 */
export function newDevice(key: Buffer, staffId: number): string {
  const name = randomBytes(16).toString('base64url')
  return `${staffId}.${name}.${macOf(key, staffId, name)}`
}

/** The name of the device, if the cookie was made by this installation for this member of staff. */
export function deviceOf(key: Buffer, cookie: string | undefined, staffId: number): string | undefined {
  const [id, name, mac] = cookie?.split('.') ?? []
  if (id !== String(staffId) || name === undefined || mac === undefined) return undefined
  const wanted = Buffer.from(macOf(key, staffId, name))
  const given = Buffer.from(mac)
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? name : undefined
}

function macOf(key: Buffer, staffId: number, name: string): string {
  return createHmac('sha256', key).update(`${staffId}.${name}`).digest('base64url')
}
