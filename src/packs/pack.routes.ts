import type { FastifyInstance } from 'fastify'
import { findVisibleAgreement } from '../agreements/index.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { downloadPack, type PackTools } from './download-pack.ts'

type OfCode = { Params: { code: string } }

/** The integration pack of an agreement, as one download. */
export function registerPackRoutes(app: FastifyInstance, tools: PackTools): void {
  app.get<OfCode>(
    '/api/portal/agreements/:code/pack',
    { config: { access: { permission: 'packs.download' } } },
    async (request, reply) => {
      const { signedIn: who } = request
      const agreement = await findVisibleAgreement(tools.pool, who, request.params.code)
      if (agreement === undefined) return sendNotFound(reply)
      const pack = await downloadPack(tools, agreement, { by: `staff:${who.username}`, address: who.address })
      if (pack === undefined) {
        return sendInvalid(reply, [
          { field: 'code', message: 'Ketentuan perjanjian ini belum mulai berlaku.' },
        ])
      }
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="${pack.fileName}"`)
        .send(pack.bytes)
    },
  )
}
