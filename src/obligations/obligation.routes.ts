import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type AgreementInForce, findVisibleAgreement } from '../agreements/index.ts'
import { MAX_UPLOAD_BYTES, UPLOAD_TYPES, type Vault } from '../files/index.ts'
import type { Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import {
  actOnObligation,
  addEvidence,
  addOwnObligation,
  type ObligationResult,
  openEvidence,
} from './act-on-obligation.ts'
import { officeDay, readCalendar, readCalendarFilter, toCalendarEntries } from './calendar.ts'
import { calendarFile } from './calendar-file.ts'
import type { ObligationAct } from './domain.ts'
import { readAct, readOwnObligation } from './read-obligation.ts'
import { readObligations } from './read-obligations.ts'

const ACTS = {
  acceptance: 'accept',
  rejection: 'reject',
  waiver: 'waive',
  reopening: 'reopen',
} as const satisfies Record<string, ObligationAct>

type OfCode = { Params: { code: string } }
type OfKey = { Params: { code: string; key: string } }

const READ = { access: { permission: 'agreement.read' } } as const
const MANAGE = { access: { permission: 'office.obligations.manage' } } as const

/** What agreements oblige to: of one agreement, and the calendar of them all. */
export function registerObligationRoutes(
  app: FastifyInstance,
  { pool, vault }: { pool: Pool; vault: Vault },
): void {
  const scope = '/api/portal/agreements/:code/obligations'
  const find = (request: FastifyRequest<OfCode>) =>
    findVisibleAgreement(pool, request.signedIn, request.params.code)
  const whereOf = (request: FastifyRequest, { id }: AgreementInForce) => ({
    who: request.signedIn,
    requestId: request.requestId,
    agreementId: id,
  })

  app.get<OfCode>(scope, { config: READ }, async (request, reply) => {
    const agreement = await find(request)
    if (agreement === undefined) return sendNotFound(reply)
    const [found] = await readObligations(pool, {
      officeId: agreement.officeId,
      agreementId: agreement.id,
    })
    return { today: found?.agreement.today ?? null, obligations: found?.obligations ?? [] }
  })

  app.post<OfCode>(scope, { config: MANAGE }, async (request, reply) => {
    const agreement = await find(request)
    if (agreement === undefined) return sendNotFound(reply)
    const read = readOwnObligation(readFields(request.body))
    if (read.kind === 'faulty') return sendInvalid(reply, read.faults)
    const id = await addOwnObligation(pool, whereOf(request, agreement), read.value)
    return reply.code(201).send({ key: `own:${id}` })
  })

  for (const [path, act] of Object.entries(ACTS)) {
    // Letting somebody off is not undone by looking again.
    const config = act === 'waive' ? { access: { ...MANAGE.access, reauthenticated: true } } : MANAGE
    app.post<OfKey>(`${scope}/:key/${path}`, { config }, async (request, reply) => {
      const agreement = await find(request)
      if (agreement === undefined) return sendNotFound(reply)
      const read = readAct(act, readFields(request.body))
      if (read.kind === 'faulty') return sendInvalid(reply, read.faults)
      const { key } = request.params
      return send(
        reply,
        await actOnObligation(pool, whereOf(request, agreement), { key, act, ...read.value }),
      )
    })
  }

  app.get<{ Params: { code: string; id: string } }>(
    `${scope}/evidence/:id`,
    { config: READ },
    async (request, reply) => {
      const agreement = await find(request)
      const id = readFields(request.params).integer('id')
      const file =
        agreement === undefined || id === undefined || id > 2_147_483_647
          ? undefined
          : await openEvidence(pool, vault, whereOf(request, agreement), id)
      if (file === undefined) return sendNotFound(reply)
      return reply
        .header('content-type', file.mediaType)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(file.bytes)
    },
  )

  // In a scope of its own: what it reads as bytes, other routes refuse.
  app.register(async (uploads) => {
    for (const type of UPLOAD_TYPES) {
      if (uploads.hasContentTypeParser(type)) continue
      uploads.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    }
    uploads.put<OfKey>(
      `${scope}/:key/evidence`,
      { config: { access: { permission: 'obligations.evidence.add' } }, bodyLimit: MAX_UPLOAD_BYTES + 1 },
      async (request, reply) => {
        const agreement = await find(request)
        if (agreement === undefined) return sendNotFound(reply)
        const name = decodeName(request.headers['x-file-name'])
        const { body } = request
        if (name === undefined || !Buffer.isBuffer(body)) {
          return sendInvalid(reply, [
            { field: 'file', message: 'Berkas harus PDF, JPEG, atau PNG, dengan namanya.' },
          ])
        }
        const { key } = request.params
        const file = { key, name, bytes: body }
        return send(reply, await addEvidence(pool, vault, whereOf(request, agreement), file))
      },
    )
  })

  app.get('/api/portal/calendar', { config: READ }, async (request, reply) => {
    const { signedIn } = request
    const read = readCalendarFilter(readFields(request.query), await officeDay(pool, signedIn.officeId))
    if (read.kind === 'faulty') return sendInvalid(reply, read.faults)
    return readCalendar(pool, signedIn, read.filter)
  })

  app.get('/api/portal/calendar.ics', { config: READ }, async (request, reply) => {
    const { signedIn } = request
    const read = readCalendarFilter(readFields(request.query), await officeDay(pool, signedIn.officeId))
    if (read.kind === 'faulty') return sendInvalid(reply, read.faults)
    const view = await readCalendar(pool, signedIn, read.filter)
    const { rows } = await pool.query<{ now: string }>(
      `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as now`,
    )
    const name = `Kewajiban – ${signedIn.agencyName ?? signedIn.officeName}`
    return reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="kalender-kewajiban.ics"')
      .send(calendarFile(name, toCalendarEntries(view), rows[0]?.now ?? ''))
  })
}

function decodeName(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined
  try {
    return decodeURIComponent(header)
  } catch {
    return undefined
  }
}

function send(reply: FastifyReply, result: ObligationResult) {
  if (result.kind === 'not-found') return sendNotFound(reply)
  return result.kind === 'refused' ? sendInvalid(reply, result.faults) : reply.code(204).send()
}
