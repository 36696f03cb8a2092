import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { toString as toQrCode } from 'qrcode'
import { ZONE_ABBREVIATION } from '../kernel/clock.ts'
import { inTx } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound, sendUnavailable } from '../kernel/problem.ts'
import { changePassword, reauthenticate } from './change-password.ts'
import { ACCESS_REFUSALS } from './check-access.ts'
import { nextStep } from './domain.ts'
import { DEVICE_COOKIE, idIn, originOf, SESSION_COOKIE } from './origin.ts'
import { permissionsOf, ROLES } from './permissions.ts'
import { csrfOf } from './portal-keys.ts'
import { recordStaff, staffName } from './record-staff.ts'
import { beginEnrolment, confirmEnrolment, giveSecondFactor, type NoEnrolment } from './second-factor.ts'
import { deleteSession, listSessions } from './session.store.ts'
import { type SignInTools, signIn, type TooMany } from './sign-in.ts'

export type DemoAccount = { role: string; agency: string | null; username: string }

const SESSION_SCOPE = '/api/portal/session'
const DEVICE_DAYS = 180

/** Signing in and out, the second factor, one's own password and sessions. */
export function registerSessionRoutes(
  app: FastifyInstance,
  tools: SignInTools & { demoAccounts: () => DemoAccount[] },
): void {
  app.post(SESSION_SCOPE, { config: { access: 'public' } }, async (request, reply) => {
    const body = readFields(request.body)
    const given = { username: body.text('username'), password: secretIn(request.body, 'password') }
    const faults = [
      ...(given.username === '' ? [{ field: 'username', message: 'Isi nama pengguna Anda.' }] : []),
      ...(given.password === '' ? [{ field: 'password', message: 'Isi kata sandi Anda.' }] : []),
    ]
    if (faults.length > 0) return sendInvalid(reply, faults)
    const result = await signIn(tools, given, originOf(request))
    switch (result.kind) {
      case 'signed-in':
        setSession(reply, result.token)
        setDevice(reply, result.device)
        return { next: result.next, csrf: csrfOf(result.token) }
      case 'failed':
        return sendRefusal(reply, 401, 'sign-in-failed', 'Nama pengguna atau kata sandi salah.')
      case 'suspended':
        return sendRefusal(reply, 403, 'suspended', 'Akun atau instansi Anda ditangguhkan. Hubungi admin.')
      case 'too-many':
        return sendTooMany(reply, result)
      case 'busy':
        return sendBusy(reply)
    }
  })

  app.delete(SESSION_SCOPE, { config: { access: 'session' } }, async (request, reply) => {
    const { session } = request.portal
    await inTx(tools.pool, async (tx) => {
      await deleteSession(tx, session.staffId, session.sessionId)
      await recordStaff(tx, 'staff.signed_out', selfOf(request), session)
    })
    return reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send()
  })

  app.post(`${SESSION_SCOPE}/second-factor`, { config: { access: 'session' } }, async (request, reply) => {
    const code = readFields(request.body).text('code')
    const result = await giveSecondFactor(tools, request.portal.session, code, originOf(request))
    if (result.kind === 'done') {
      setDevice(reply, result.device)
      return { next: result.next }
    }
    return sendCodeProblem(reply, result)
  })

  app.post(
    `${SESSION_SCOPE}/second-factor/enrolment`,
    { config: { access: 'session' } },
    async (request, reply) => {
      const offered = await beginEnrolment(tools, request.portal.session)
      if (offered.kind !== 'offered') return sendCodeProblem(reply, offered)
      const { secret, otpauthUrl } = offered
      const qrSvg = await toQrCode(otpauthUrl, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
      return { secret, otpauthUrl, qrSvg }
    },
  )

  app.post(
    `${SESSION_SCOPE}/second-factor/enrolment/confirmation`,
    { config: { access: 'session' } },
    async (request, reply) => {
      const code = readFields(request.body).text('code')
      const { requestId, address } = originOf(request)
      const result = await confirmEnrolment(tools, request.portal.session, code, { requestId, address })
      if (result.kind !== 'done') return sendCodeProblem(reply, result)
      return { recoveryCodes: result.recoveryCodes, next: result.next }
    },
  )

  app.post(`${SESSION_SCOPE}/password`, { config: { access: 'session' } }, async (request, reply) => {
    const given = { current: secretIn(request.body, 'current'), next: secretIn(request.body, 'next') }
    const result = await changePassword(tools, request.portal.session, given, originOf(request))
    switch (result.kind) {
      case 'changed':
        return { next: result.next }
      case 'invalid':
        return sendInvalid(reply, [{ field: result.field, message: result.message }])
      case 'not-now':
        return sendCodeProblem(reply, result)
      case 'too-many':
        return sendTooMany(reply, result)
      case 'busy':
        return sendBusy(reply)
    }
  })

  app.post(
    `${SESSION_SCOPE}/reauthentication`,
    { config: { access: 'signed-in' } },
    async (request, reply) => {
      const code = readFields(request.body).text('code')
      const given = { password: secretIn(request.body, 'password'), code }
      const result = await reauthenticate(tools, request.portal.session, given, originOf(request))
      switch (result.kind) {
        case 'done':
          return reply.code(204).send()
        case 'wrong':
          return sendInvalid(reply, [
            { field: result.field, message: result.field === 'code' ? WRONG_CODE : 'Kata sandi ini salah.' },
          ])
        case 'too-many':
          return sendTooMany(reply, result)
        case 'busy':
          return sendBusy(reply)
      }
    },
  )

  app.get('/api/portal/sessions', { config: { access: 'signed-in' } }, async (request) => {
    const { session } = request.portal
    const open = await listSessions(tools.pool, session.staffId)
    return open.map((one) => ({ ...one, id: String(one.id), isCurrent: one.id === session.sessionId }))
  })

  app.delete<{ Params: { id: string } }>(
    '/api/portal/sessions/:id',
    { config: { access: 'signed-in' } },
    async (request, reply) => {
      const { session } = request.portal
      const id = idIn(readFields(request.params), 'id')
      if (id === undefined) return sendNotFound(reply)
      const ended = await inTx(tools.pool, async (tx) => {
        if (!(await deleteSession(tx, session.staffId, id))) return false
        await recordStaff(tx, 'staff.sessions_ended', selfOf(request), session, { ended: 1 })
        return true
      })
      return ended ? reply.code(204).send() : sendNotFound(reply)
    },
  )

  app.get('/api/portal/me', { config: { access: 'session' } }, async (request) => {
    const { session, token } = request.portal
    const { staffId, username, fullName, role, agencyId, agencyName } = session
    const next = nextStep(session)
    return {
      staff: { id: staffId, username, fullName, role },
      office: {
        code: session.officeCode,
        name: session.officeName,
        zone: ZONE_ABBREVIATION[session.timeZone],
      },
      agency: agencyId === null ? null : { id: agencyId, name: agencyName },
      // What is not complete may do nothing yet.
      permissions: next === 'ready' ? permissionsOf(role) : [],
      next,
      hasSecondFactor: session.hasTotp,
      csrf: csrfOf(token),
      idleSeconds: ROLES[role].idleMinutes * 60,
      demo: session.isDemo,
    }
  })

  app.get('/api/portal/demo-accounts', { config: { access: 'public' } }, async () => tools.demoAccounts())
}

/** As it was typed: spaces belong to a password. */
function secretIn(body: unknown, name: string): string {
  if (typeof body !== 'object' || body === null) return ''
  const value = new Map<string, unknown>(Object.entries(body)).get(name)
  return typeof value === 'string' ? value : ''
}

function selfOf(request: FastifyRequest) {
  const { requestId, address } = originOf(request)
  return { by: staffName(request.portal.session), requestId, address }
}

const isSecure = (reply: FastifyReply) => reply.request.protocol === 'https'

function setSession(reply: FastifyReply, token: string) {
  reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure(reply),
  })
}

function setDevice(reply: FastifyReply, device: string | undefined) {
  if (device === undefined) return
  reply.setCookie(DEVICE_COOKIE, device, {
    path: SESSION_SCOPE,
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure(reply),
    maxAge: DEVICE_DAYS * 86_400,
  })
}

function sendRefusal(reply: FastifyReply, status: number, code: string, message: string, more: object = {}) {
  return reply.code(status).send({ code, message, requestId: reply.request.requestId, ...more })
}

const WRONG_CODE = 'Kode ini salah atau sudah dipakai.'

function sendCodeProblem(reply: FastifyReply, result: { kind: 'wrong' } | NoEnrolment | TooMany) {
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

function sendTooMany(reply: FastifyReply, { retryAfterSeconds }: TooMany) {
  reply.header('retry-after', String(retryAfterSeconds))
  const message = `Terlalu banyak percobaan. Coba lagi dalam ${retryAfterSeconds} detik.`
  return sendRefusal(reply, 429, 'too-many-attempts', message, { retryAfterSeconds })
}

function sendBusy(reply: FastifyReply) {
  return sendUnavailable(reply, 'busy', 'Layanan sedang sibuk. Coba lagi beberapa saat.')
}
