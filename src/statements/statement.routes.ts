import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findVisibleAgreement } from '../agreements/index.ts'
import type { Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { idIn, staffName } from '../offices/index.ts'
import type { PaperMaker } from '../papers/index.ts'
import { parseDay } from '../registry/index.ts'
import { askInPortal } from './ask-in-portal.ts'
import {
  acceptStatement,
  handInStatement,
  rejectStatement,
  type StatementChange,
  withdrawStatement,
} from './change-statement.ts'
import { isStatementKind } from './domain.ts'
import { statementsMissing } from './missing-statements.ts'
import { listStatements } from './statement.store.ts'
import { toStatementView } from './statement-view.ts'
import { listWaiting } from './waiting-statements.ts'

type OfCode = { Params: { code: string } }
type ById = { Params: { id: string } }

const READ = { config: { access: { permission: 'agreement.read' } } } as const
const PREPARE = { config: { access: { permission: 'statements.prepare' } } } as const
const DECIDE = { config: { access: { permission: 'statements.decide', reauthenticated: true } } } as const

/** Statements in the portal: asked for and handed in by the agency or the office, decided by the office. */
export function registerStatementRoutes(
  app: FastifyInstance,
  { pool, paperMaker }: { pool: Pool; paperMaker: PaperMaker },
): void {
  app.get<OfCode>('/api/portal/agreements/:code/statements', READ, async (request, reply) => {
    const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
    if (agreement === undefined) return sendNotFound(reply)
    const { officeId, id, isSptjmRequired } = agreement
    const { agencyId } = request.signedIn
    const [statements, missing] = await Promise.all([
      listStatements(pool, { officeId, agencyId, agreementId: id }),
      statementsMissing(pool, id),
    ])
    return { isSptjmRequired, statements: statements.map(toStatementView), missing }
  })

  app.post<OfCode>('/api/portal/agreements/:code/statements', PREPARE, async (request, reply) => {
    const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
    if (agreement === undefined) return sendNotFound(reply)
    const body = readFields(request.body)
    const kind = body.text('kind')
    if (!isStatementKind(kind)) {
      return sendInvalid(reply, [{ field: 'kind', message: 'Pilih jenis pernyataannya.' }])
    }
    const extendsUntil = body.text('extendsUntil') || null
    if (extendsUntil !== null && (kind !== 'sptjm' || parseDay(extendsUntil) === undefined)) {
      return sendInvalid(reply, [{ field: 'extendsUntil', message: 'Isi tanggal yang ada.' }])
    }
    const asked = await askInPortal(pool, paperMaker, {
      agreementId: agreement.id,
      kind,
      staffId: idIn(body, 'staffId') ?? null,
      signerName: body.text('signerName'),
      extendsUntil,
      by: staffName(request.signedIn),
    })
    if (asked.kind === 'refused') return sendInvalid(reply, asked.faults)
    return reply.code(201).send({ id: asked.statementId, paperId: asked.paperId })
  })

  app.get('/api/portal/statements/waiting', READ, (request) => listWaiting(pool, request.signedIn))

  app.post<ById>('/api/portal/statements/:id/hand-in', PREPARE, async (request, reply) => {
    const body = readFields(request.body)
    const validUntil = body.text('validUntil') || null
    const handed = { ...onOf(request), signedOn: body.text('signedOn'), validUntil }
    return sendChange(reply, await handInStatement(pool, handed))
  })
  app.post<ById>('/api/portal/office/statements/:id/acceptance', DECIDE, async (request, reply) =>
    sendChange(reply, await acceptStatement(pool, { ...onOf(request), reason: reasonOf(request) })),
  )
  app.post<ById>('/api/portal/office/statements/:id/rejection', DECIDE, async (request, reply) =>
    sendChange(reply, await rejectStatement(pool, { ...onOf(request), reason: reasonOf(request) })),
  )
  app.post<ById>('/api/portal/office/statements/:id/withdrawal', DECIDE, async (request, reply) =>
    sendChange(reply, await withdrawStatement(pool, { ...onOf(request), reason: reasonOf(request) })),
  )
}

const reasonOf = (request: FastifyRequest) => readFields(request.body).text('reason')

function onOf(request: FastifyRequest) {
  const { signedIn } = request
  // No statement has the id 0.
  return { id: idIn(readFields(request.params), 'id') ?? 0, who: signedIn, by: staffName(signedIn) }
}

function sendChange(reply: FastifyReply, changed: StatementChange) {
  if (changed.kind === 'not-found') return sendNotFound(reply)
  return changed.kind === 'refused' ? sendInvalid(reply, changed.faults) : reply.code(204).send()
}
