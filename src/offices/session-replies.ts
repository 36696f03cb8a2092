import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendInvalid, sendUnavailable } from '../kernel/problem.ts'
import { ACCESS_REFUSALS } from './check-access.ts'
import type { NextStep } from './domain.ts'
import { DEVICE_COOKIE, originOf, SESSION_COOKIE } from './origin.ts'
import { csrfOf } from './portal-keys.ts'
import { staffName } from './record-staff.ts'
import type { NoEnrolment } from './second-factor.ts'
import type { TooMany } from './sign-in.ts'

export const SESSION_SCOPE = '/api/portal/session'
const DEVICE_DAYS = 180

/** The session goes on under a token: the cookie, and what a page must know of it. */
export function sendStep(
  reply: FastifyReply,
  { token, next, device }: { token: string; next: NextStep; device?: string | undefined },
  more: object = {},
) {
  setSession(reply, token)
  setDevice(reply, device)
  return { ...more, next, csrf: csrfOf(token) }
}

const isSecure = (reply: FastifyReply) => reply.request.protocol === 'https'

export function setSession(reply: FastifyReply, token: string): void {
  reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure(reply),
  })
}

export function setDevice(reply: FastifyReply, device: string | undefined): void {
  if (device === undefined) return
  reply.setCookie(DEVICE_COOKIE, device, {
    path: SESSION_SCOPE,
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure(reply),
    maxAge: DEVICE_DAYS * 86_400,
  })
}

/** Whoever acts on their own account, as the audit log names them. */
export function selfOf(request: FastifyRequest) {
  const { requestId, address } = originOf(request)
  return { by: staffName(request.portal.session), requestId, address }
}

export function sendRefusal(
  reply: FastifyReply,
  status: number,
  code: string,
  message: string,
  more: object = {},
) {
  return reply.code(status).send({ code, message, requestId: reply.request.requestId, ...more })
}

export const WRONG_CODE = 'Kode ini salah atau sudah dipakai.'

export function sendCodeProblem(reply: FastifyReply, result: { kind: 'wrong' } | NoEnrolment | TooMany) {
  switch (result.kind) {
    case 'wrong':
      return sendInvalid(reply, [{ field: 'code', message: WRONG_CODE }])
    case 'not-now':
      return sendRefusal(reply, 403, 'forbidden', 'Langkah ini belum atau tidak lagi dapat dilakukan.')
    case 'reauthenticate': {
      const code = 'reauthentication-required'
      return sendRefusal(reply, ACCESS_REFUSALS[code].status, code, ACCESS_REFUSALS[code].message)
    }
    case 'too-many':
      return sendTooMany(reply, result)
  }
}

export function sendTooMany(reply: FastifyReply, { retryAfterSeconds }: TooMany) {
  reply.header('retry-after', String(retryAfterSeconds))
  const message = `Terlalu banyak percobaan. Coba lagi dalam ${retryAfterSeconds} detik.`
  return sendRefusal(reply, 429, 'too-many-attempts', message, { retryAfterSeconds })
}

export function sendBusy(reply: FastifyReply) {
  return sendUnavailable(reply, 'busy', 'Layanan sedang sibuk. Coba lagi beberapa saat.')
}
