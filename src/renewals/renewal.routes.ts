import type { FastifyInstance } from 'fastify'
import { findVisibleAgreement } from '../agreements/index.ts'
import { inTx, type Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { staffName } from '../offices/index.ts'
import type { PaperMaker } from '../papers/index.ts'
import { listStatements } from '../statements/index.ts'
import { askRenewalIn, closeRenewalIn } from './ask-renewal.ts'
import { findTerm, listExtensions, listRenewals } from './renewal.store.ts'

type OfCode = { Params: { code: string } }

const READ = { config: { access: { permission: 'agreement.read' } } } as const
const ASK = { config: { access: { permission: 'renewals.ask' } } } as const
const REFUSE = { config: { access: { permission: 'statements.decide', reauthenticated: true } } } as const

/** Renewals in the portal. Granting an extension takes two people: src/approvals. */
export function registerRenewalRoutes(
  app: FastifyInstance,
  { pool, paperMaker }: { pool: Pool; paperMaker: PaperMaker },
): void {
  app.get<OfCode>('/api/portal/agreements/:code/renewal', READ, async (request, reply) => {
    const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
    if (agreement === undefined) return sendNotFound(reply)
    const { id: agreementId, code, officeId } = agreement
    const { agencyId } = request.signedIn
    const [term, renewals, extensions, statements] = await Promise.all([
      findTerm(pool, code),
      listRenewals(pool, agreementId),
      listExtensions(pool, agreementId),
      listStatements(pool, { officeId, agencyId, agreementId }),
    ])
    if (term === undefined) return sendNotFound(reply)
    return {
      today: term.today,
      lastDay: term.lastDay,
      isOver: term.today > term.lastDay,
      monthsBeforeEnd: term.monthsBeforeEnd,
      renewalDue: term.renewalDue,
      isInTime: term.isInTime,
      longestExtension: term.longestExtension,
      renewals,
      extensions,
      // What an extension can stand on.
      acceptedUntil: statements.flatMap(({ isInForce, extendsUntil }) =>
        isInForce && extendsUntil !== null ? [extendsUntil] : [],
      ),
      askedUntil: statements.flatMap(({ state, extendsUntil }) =>
        state === 'waiting' && extendsUntil !== null ? [extendsUntil] : [],
      ),
    }
  })

  app.post<OfCode>('/api/portal/agreements/:code/renewal', ASK, async (request, reply) => {
    const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
    if (agreement === undefined) return sendNotFound(reply)
    const asked = {
      code: agreement.code,
      reason: readFields(request.body).text('reason'),
      by: staffName(request.signedIn),
    }
    const result = await inTx(pool, (tx) => askRenewalIn(tx, paperMaker, asked))
    if (result.kind === 'refused') return sendInvalid(reply, result.faults)
    const { id, isInTime, paperId } = result
    return reply.code(201).send({ id, isInTime, paperId })
  })

  const close = (path: string, as: 'refused' | 'withdrawn', access: typeof ASK | typeof REFUSE) =>
    app.post<OfCode>(`/api/portal/agreements/:code/renewal/${path}`, access, async (request, reply) => {
      const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
      if (agreement === undefined) return sendNotFound(reply)
      const reason = readFields(request.body).text('reason')
      const asked = { code: agreement.code, as, reason, by: staffName(request.signedIn) }
      const closed = await inTx(pool, (tx) => closeRenewalIn(tx, asked))
      return closed.kind === 'refused' ? sendInvalid(reply, closed.faults) : reply.code(204).send()
    })
  close('rejection', 'refused', REFUSE)
  close('withdrawal', 'withdrawn', ASK)
}
