import type { FastifyInstance } from 'fastify'
import { toString as toQrCode } from 'qrcode'
import { ZONE_ABBREVIATION } from '../kernel/clock.ts'
import { inTx } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { changePassword, reauthenticate } from './change-password.ts'
import { hasSecondFactor, nextStep } from './domain.ts'
import { idIn, originOf, SESSION_COOKIE } from './origin.ts'
import { permissionsOf } from './permissions.ts'
import { csrfOf } from './portal-keys.ts'
import { recordStaff } from './record-staff.ts'
import { beginEnrolment, confirmEnrolment, giveSecondFactor } from './second-factor.ts'
import { deleteSession, listSessions } from './session.store.ts'
import {
  SESSION_SCOPE,
  selfOf,
  sendBusy,
  sendCodeProblem,
  sendRefusal,
  sendStep,
  sendTooMany,
  WRONG_CODE,
} from './session-replies.ts'
import { type SignInTools, signIn } from './sign-in.ts'

export type DemoAccount = { role: string; agency: string | null; username: string }

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
        return sendStep(reply, result)
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
    return result.kind === 'done' ? sendStep(reply, result) : sendCodeProblem(reply, result)
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
      return sendStep(reply, result, { recoveryCodes: result.recoveryCodes })
    },
  )

  app.post(`${SESSION_SCOPE}/password`, { config: { access: 'session' } }, async (request, reply) => {
    const given = { current: secretIn(request.body, 'current'), next: secretIn(request.body, 'next') }
    const result = await changePassword(tools, request.portal.session, given, originOf(request))
    switch (result.kind) {
      case 'changed':
        return sendStep(reply, result)
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
      hasSecondFactor: hasSecondFactor(session),
      secondFactors: { totp: session.hasTotp, passkey: session.hasPasskey },
      csrf: csrfOf(token),
      idleSeconds: session.idleMinutes * 60,
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
