import type { TimeZone } from '../kernel/clock.ts'
import type { SessionRecord } from './domain.ts'
import type { Permission, Role } from './permissions.ts'

/** Who makes a request, read from the database with that request. */
export type SignedIn = {
  staffId: number
  username: string
  fullName: string
  role: Role
  permissions: readonly Permission[]
  officeId: number
  officeCode: string
  officeName: string
  timeZone: TimeZone
  /** null: a member of the office. */
  agencyId: number | null
  agencyName: string | null
  /** An operator's portal User ID, with the version of its secret that the gate compares; null: none. */
  credentialId: number | null
  secretVersion: number | null
  sessionId: number
  address: string
}

/**
 * Who may call a route. Declared on every route, or the server does not start.
 *
 * - `public`: anybody.
 * - `session`: whoever has given a password, though a second factor or a new password may still be due.
 * - `signed-in`: everyone who is completely signed in.
 * - a permission: whoever's role has it; with `reauthenticated`, only within five minutes of giving the
 *   password (and code) again.
 */
export type Access =
  | 'public'
  | 'session'
  | 'signed-in'
  | { permission: Permission; reauthenticated?: boolean }

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, on a route for the completely signed in; throws on others. */
    readonly signedIn: SignedIn
    /** The session, complete or not, with its token; throws on a route that does not ask for one. */
    readonly portal: { session: SessionRecord; token: string }
    /** Names this request in its answer, the log and the audit. */
    readonly requestId: string
  }
}
