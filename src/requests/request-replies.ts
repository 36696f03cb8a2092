import type { FastifyReply, FastifyRequest } from 'fastify'
import { readFields } from '../kernel/fields.ts'
import { type FieldFault, sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { ACCESS_REFUSALS, idIn } from '../offices/index.ts'

export type ById = { Params: { id: string } }

/** No request has the number 0. */
export const idOf = (request: FastifyRequest<ById>) => idIn(readFields(request.params), 'id') ?? 0

export type Refused =
  | { kind: 'not-found' }
  | { kind: 'forbidden' }
  | { kind: 'refused'; faults: readonly FieldFault[] }

export function sendRefused(reply: FastifyReply, result: Refused) {
  if (result.kind === 'not-found') return sendNotFound(reply)
  if (result.kind === 'refused') return sendInvalid(reply, result.faults)
  const { status, message } = ACCESS_REFUSALS.forbidden
  return reply.code(status).send({ code: 'forbidden', message, requestId: reply.request.requestId })
}
