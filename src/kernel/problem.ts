import type { FastifyReply } from 'fastify'

/** What is wrong with one field of a request. `field` is its name in the body; `code` the rule, where it has one. */
export type FieldFault = { field: string; message: string; code?: string }

/** Refuses what was sent, naming every field at once. */
export function sendInvalid(reply: FastifyReply, fields: readonly FieldFault[]): FastifyReply {
  return reply.code(422).send({
    code: 'invalid',
    message: fields.map(({ message }) => message).join(' '),
    fields,
    requestId: reply.request.requestId,
  })
}

/** Also for what exists but is somebody else's: who may not see it must not learn that it is there. */
export function sendNotFound(reply: FastifyReply): FastifyReply {
  const { requestId } = reply.request
  return reply.code(404).send({ code: 'not-found', message: 'Tidak ditemukan.', requestId })
}

/** What cannot be done now; may be asked again. */
export function sendUnavailable(reply: FastifyReply, code: string, message: string): FastifyReply {
  const { requestId } = reply.request
  return reply.code(503).header('retry-after', '5').send({ code, message, requestId })
}
