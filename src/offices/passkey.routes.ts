import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { needsSecondFactor } from './domain.ts'
import { idIn, originOf } from './origin.ts'
import {
  addPasskey,
  type ChangeOfOwn,
  nameOwnPasskey,
  offerPasskey,
  removeOwnPasskey,
  removeOwnTotp,
  renewRecoveryCodes,
  showSecurity,
} from './passkeys.ts'
import { type RelyingParty, type RelyingPartyResult, relyingPartyOf } from './relying-party.ts'
import { SESSION_SCOPE, sendCodeProblem, sendRefusal, sendStep } from './session-replies.ts'
import type { SignInTools } from './sign-in.ts'
import { findEmail } from './staff.store.ts'
import { askPasskey, giveSecondFactorByPasskey, reauthenticateByPasskey } from './use-passkey.ts'

const OWN = { config: { access: { permission: 'session.own', reauthenticated: true } } } as const
const SESSION = { config: { access: 'session' } } as const
const SIGNED_IN = { config: { access: 'signed-in' } } as const

type ById = { Params: { id: string } }

/** Passkeys: making, using and removing them, and what else keeps one's own account safe. */
export function registerPasskeyRoutes(
  app: FastifyInstance,
  tools: SignInTools & { publicUrl: string | null },
): void {
  const partyOf = ({ protocol, host }: FastifyRequest) => relyingPartyOf(tools.publicUrl, { protocol, host })
  /** Answers a request that needs passkeys to work where it came to. */
  const at =
    (answer: (request: FastifyRequest, reply: FastifyReply, party: RelyingParty) => Promise<unknown>) =>
    (request: FastifyRequest, reply: FastifyReply) => {
      const party = partyOf(request)
      return party.kind === 'usable' ? answer(request, reply, party) : sendNoPasskeyHere(reply, party)
    }

  app.get('/api/portal/account', SIGNED_IN, async (request) => {
    const { session } = request.portal
    const party = partyOf(request)
    return {
      ...(await showSecurity(tools, session.staffId)),
      email: await findEmail(tools.pool, session.staffId),
      hasTotp: session.hasTotp,
      isSecondFactorRequired: needsSecondFactor(session.role),
      here:
        party.kind === 'usable'
          ? { usable: true, rpId: party.rpId }
          : { usable: false, why: party.why, address: party.address },
    }
  })
  app.post('/api/portal/account/recovery-codes', OWN, async (request, reply) => {
    const recoveryCodes = await renewRecoveryCodes(tools, request.portal.session, originOf(request))
    return recoveryCodes === undefined ? sendNotFound(reply) : { recoveryCodes }
  })
  app.delete('/api/portal/account/totp', OWN, async (request, reply) =>
    sendChanged(reply, await removeOwnTotp(tools, request.portal.session, originOf(request))),
  )
  app.delete<ById>('/api/portal/account/passkeys/:id', OWN, async (request, reply) => {
    const id = idIn(readFields(request.params), 'id') ?? NO_ID
    return sendChanged(reply, await removeOwnPasskey(tools, request.portal.session, id, originOf(request)))
  })
  app.put<ById>('/api/portal/account/passkeys/:id', SIGNED_IN, async (request, reply) => {
    const id = idIn(readFields(request.params), 'id') ?? NO_ID
    const name = readFields(request.body).text('name')
    return sendChanged(
      reply,
      await nameOwnPasskey(tools, request.portal.session, { id, name }, originOf(request)),
    )
  })

  // Also a step of signing in: whether it may be taken now is judged by the same rule as for the app (SP-12).
  app.post(
    `${SESSION_SCOPE}/passkeys/options`,
    SESSION,
    at(async (request, reply, party) => {
      const offered = await offerPasskey(tools, request.portal.session, party)
      return offered.kind === 'offered' ? offered.options : sendCodeProblem(reply, offered)
    }),
  )
  app.post(
    `${SESSION_SCOPE}/passkeys`,
    SESSION,
    at(async (request, reply, party) => {
      const body = readFields(request.body)
      const registration = {
        credentialId: body.text('credentialId'),
        clientDataJson: body.text('clientDataJson'),
        attestationObject: body.text('attestationObject'),
        transports: body.texts('transports') ?? [],
      }
      const given = { name: body.text('name'), registration }
      const result = await addPasskey(tools, request.portal.session, party, given, originOf(request))
      switch (result.kind) {
        case 'added':
          return sendStep(reply.code(201), result, {
            id: result.id,
            name: result.name,
            recoveryCodes: result.recoveryCodes,
          })
        case 'refused':
          return sendInvalid(reply, [{ field: result.fault.field, message: result.fault.message }])
        default:
          return sendCodeProblem(reply, result)
      }
    }),
  )

  for (const [path, use, access] of [
    ['second-factor', 'second-factor', SESSION],
    ['reauthentication', 'reauthenticate', SIGNED_IN],
  ] as const) {
    app.post(
      `${SESSION_SCOPE}/${path}/passkey/options`,
      access,
      at(async (request, reply, party) => {
        const asked = await askPasskey(tools, request.portal.session, party, use)
        if (asked.kind === 'asked') return asked.options
        if (asked.kind === 'none') return sendRefusal(reply, 409, 'no-passkey', NONE_HERE)
        return sendCodeProblem(reply, asked)
      }),
    )
  }
  app.post(
    `${SESSION_SCOPE}/second-factor/passkey`,
    SESSION,
    at(async (request, reply, party) => {
      const { session } = request.portal
      const origin = originOf(request)
      const result = await giveSecondFactorByPasskey(tools, session, party, assertionOf(request), origin)
      if (result.kind === 'done') return sendStep(reply, result)
      return result.kind === 'wrong' ? sendWrong(reply) : sendCodeProblem(reply, result)
    }),
  )
  app.post(
    `${SESSION_SCOPE}/reauthentication/passkey`,
    SIGNED_IN,
    at(async (request, reply, party) => {
      const { session } = request.portal
      const origin = originOf(request)
      const result = await reauthenticateByPasskey(tools, session, party, assertionOf(request), origin)
      if (result.kind === 'done') return reply.code(204).send()
      return result.kind === 'wrong' ? sendWrong(reply) : sendCodeProblem(reply, result)
    }),
  )
}

/** No row has it. */
const NO_ID = 0

function assertionOf(request: FastifyRequest) {
  const body = readFields(request.body)
  return {
    credentialId: body.text('credentialId'),
    clientDataJson: body.text('clientDataJson'),
    authenticatorData: body.text('authenticatorData'),
    signature: body.text('signature'),
  }
}

const NONE_HERE = 'Belum ada passkey Anda untuk alamat portal ini.'

function sendWrong(reply: FastifyReply) {
  return sendInvalid(reply, [
    { field: 'passkey', message: 'Passkey ini tidak diterima. Coba lagi, atau pakai cara lain.' },
  ])
}

function sendNoPasskeyHere(
  reply: FastifyReply,
  { why, address }: Extract<RelyingPartyResult, { kind: 'unusable' }>,
) {
  const message = 'Passkey tidak dapat dipakai di alamat portal ini.'
  return sendRefusal(reply, 409, 'no-passkey-here', message, { why, address })
}

function sendChanged(reply: FastifyReply, result: ChangeOfOwn) {
  switch (result.kind) {
    case 'done':
      return reply.code(204).send()
    case 'not-found':
      return sendNotFound(reply)
    case 'refused':
      return sendInvalid(reply, [{ field: result.fault.field, message: result.fault.message }])
  }
}
