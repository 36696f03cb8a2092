import type { FastifyReply, FastifyRequest } from 'fastify'
import { findVisibleAgreement } from '../../agreements/index.ts'
import type { Pool } from '../../kernel/database.ts'
import { sendInvalid } from '../../kernel/problem.ts'
import type { Done } from './decide-rule.ts'
import { findRuled, type RuledAgreement } from './rule.store.ts'

export type OfCode = { Params: { code: string } }

export const sendDone = (reply: FastifyReply, done: Done) =>
  done.kind === 'refused' ? sendInvalid(reply, done.faults) : reply.code(201).send({ id: done.id })

/** The agreement of the path, if the asker may see it and it owes feedback. */
export async function findOwn(
  pool: Pool,
  request: FastifyRequest<OfCode>,
): Promise<RuledAgreement | undefined> {
  const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
  return agreement === undefined ? undefined : findRuled(pool, agreement.id)
}
