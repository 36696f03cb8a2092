import { call, post } from './client.ts'
import { exactly, list, nothing, nullable, number, type Of, record, text, truth } from './shape.ts'

/** What must happen before the session is good for anything. */
export const nextShape = exactly('ready', 'second-factor', 'enrol-second-factor', 'change-password')

export type Next = Of<typeof nextShape>

const step = record({ next: nextShape })

export const ZONES = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' } as const

export const zoneShape = exactly('WIB', 'WITA', 'WIT')

export type Zone = keyof typeof ZONES

export const meShape = record({
  staff: record({ id: number, username: text, fullName: text, role: text }),
  office: record({ code: text, name: text, zone: zoneShape }),
  agency: nullable(record({ id: number, name: text })),
  permissions: list(text),
  /** What the session still lacks; until it is `ready` there are no permissions. */
  next: nextShape,
  hasSecondFactor: truth,
  secondFactors: record({ totp: truth, passkey: truth }),
  csrf: text,
  idleSeconds: number,
  demo: truth,
})

export type Me = Of<typeof meShape>

export const demoAccountsShape = list(record({ role: text, agency: nullable(text), username: text }))

const enrolmentShape = record({ secret: text, otpauthUrl: text, qrSvg: text })

export type Enrolment = Of<typeof enrolmentShape>

export const sessionsShape = list(
  record({
    id: text,
    createdAt: text,
    lastSeenAt: text,
    address: nullable(text),
    userAgent: nullable(text),
    isCurrent: truth,
  }),
)

export const signIn = (username: string, password: string) => post('/session', step, { username, password })

/** Ways to sign in besides name and password. */
export const signInWaysShape = record({ oidc: nullable(record({ label: text })) })

export const beginProviderSignIn = () => post('/session/oidc', record({ location: text }))

export const signOut = () => call('DELETE', '/session', nothing)

export const giveSecondFactor = (code: string) => post('/session/second-factor', step, { code })

export const beginEnrolment = () => post('/session/second-factor/enrolment', enrolmentShape)

export const confirmEnrolment = (code: string) =>
  post(
    '/session/second-factor/enrolment/confirmation',
    record({ recoveryCodes: list(text), next: nextShape }),
    { code },
  )

export const changePassword = (current: string, wanted: string) =>
  post('/session/password', step, { current, next: wanted })

/** Proves once more who sits here; dangerous acts need it for the next minutes. */
export const reauthenticate = (password: string, code: string) =>
  post('/session/reauthentication', nothing, code === '' ? { password } : { password, code })

export const endSession = (id: string) => call('DELETE', `/sessions/${encodeURIComponent(id)}`, nothing)
