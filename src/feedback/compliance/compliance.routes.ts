import type { FastifyInstance } from 'fastify'
import { findVisibleAgreement } from '../../agreements/index.ts'
import { inTx, type Pool } from '../../kernel/database.ts'
import { type Fields, readFields } from '../../kernel/fields.ts'
import { type FieldFault, sendInvalid, sendNotFound } from '../../kernel/problem.ts'
import { addDays, addMonths, staffName } from '../../offices/index.ts'
import { parseDay } from '../../registry/index.ts'
import { officeDay } from '../../statements/index.ts'
import { decideAppeal } from './decide-appeal.ts'
import { decideRule, readRule } from './decide-rule.ts'
import { BREAKDOWNS, WINDOWS, type Window } from './domain.ts'
import { lastEvaluations } from './evaluation.store.ts'
import { type FigureFilter, listFigures, listMonths, sumFigures } from './figures.store.ts'
import { followSoon } from './follow-answers.ts'
import { findOwn, type OfCode, sendDone } from './request.ts'
import { listRuled } from './rule.store.ts'
import { outlook, viewStanding } from './standing-view.ts'

const READ = { config: { access: { permission: 'feedback.read' } } } as const
const DECIDE = { config: { access: { permission: 'feedback.rules.decide', reauthenticated: true } } } as const
const LOOK = { config: { access: { permission: 'feedback.rules.decide' } } } as const

/** Accesses against feedback, what the office makes of it, and its decisions (FB-120 to FB-131). */
export function registerComplianceRoutes(app: FastifyInstance, { pool }: { pool: Pool }): void {
  app.get('/api/portal/feedback/compliance', READ, async (request, reply) => {
    const { signedIn } = request
    const fields = readFields(request.query)
    const filter = await readFilter(pool, signedIn, fields)
    if ('faults' in filter) return sendInvalid(reply, filter.faults)
    const by = BREAKDOWNS.find((one) => one === fields.text('by')) ?? 'agreement'
    const isUpToDate = await followSoon(pool)
    return {
      from: filter.from,
      until: filter.until,
      isUpToDate,
      total: await sumFigures(pool, filter),
      months: await listMonths(pool, filter),
      rows: await listFigures(pool, filter, by),
    }
  })

  app.get('/api/portal/feedback/compliance-rules', READ, ({ signedIn }) => listStandings(pool, signedIn))

  app.get<OfCode>('/api/portal/feedback/compliance/:code', READ, async (request, reply) => {
    const agreement = await findOwn(pool, request)
    if (agreement === undefined) return sendNotFound(reply)
    await followSoon(pool)
    return inTx(pool, (tx) => viewStanding(tx, agreement))
  })

  app.get<OfCode>('/api/portal/feedback/compliance/:code/outlook', LOOK, async (request, reply) => {
    const agreement = await findOwn(pool, request)
    if (agreement === undefined) return sendNotFound(reply)
    const read = readRule(readFields(request.query))
    if ('faults' in read) return sendInvalid(reply, read.faults)
    const { terms } = read
    if (terms.kind === 'none') return null
    return inTx(pool, async (tx) =>
      outlook(tx, agreement.agreementId, terms, await officeDay(tx, agreement.officeId)),
    )
  })

  app.post<OfCode>('/api/portal/feedback/compliance/:code/rules', DECIDE, async (request, reply) => {
    const agreement = await findOwn(pool, request)
    if (agreement === undefined) return sendNotFound(reply)
    const fields = readFields(request.body)
    const read = readRule(fields)
    if ('faults' in read) return sendInvalid(reply, read.faults)
    const by = staffName(request.signedIn)
    return sendDone(
      reply,
      await decideRule(pool, agreement, { terms: read.terms, reason: fields.text('reason'), by }),
    )
  })

  app.post<{ Params: { id: string } }>(
    '/api/portal/feedback/appeals/:id/decision',
    DECIDE,
    async (request, reply) => {
      const id = readFields(request.params).integer('id')
      const fields = readFields(request.body)
      const decision = fields.text('decision')
      if (decision !== 'grant' && decision !== 'refuse') {
        return sendInvalid(reply, [{ field: 'decision', message: 'Pilih putusannya.' }])
      }
      if (id === undefined) return sendNotFound(reply)
      const done = await decideAppeal(pool, request.signedIn.officeId, {
        id,
        isGranted: decision === 'grant',
        reason: fields.text('reason'),
        exceptedUntil: fields.text('exceptedUntil'),
        by: staffName(request.signedIn),
      })
      return done === undefined ? sendNotFound(reply) : sendDone(reply, done)
    },
  )
}

type Asker = { officeId: number; agencyId: number | null }

async function listStandings(pool: Pool, who: Asker) {
  const ruled = await listRuled(pool, who)
  const evaluations = await lastEvaluations(
    pool,
    ruled.map(({ agreementId }) => agreementId),
  )
  return ruled.map(({ agreementId, code, number, agencyId, agency, state, rule }) => {
    const last = evaluations.get(agreementId)
    const isOfRule = last !== undefined && last.ruleId === rule?.id
    return {
      code,
      number,
      agencyId,
      agency,
      state,
      kind: rule?.kind ?? 'none',
      targetPercent: rule === null || rule.kind === 'none' ? null : rule.targetPercent,
      result: isOfRule ? last.result : null,
      day: isOfRule ? last.day : null,
      lowersFrom: isOfRule ? last.lowersFrom : null,
    }
  })
}

/** Ten years of days: more is a mistake. */
const MAX_MONTHS = 120

async function readFilter(
  pool: Pool,
  who: Asker,
  fields: Fields,
): Promise<FigureFilter | { faults: FieldFault[] }> {
  const today = await officeDay(pool, who.officeId)
  const faults: FieldFault[] = []
  const dayOf = (name: string, usual: string) => {
    const text = fields.text(name)
    const day = text === '' ? usual : parseDay(text)
    if (day === undefined) faults.push({ field: name, message: 'Tulis tanggal yang ada.' })
    return day ?? usual
  }
  const until = dayOf('until', today)
  const from = dayOf('from', addDays(addMonths(today, -6), 1))
  if (from > until) faults.push({ field: 'from', message: 'Tanggal awal harus sebelum tanggal akhir.' })
  if (addMonths(from, MAX_MONTHS) < until)
    faults.push({ field: 'from', message: 'Paling lama sepuluh tahun.' })
  const code = fields.text('agreement')
  const agreement = code === '' ? undefined : await findVisibleAgreement(pool, who, code)
  if (code !== '' && agreement === undefined) {
    faults.push({ field: 'agreement', message: 'Perjanjian ini tidak ada.' })
  }
  if (faults.length > 0) return { faults }
  const within: Window = WINDOWS.find((days) => days === fields.integer('within')) ?? null
  return {
    officeId: who.officeId,
    agencyId: who.agencyId ?? fields.integer('agency') ?? null,
    agreementId: agreement?.id ?? null,
    from,
    until,
    within,
  }
}
