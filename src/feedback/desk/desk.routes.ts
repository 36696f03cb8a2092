import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findVisibleAgreement } from '../../agreements/index.ts'
import { inTx, type Pool } from '../../kernel/database.ts'
import { readFields } from '../../kernel/fields.ts'
import { sendInvalid } from '../../kernel/problem.ts'
import type { NikHasher } from '../../kernel/secrets.ts'
import { mayDo, type SignedIn } from '../../offices/index.ts'
import { listFeedbackTokens } from '../token.ts'
import { listDeliveries } from './delivery-list.store.ts'
import { listOwed, type OwedAgreement } from './owed.ts'
import { sendRecord } from './send-record.ts'

const PAGE = { usual: 20, most: 100 }

const READ = { config: { access: { permission: 'feedback.read' } } } as const
const FORM = { config: { access: { permission: 'feedback.form' } } } as const

type Options = { pool: Pool; nikHasher: NikHasher }

/** What an agency owes, what it sent, and the form for one person (FB-70 to FB-75). */
export function registerFeedbackDeskRoutes(app: FastifyInstance, { pool, nikHasher }: Options): void {
  app.get('/api/portal/feedback', READ, async (request, reply) => {
    const { officeId, agencyId } = request.signedIn
    const query = readFields(request.query)
    const code = query.text('agreement')
    const agreement = code === '' ? null : await findVisibleAgreement(pool, request.signedIn, code)
    if (agreement === undefined) return sendInvalid(reply, [NO_AGREEMENT])
    const limit = Math.min(Math.max(query.integer('limit') ?? PAGE.usual, 1), PAGE.most)
    return listDeliveries(
      pool,
      { officeId, agencyId, agreementId: agreement?.id ?? null },
      { before: query.integer('before') ?? null, limit },
    )
  })

  app.get('/api/portal/feedback/owed', READ, async ({ signedIn }) => {
    const { officeId, agencyId, role } = signedIn
    if (agencyId === null) return { agreements: [], tokens: [] }
    const owed = await owedBy(signedIn)
    const tokens = mayDo(role, 'agency.credentials.read')
      ? await listFeedbackTokens(pool, { officeId, agencyId })
      : []
    return { agreements: owed.map(withoutId), tokens }
  })

  app.get('/api/portal/feedback/form', FORM, async ({ signedIn }) => ({
    agreements: (await owedBy(signedIn)).filter(({ ways }) => ways.includes('form')).map(withoutId),
  }))

  app.post('/api/portal/feedback/records', FORM, async (request, reply) => {
    const fields = readFields(request.body)
    const code = fields.text('agreement')
    const agreement = (await owedBy(request.signedIn)).find((one) => one.code === code)
    if (agreement === undefined) return sendInvalid(reply, [NO_AGREEMENT])
    if (!agreement.ways.includes('form')) return sendInvalid(reply, [NOT_BY_FORM])
    const answer = await sendRecord(pool, nikHasher, {
      officeId: request.signedIn.officeId,
      agreementId: agreement.id,
      version: fields.integer('version') ?? 0,
      nik: fields.text('nik'),
      values: fields.textsByKey('values'),
      today: await dayOf(request.signedIn),
      by: `staff:${request.signedIn.username}`,
      credentialId: ownCredentialOf(request.signedIn),
    })
    if (answer.kind === 'redefined') return sendRedefined(request, reply)
    if (answer.kind === 'refused') return sendInvalid(reply, answer.faults)
    return reply.code(answer.kind === 'known' ? 200 : 201).send({
      result: answer.kind,
      isFlagged: answer.kind === 'stored' && answer.isFlagged,
    })
  })

  function owedBy(who: SignedIn): Promise<OwedAgreement[]> {
    const { officeId, agencyId } = who
    if (agencyId === null) return Promise.resolve([])
    return inTx(pool, (tx) => listOwed(tx, { officeId, agencyId, credentialId: ownCredentialOf(who) }))
  }

  async function dayOf({ timeZone }: SignedIn): Promise<string> {
    const { rows } = await pool.query<{ day: string }>(
      'select (clock_timestamp() at time zone $1)::date::text as day',
      [timeZone],
    )
    if (rows[0] === undefined) throw new Error('the database has no clock')
    return rows[0].day
  }
}

/**
 * The User ID whose look-ups somebody may write about (FB-74); null: the agency's whole, for who reads what it
 * sent. An operator who has no User ID has looked nobody up: none is numbered 0.
 */
const ownCredentialOf = ({ role, credentialId }: SignedIn): number | null =>
  mayDo(role, 'feedback.read') ? null : (credentialId ?? 0)

const withoutId = ({ id: _, ...agreement }: OwedAgreement) => agreement

const NO_AGREEMENT = { field: 'agreement', message: 'Pilih perjanjiannya.' }

const NOT_BY_FORM = {
  field: 'agreement',
  code: 'FB-70',
  message: 'Perjanjian ini tidak memuat pengisian data balikan lewat formulir, atau sudah dicabut.',
}

function sendRedefined({ requestId }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = 'Isian data balikan perjanjian ini baru saja berubah. Periksa lagi, lalu kirim ulang.'
  return reply.code(409).send({ code: 'redefined', message, requestId })
}
