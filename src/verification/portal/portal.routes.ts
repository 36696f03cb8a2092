import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { NotAnswered } from '../../kernel/batcher.ts'
import type { Pool } from '../../kernel/database.ts'
import { type Fields, readFields } from '../../kernel/fields.ts'
import type { Log } from '../../kernel/log.ts'
import { type FieldFault, sendInvalid, sendNotFound, sendUnavailable } from '../../kernel/problem.ts'
import { OFFICE_SETTINGS } from '../../offices/index.ts'
import { type Element, inCatalogueOrder, isElement } from '../../registry/index.ts'
import type { Operation } from '../domain.ts'
import type { Gate } from '../gate.ts'
import { isMatchable } from '../matching/index.ts'
import { askGate } from './ask-gate.ts'
import { readCaseNote } from './case-note.ts'
import { listOwnCalls } from './history.store.ts'
import { findOperatorAgreement, purposesOf } from './operator.store.ts'
import { recordPrinting } from './record-printing.ts'
import { describeForm } from './verification-form.ts'

type Options = { gate: Gate; pool: Pool; log: Log }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const MAX_NIK = 64
const MAX_CLAIM = 200
const PAGE = { usual: 50, most: 200 }

/** Questions of an operator at the screen, and what they asked before. Nothing here is ever cached. */
export function registerPortalVerificationRoutes(app: FastifyInstance, options: Options): void {
  const { pool } = options

  app.post(
    '/api/portal/verifications',
    { config: { access: { permission: 'verification.ask' } } },
    (request, reply) => answerQuestion(request, reply, options, 'biodata'),
  )

  app.post(
    '/api/portal/matches',
    { config: { access: { permission: 'verification.ask' } } },
    (request, reply) => answerQuestion(request, reply, options, 'match'),
  )

  app.post<{ Params: { requestId: string } }>(
    '/api/portal/verifications/:requestId/printing',
    { config: { access: { permission: 'verification.ask' } } },
    async (request, reply) => {
      const { credentialId, address } = request.signedIn
      const { requestId } = request.params
      if (credentialId === null || !UUID.test(requestId)) return sendNotFound(reply)
      const operator = request.signedIn
      const recorded = await recordPrinting(pool, { requestId, credentialId, operator, address })
      if (recorded === 'recorded') return reply.code(204).send()
      if (recorded === 'unknown') return sendNotFound(reply)
      return reply.code(403).send({
        code: 'print-not-allowed',
        message: 'Mencetak jawaban tidak diizinkan oleh perjanjian.',
        requestId: request.requestId,
      })
    },
  )

  app.get(
    '/api/portal/verification-form',
    { config: { access: { permission: 'verification.ask' } } },
    async (request, reply) => {
      const { credentialId } = request.signedIn
      const form =
        credentialId === null ? undefined : await describeForm(pool, request.signedIn, credentialId)
      return form === undefined ? sendNoUserId(reply) : form
    },
  )

  app.get(
    '/api/portal/history',
    { config: { access: { permission: 'verification.history.own' } } },
    async (request) => {
      const { credentialId } = request.signedIn
      if (credentialId === null) return { items: [], next: null }
      const query = readFields(request.query)
      const limit = Math.min(Math.max(query.integer('limit') ?? PAGE.usual, 1), PAGE.most)
      return listOwnCalls(pool, credentialId, { before: query.integer('before') ?? null, limit })
    },
  )
}

async function answerQuestion(
  request: FastifyRequest,
  reply: FastifyReply,
  { gate, pool, log }: Options,
  operation: Operation,
) {
  const { signedIn } = request
  const { credentialId, secretVersion } = signedIn
  if (credentialId === null || secretVersion === null) return sendNoUserId(reply)
  const agreement = await findOperatorAgreement(pool, credentialId)
  if (agreement === undefined) return sendNotFound(reply)
  const fields = readFields(request.body)
  const read = readCaseNote(
    { purpose: fields.text('purpose'), caseNumber: fields.text('caseNumber') },
    purposesOf(agreement),
  )
  const nik = fields.text('nik').replace(/[\s.]/g, '')
  const claims = operation === 'match' ? claimsOf(fields) : NO_CLAIMS
  const faults = [
    ...nikFaults(nik),
    ...(read.kind === 'faulty' ? read.faults : []),
    ...(operation === 'match' ? claimFaults(fields, claims) : []),
  ]
  if (read.kind === 'faulty' || faults.length > 0) return sendInvalid(reply, faults)
  const question = {
    requestId: request.requestId,
    operator: signedIn,
    credentialId,
    secretVersion,
    address: signedIn.address,
    note: read.note,
    nik,
    operation,
    claims,
    threshold: thresholdTextOf(fields),
    clearAfterSeconds: agreement.clearAfterSeconds ?? OFFICE_SETTINGS.clearAfterSeconds.usual,
  }
  try {
    const result = await askGate({ gate, pool }, question)
    if (result.kind === 'answered') return result.answer
    return sendUnavailable(reply, 'busy', 'User ID baru saja diubah. Ulangi permintaan.')
  } catch (error) {
    if (!(error instanceof NotAnswered)) throw error
    if (error.reason !== 'failed') return sendUnavailable(reply, 'busy', BUSY)
    log.error({ requestId: request.requestId }, 'a question of the portal was not answered')
    return sendUnavailable(reply, 'registry-unavailable', UNAVAILABLE)
  }
}

const BUSY = 'Layanan sedang sibuk. Kuota tidak terpotong. Coba lagi beberapa saat.'

const UNAVAILABLE =
  'Basis data sedang tidak dapat dihubungi. Ini bukan berarti data tidak ada. Kuota tidak terpotong. Coba lagi beberapa saat.'

function sendNoUserId(reply: FastifyReply): FastifyReply {
  return reply.code(403).send({
    code: 'forbidden',
    message: 'Akun ini belum memiliki User ID portal. Hubungi admin instansi.',
    requestId: reply.request.requestId,
  })
}

const NO_CLAIMS: ReadonlyMap<Element, string> = new Map()

/** What was typed for elements that can be compared, in catalogue order; blanks are no claims. */
function claimsOf(fields: Fields): ReadonlyMap<Element, string> {
  const typed = fields.textsByKey('claims')
  const elements = inCatalogueOrder([...typed.keys()].filter(isElement)).filter(isMatchable)
  return new Map(
    elements
      .map((element) => [element, typed.get(element)?.trim() ?? ''] as const)
      .filter(([, text]) => text !== ''),
  )
}

function nikFaults(nik: string): FieldFault[] {
  if (nik === '') return [{ field: 'nik', message: 'Isi NIK-nya.' }]
  return nik.length > MAX_NIK ? [{ field: 'nik', message: 'NIK harus 16 digit.' }] : []
}

function claimFaults(fields: Fields, claims: ReadonlyMap<Element, string>): FieldFault[] {
  const faults: FieldFault[] = []
  if (claims.size === 0)
    faults.push({ field: 'claims', message: 'Isi paling sedikit satu data untuk dicocokkan.' })
  for (const [element, text] of claims) {
    if (text.length > MAX_CLAIM) {
      faults.push({ field: `claims.${element}`, message: `Paling banyak ${MAX_CLAIM} huruf.` })
    }
  }
  if (fields.has('threshold') && thresholdTextOf(fields) === null) {
    faults.push({ field: 'threshold', message: 'Ambang harus bilangan bulat 0 sampai 100.' })
  }
  return faults
}

function thresholdTextOf(fields: Fields): string | null {
  const threshold = fields.integer('threshold')
  return threshold === undefined || threshold < 0 || threshold > 100 ? null : String(threshold)
}
