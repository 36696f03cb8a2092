import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type AgreementInForce, findVisibleAgreement } from '../agreements/index.ts'
import { acceptUploads, sendFile, UPLOAD_BODY_LIMIT, uploadOf, type Vault } from '../files/index.ts'
import type { FourEyes } from '../kernel/config.ts'
import { inTx, type Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound, sendUnavailable } from '../kernel/problem.ts'
import type { Sealer } from '../kernel/seal.ts'
import { createTurnstile } from '../kernel/turnstile.ts'
import { actorOf, idIn, mayDo } from '../offices/index.ts'
import type { PaperMaker } from '../papers/index.ts'
import { actOnChange, type StepAct } from './act-on-change.ts'
import { askWhatIf } from './ask-what-if.ts'
import { listAttachments, listChanges, listSteps } from './change.store.ts'
import { toChangeLine, toChangePage } from './change-view.ts'
import { CHANGE_ACTS, isAttachmentKind } from './domain.ts'
import { openAttachment } from './open-attachment.ts'
import type { Result } from './result.ts'
import { readStanding } from './standing.ts'
import { findLastWhatIf } from './what-if-result.store.ts'
import { attachFile, findChangeOf, rewriteChange, writeChange } from './write-change.ts'

type OfCode = { Params: { code: string } }
type OfChange = { Params: { code: string; id: string } }

/** Acts by the last part of their address. Those that bind or grant take the password again. */
const ACTS = {
  submission: { act: 'submit', reauthenticated: true },
  withdrawal: { act: 'withdraw', reauthenticated: false },
  return: { act: 'return', reauthenticated: false },
  acceptance: { act: 'accept', reauthenticated: false },
  rejection: { act: 'reject', reauthenticated: false },
  'central-approval': { act: 'approve-centrally', reauthenticated: true },
  'central-rejection': { act: 'reject-centrally', reauthenticated: false },
  paper: { act: 'issue', reauthenticated: false },
  'agency-signature': { act: 'sign-agency', reauthenticated: true },
  'office-signature': { act: 'sign-office', reauthenticated: true },
  reissue: { act: 'reissue', reauthenticated: false },
  effect: { act: 'effect', reauthenticated: true },
} as const satisfies Record<string, { act: StepAct; reauthenticated: boolean }>

const READ = { access: { permission: 'agreement.read' } } as const
const PREPARE = { access: { permission: 'changes.prepare' } } as const

export type ChangeRouteTools = {
  pool: Pool
  vault: Vault
  papers: PaperMaker
  sealer: Sealer
  fourEyes: FourEyes
}

/** Changes of agreements in the portal, for agency and office alike; another agency's are not found. */
export function registerChangeRoutes(app: FastifyInstance, tools: ChangeRouteTools): void {
  const { pool, vault } = tools
  const scope = '/api/portal/agreements/:code/changes'
  // A replay of a million calls takes seconds of this process: one at a time, and a few wait.
  const replays = createTurnstile(1, 3)

  const find = (request: FastifyRequest<OfCode>) =>
    findVisibleAgreement(pool, request.signedIn, request.params.code)
  const writerOf = (request: FastifyRequest) => ({ who: request.signedIn, actor: actorOf(request) })
  const onChange = async <T>(
    request: FastifyRequest<OfChange>,
    reply: FastifyReply,
    act: (agreement: AgreementInForce, id: number) => Promise<T | FastifyReply>,
  ) => {
    const agreement = await find(request)
    const id = idIn(readFields(request.params), 'id')
    return agreement === undefined || id === undefined ? sendNotFound(reply) : act(agreement, id)
  }

  app.get<OfCode>(scope, { config: READ }, async (request, reply) => {
    const agreement = await find(request)
    if (agreement === undefined) return sendNotFound(reply)
    return inTx(pool, async (tx) => ({
      mayAsk:
        mayDo(request.signedIn.role, 'changes.prepare') &&
        agreement.state === 'in_force' &&
        !agreement.isOver,
      changes: (await listChanges(tx, agreement.id)).map(toChangeLine),
    }))
  })

  app.post<OfCode>(scope, { config: PREPARE }, async (request, reply) => {
    const agreement = await find(request)
    if (agreement === undefined) return sendNotFound(reply)
    const written = await writeChange(tools, agreement, request.body, writerOf(request))
    return written.kind === 'done' ? reply.code(201).send(written.value) : sendResult(reply, written)
  })

  // What a form for a change begins with: what holds now.
  app.get<OfCode>(`${scope}/standing`, { config: READ }, async (request, reply) => {
    const agreement = await find(request)
    if (agreement === undefined) return sendNotFound(reply)
    const { file, credentials } = await readStanding(pool, agreement.code)
    return {
      elements: file.elements,
      methods: file.methods,
      quotaPerDay: file.quotaPerUserPerDay ?? null,
      bandwidthMbps: file.network?.bandwidthMbps ?? null,
      bandwidthAsWritten: file.network?.bandwidthAsWritten ?? null,
      connectionPoints: file.network?.connectionPoints ?? null,
      credentials: credentials
        .filter(({ state }) => state !== 'revoked')
        .map(({ userId, kind, staffId, quotaPerDay, addresses }) => ({
          userId,
          kind,
          isPortal: staffId !== null,
          quotaPerDay,
          networks: addresses.map((cidr) => cidr.replace(/\/(32|128)$/, '')),
        })),
    }
  })

  app.get<OfChange>(`${scope}/:id`, { config: READ }, (request, reply) =>
    onChange(request, reply, (agreement, id) =>
      inTx(pool, async (tx) => {
        const change = await findChangeOf(tx, agreement, id)
        if (change === undefined) return sendNotFound(reply)
        return toChangePage(change, {
          standing: await readStanding(tx, agreement.code),
          attachments: await listAttachments(tx, id),
          steps: await listSteps(tx, id),
          lastWhatIf: await findLastWhatIf(tx, id),
          who: request.signedIn,
        })
      }),
    ),
  )

  app.put<OfChange>(`${scope}/:id`, { config: PREPARE }, (request, reply) =>
    onChange(request, reply, async (agreement, id) =>
      sendResult(reply, await rewriteChange(tools, agreement, id, request.body, writerOf(request))),
    ),
  )

  app.post<OfChange>(`${scope}/:id/what-if`, { config: READ }, (request, reply) =>
    onChange(request, reply, async (agreement, id) => {
      const { role } = request.signedIn
      const may = (['changes.prepare', 'changes.check', 'changes.decide'] as const).some((one) =>
        mayDo(role, one),
      )
      if (!may) return sendForbidden(reply)
      const asked = await replays.pass(() => askWhatIf(pool, agreement, id, writerOf(request)))
      if (asked === 'busy') {
        return sendUnavailable(reply, 'busy', 'Simulasi lain sedang berjalan. Coba lagi beberapa saat.')
      }
      return asked.kind === 'done' ? asked.value : sendResult(reply, asked)
    }),
  )

  for (const [path, { act, reauthenticated }] of Object.entries(ACTS)) {
    const access = { permission: CHANGE_ACTS[act].by, ...(reauthenticated ? { reauthenticated } : {}) }
    app.post<OfChange>(`${scope}/:id/${path}`, { config: { access } }, (request, reply) =>
      onChange(request, reply, async (agreement, id) => {
        const asked = { id, act, sent: request.body }
        const done = await actOnChange(tools, agreement, asked, writerOf(request))
        if (done.kind !== 'done') return sendResult(reply, done)
        const isProposed = 'proposal' in done.value
        return Object.keys(done.value).length === 0
          ? reply.code(204).send()
          : reply.code(isProposed ? 202 : 200).send(done.value)
      }),
    )
  }

  app.get<{ Params: { code: string; id: string; n: string } }>(
    `${scope}/:id/attachments/:n`,
    { config: READ },
    async (request, reply) => {
      const agreement = await find(request)
      const fields = readFields(request.params)
      const [id, n] = [idIn(fields, 'id'), idIn(fields, 'n')]
      if (agreement === undefined || id === undefined || n === undefined) return sendNotFound(reply)
      const file = await openAttachment(tools, agreement, { id, n }, actorOf(request))
      return file === undefined ? sendNotFound(reply) : sendFile(reply, { ...file, isOwn: false })
    },
  )

  // In a scope of its own: what it reads as bytes, other routes refuse.
  app.register(async (uploads) => {
    acceptUploads(uploads)
    uploads.put<OfChange>(
      `${scope}/:id/attachments`,
      { config: PREPARE, bodyLimit: UPLOAD_BODY_LIMIT },
      (request, reply) =>
        onChange(request, reply, async (agreement, id) => {
          const kind = readFields(request.query).text('kind')
          if (!isAttachmentKind(kind)) {
            return sendInvalid(reply, [{ field: 'kind', message: 'Sebutkan jenis berkasnya.' }])
          }
          const file = { kind, ...uploadOf(request) }
          const attached = await attachFile({ pool, vault }, agreement, id, file, writerOf(request))
          return attached.kind === 'done' ? reply.code(201).send(attached.value) : sendResult(reply, attached)
        }),
    )
  })
}

function sendForbidden(reply: FastifyReply): FastifyReply {
  const { requestId } = reply.request
  return reply.code(403).send({ code: 'forbidden', message: 'Peran Anda tidak berhak atas ini.', requestId })
}

function sendResult(reply: FastifyReply, result: Result<object>): FastifyReply {
  switch (result.kind) {
    case 'done':
      return reply.code(204).send()
    case 'not-found':
      return sendNotFound(reply)
    case 'forbidden':
      return sendForbidden(reply)
    case 'refused':
      return sendInvalid(reply, result.faults)
  }
}
