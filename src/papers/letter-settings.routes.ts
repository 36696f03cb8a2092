import type { FastifyInstance } from 'fastify'
import { findAgencyCard } from '../agencies/index.ts'
import type { Pool } from '../kernel/database.ts'
import { type Fields, readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { formatNumber, getLetterhead, listPatterns, listSeries } from '../letters/index.ts'
import { actorOf, idIn } from '../offices/index.ts'
import {
  changeLetterhead,
  changeNumbering,
  continueSeries,
  MAX_EMBLEM_BYTES,
  readLetterhead,
} from './change-letter-settings.ts'
import { isPaperKind, PAPER_KIND_NAMES, PAPER_KINDS } from './domain.ts'
import { usualNumbering } from './numbering-of.ts'
import { findOfficeDay } from './office-day.store.ts'
import { getParties } from './paper-facts.store.ts'
import { agencyWords, officeWords } from './party-words.ts'

const MANAGE = { access: { permission: 'templates.manage' } } as const

/** An emblem in base64, and the words. */
const BODY_LIMIT = Math.ceil(MAX_EMBLEM_BYTES * 1.4) + 10_000

/** How an office numbers its letters, and what stands above them. */
export function registerLetterSettingsRoutes(app: FastifyInstance, { pool }: { pool: Pool }): void {
  app.get('/api/portal/letter-numbering', { config: MANAGE }, async (request) => {
    const { officeId } = request.signedIn
    const date = await findOfficeDay(pool, officeId)
    const year = Number(date.slice(0, 4))
    const [patterns, taken] = [await listPatterns(pool, officeId), await listSeries(pool, officeId, year)]
    const kinds = PAPER_KIND_NAMES.filter((kind) => PAPER_KINDS[kind].isNumbered).map((kind) => {
      const numbering = patterns.get(kind) ?? usualNumbering(kind)
      const next = formatNumber(numbering, { number: (taken.get(numbering.series) ?? 0) + 1, date })
      return { kind, name: PAPER_KINDS[kind].name, ...numbering, isSet: patterns.has(kind), next }
    })
    const series = [...new Set(kinds.map((kind) => kind.series))].sort()
    return { year, kinds, series: series.map((name) => ({ series: name, last: taken.get(name) ?? 0 })) }
  })

  app.put<{ Params: { kind: string } }>(
    '/api/portal/letter-numbering/:kind',
    { config: MANAGE },
    async (request, reply) => {
      const { kind } = request.params
      if (!isPaperKind(kind) || !PAPER_KINDS[kind].isNumbered) return sendNotFound(reply)
      const body = readFields(request.body)
      const numbering = {
        series: body.text('series'),
        pattern: body.text('pattern'),
        classification: body.text('classification') || null,
      }
      const { officeId } = request.signedIn
      const changed = await changeNumbering(pool, { officeId, kind, numbering }, actorOf(request))
      return changed.kind === 'refused' ? sendInvalid(reply, changed.faults) : reply.code(204).send()
    },
  )

  app.put<{ Params: { series: string } }>(
    '/api/portal/letter-series/:series',
    { config: MANAGE },
    async (request, reply) => {
      const { officeId } = request.signedIn
      const year = Number((await findOfficeDay(pool, officeId)).slice(0, 4))
      const last = readFields(request.body).integer('last')
      const of = { officeId, series: request.params.series, year, last }
      const raised = await continueSeries(pool, of, actorOf(request))
      return raised.kind === 'refused' ? sendInvalid(reply, raised.faults) : reply.code(204).send()
    },
  )

  app.get('/api/portal/letterhead', { config: MANAGE }, async (request, reply) => {
    const of = await whose(request.signedIn.officeId, readFields(request.query))
    if (of === undefined) return sendNotFound(reply)
    const { emblem, ...parts } = await getLetterhead(pool, of)
    return {
      ...parts,
      emblem:
        emblem === null ? null : { mediaType: emblem.mediaType, base64: emblem.bytes.toString('base64') },
      usual: await usualOf(of),
    }
  })

  app.put('/api/portal/letterhead', { config: MANAGE, bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const of = await whose(request.signedIn.officeId, readFields(request.query))
    if (of === undefined) return sendNotFound(reply)
    const read = await readLetterhead(readFields(request.body))
    if (read.kind === 'faulty') return sendInvalid(reply, read.faults)
    await changeLetterhead(pool, of, read.change, actorOf(request))
    return reply.code(204).send()
  })

  /** The office's own, or that of an agency of it; undefined when it has no such agency. */
  async function whose(officeId: number, query: Fields) {
    if (!query.has('agency')) return { officeId, agencyId: null }
    const agencyId = idIn(query, 'agency')
    const card = agencyId === undefined ? undefined : await findAgencyCard(pool, { officeId, agencyId })
    return card === undefined ? undefined : { officeId, agencyId: card.id }
  }

  /** What stands there as long as nothing is entered. */
  async function usualOf(of: { officeId: number; agencyId: number | null }) {
    const parties = await getParties(pool, of)
    const blank = { letterhead: NONE, officials: [] }
    const office = officeWords(parties.office, blank)
    const party = parties.agency === null ? office : agencyWords(parties.agency, office, blank)
    return {
      government: party.government ?? '',
      name: parties.agency?.name ?? parties.office.name,
      address: parties.agency === null ? (parties.office.address ?? '') : '',
      contact: '',
      city: party.city ?? '',
    }
  }
}

const NONE = { government: null, name: null, address: null, contact: null, city: null, emblem: null }
