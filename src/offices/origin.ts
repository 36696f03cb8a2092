import type { FastifyRequest } from 'fastify'
import type { Fields } from '../kernel/fields.ts'
import { type Actor, staffName } from './record-staff.ts'
import type { Origin } from './sign-in.ts'

export const SESSION_COOKIE = 'gapura_session'
export const DEVICE_COOKIE = 'gapura_device'

/** Where a request of the portal comes from. */
export function originOf(request: FastifyRequest): Origin {
  return {
    requestId: request.requestId,
    address: plainAddress(request.ip),
    userAgent: request.headers['user-agent'] ?? '',
    deviceCookie: request.cookies[DEVICE_COOKIE],
  }
}

/** An IPv4 caller of an IPv6 socket is an IPv4 caller. */
export function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice('::ffff:'.length) : address
}

/** The signed-in member of staff as the audit log names them. */
export function actorOf({ signedIn, requestId }: FastifyRequest): Actor {
  return { by: staffName(signedIn), requestId, address: signedIn.address }
}

/** The largest id that the database's integer holds. */
const MAX_ID = 2_147_483_647

/** An id of a request; undefined when it is none that could exist. */
export function idIn(fields: Fields, name: string): number | undefined {
  const id = fields.integer(name)
  return id !== undefined && id >= 1 && id <= MAX_ID ? id : undefined
}
