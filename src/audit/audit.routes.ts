import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { readInstant, type TimeZone } from '../kernel/clock.ts'
import { inTx, type Pool } from '../kernel/database.ts'
import { type Fields, readFields } from '../kernel/fields.ts'
import { type FieldFault, sendInvalid, sendNotFound, sendUnavailable } from '../kernel/problem.ts'
import type { NikHasher } from '../kernel/secrets.ts'
import { holdsNik, parseNik, reasonFault } from '../registry/index.ts'
import { compareExtract, MAX_EXTRACT_BYTES } from './compare-extract.ts'
import { findEntry, listEntries } from './entry.store.ts'
import type { EntryFilter } from './entry-filter.ts'
import { openExtract } from './extract.ts'
import { createLogCheck } from './log-check.ts'
import { searchOfficeAccesses } from './search-accesses.ts'

const PAGE = { usual: 50, most: 200 }
const MAX_ACCESSES = 200
/** A rare filter over many months may find nothing for long; whoever asked narrows the time instead. */
const PATIENCE_MS = 5_000
const QUERY_CANCELED = '57014'

/** The audit log in the portal. Reading it changes nothing; searching a NIK and extracting leave an entry. */
export function registerAuditRoutes(
  app: FastifyInstance,
  { pool, nikHasher }: { pool: Pool; nikHasher: NikHasher },
): void {
  const check = createLogCheck(pool)

  app.get(
    '/api/portal/audit',
    { config: { access: { permission: 'audit.read' } } },
    async (request, reply) => {
      const fields = readFields(request.query)
      const read = readFilter(fields, request.signedIn)
      if (read.kind === 'faulty') return sendInvalid(reply, read.faults)
      const limit = Math.min(Math.max(fields.integer('limit') ?? PAGE.usual, 1), PAGE.most)
      const page = { before: fields.integer('before') ?? null, limit }
      try {
        return await inTx(pool, async (tx) => {
          await tx.query(`set local statement_timeout = ${PATIENCE_MS}`)
          return listEntries(tx, read.filter, page)
        })
      } catch (error) {
        if (!(error instanceof pg.DatabaseError) || error.code !== QUERY_CANCELED) throw error
        return sendUnavailable(reply, 'busy', 'Pencarian terlalu lama. Persempit rentang waktunya.')
      }
    },
  )

  app.get<{ Params: { seq: string } }>(
    '/api/portal/audit/:seq',
    { config: { access: { permission: 'audit.read' } } },
    async (request, reply) => {
      const seq = readFields(request.params).integer('seq')
      const { officeId } = request.signedIn
      const entry = seq === undefined ? undefined : await findEntry(pool, { officeId, seq })
      return entry ?? sendNotFound(reply)
    },
  )

  app.post(
    '/api/portal/audit/check',
    { config: { access: { permission: 'audit.read' } } },
    async (request) => {
      const { username, officeId, address } = request.signedIn
      const report = await check({ by: `staff:${username}`, officeId, address })
      return { ...report, lastSeq: Number(report.lastSeq) }
    },
  )

  app.post(
    '/api/portal/audit/nik-search',
    { config: { access: { permission: 'audit.search-nik' } } },
    async (request, reply) => {
      const { username, officeId, address } = request.signedIn
      const fields = readFields(request.body)
      const reason = fields.text('reason')
      const nik = parseNik(fields.text('nik').replace(/[\s.]/g, ''))
      const badReason = reasonFault(reason)
      const faults: FieldFault[] = []
      if (!nik.ok) faults.push({ field: 'nik', message: nik.message })
      if (badReason !== undefined) faults.push({ field: 'reason', message: badReason })
      if (!nik.ok || faults.length > 0) return sendInvalid(reply, faults)
      const items = await searchOfficeAccesses(pool, {
        nikHash: nikHasher.hash(nik.nik.reveal()),
        limit: MAX_ACCESSES,
        reason,
        by: `staff:${username}`,
        officeId,
        address,
      })
      return { items }
    },
  )

  // The file comes as it is, and is read as it comes: nothing of it is kept.
  app.addContentTypeParser('application/x-ndjson', (_request, payload, done) => done(null, payload))

  app.post(
    '/api/portal/audit/extract-check',
    { config: { access: { permission: 'audit.extract' } } },
    async (request, reply) => {
      const { body, signedIn } = request
      if (!(body instanceof Readable)) {
        return sendInvalid(reply, [{ field: 'file', message: 'Kirim berkas cuplikan (.ndjson).' }])
      }
      const { officeId, username, address } = signedIn
      const report = await compareExtract(pool, body, { officeId, by: `staff:${username}`, address })
      if (report !== 'too-large') return report
      // What is left of the file is not read: the connection ends with the answer.
      return sendInvalid(reply.header('connection', 'close'), [
        {
          field: 'file',
          message: `Berkas lebih dari ${MAX_EXTRACT_BYTES / 2 ** 20} MB; gunakan gapura audit check-extract.`,
        },
      ])
    },
  )

  app.get(
    '/api/portal/audit/extract',
    { config: { access: { permission: 'audit.extract' } } },
    async (request, reply) => {
      const read = readFilter(readFields(request.query), request.signedIn)
      if (read.kind === 'faulty') return sendInvalid(reply, read.faults)
      const { fileName, lines } = await openExtract(pool, {
        filter: read.filter,
        by: `staff:${request.signedIn.username}`,
        address: request.signedIn.address,
      })
      return reply
        .header('content-type', 'application/x-ndjson; charset=utf-8')
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .send(Readable.from(lines))
    },
  )
}

function readFilter(
  fields: Fields,
  signedIn: { officeId: number; timeZone: TimeZone },
): { kind: 'read'; filter: EntryFilter } | { kind: 'faulty'; faults: FieldFault[] } {
  const faults: FieldFault[] = []
  const filter: EntryFilter = { officeId: signedIn.officeId }
  for (const name of ['event', 'outcome', 'agency', 'userId'] as const) {
    const text = fields.text(name)
    if (text.length > 100) faults.push({ field: name, message: 'Terlalu panjang.' })
    if (holdsNik(text)) faults.push({ field: name, message: 'Memuat NIK; cari NIK lewat Cari akses NIK.' })
    if (text !== '') filter[name] = text
  }
  for (const [name, bareDay] of [
    ['from', 'start'],
    ['until', 'end'],
  ] as const) {
    const text = fields.text(name)
    if (text === '') continue
    const instant = readInstant(text, signedIn.timeZone, bareDay)
    if (instant === undefined)
      faults.push({ field: name, message: 'Harus tanggal TTTT-BB-HH atau waktu ISO.' })
    else filter[name] = instant
  }
  return faults.length > 0 ? { kind: 'faulty', faults } : { kind: 'read', filter }
}
