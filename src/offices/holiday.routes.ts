import type { FastifyInstance } from 'fastify'
import type { Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { changeHolidayYear, readHolidayYear } from './calendar/change-holidays.ts'
import { listYears } from './calendar/holiday.store.ts'
import { actorOf } from './origin.ts'

const EARLIEST = 2020
const LATEST = 2100

/** The days on which an office does not work. */
export function registerHolidayRoutes(app: FastifyInstance, { pool }: { pool: Pool }): void {
  app.get(
    '/api/portal/office/holidays',
    { config: { access: { permission: 'office.settings.read' } } },
    (request) => listYears(pool, request.signedIn.officeId),
  )

  app.put<{ Params: { year: string } }>(
    '/api/portal/office/holidays/:year',
    { config: { access: { permission: 'office.settings.manage' } } },
    async (request, reply) => {
      const year = readFields(request.params).integer('year')
      if (year === undefined || year < EARLIEST || year > LATEST) return sendNotFound(reply)
      const read = readHolidayYear(year, readFields(request.body))
      if (read.kind === 'faulty') return sendInvalid(reply, read.faults)
      await changeHolidayYear(pool, request.signedIn.officeId, read.year, actorOf(request))
      return reply.code(204).send()
    },
  )
}
