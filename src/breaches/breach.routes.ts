import type { FastifyInstance, FastifyReply } from 'fastify'
import { findAgencyCard } from '../agencies/index.ts'
import { findVisibleAgreement } from '../agreements/index.ts'
import type { Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { idIn, mayDo, staffName } from '../offices/index.ts'
import type { PaperMaker } from '../papers/index.ts'
import { actOnBreach } from './act-on-breach.ts'
import { findBreach, listBreaches, listSteps } from './breach.store.ts'
import { ACTS, type Breach, type BreachAct, isBreachKind, isDecision, isPossible } from './domain.ts'
import { type BreachResult, reportBreach } from './report-breach.ts'

type OfId = { Params: { id: string } }

const READ = { config: { access: { permission: 'breaches.read' } } } as const
const REPORT = { config: { access: { permission: 'breaches.report' } } } as const
const WORK = { config: { access: { permission: 'breaches.decide' } } } as const
const DECIDE = { config: { access: { permission: 'breaches.decide', reauthenticated: true } } } as const

/** The addresses of the acts that the office does on a breach. */
const PATHS = {
  notices: 'notify',
  examination: 'examine',
  'people-told': 'tell-people',
  'authority-told': 'tell-authority',
  notes: 'note',
  decision: 'decide',
  closing: 'close',
} as const satisfies Record<string, BreachAct>

/** The register of breaches with its clock (requirement 3.14). */
export function registerBreachRoutes(
  app: FastifyInstance,
  { pool, paperMaker }: { pool: Pool; paperMaker: PaperMaker },
): void {
  app.get('/api/portal/breaches', READ, ({ signedIn }) => listBreaches(pool, signedIn))

  app.get<OfId>('/api/portal/breaches/:id', READ, async ({ signedIn, params }, reply) => {
    const id = idIn(readFields(params), 'id')
    const breach = id === undefined ? undefined : await findBreach(pool, signedIn, id)
    if (breach === undefined) return sendNotFound(reply)
    const may = mayDo(signedIn.role, 'breaches.decide') ? possibleActs(breach) : []
    return { breach, steps: await listSteps(pool, breach.id), possible: may }
  })

  app.post('/api/portal/breaches', REPORT, async ({ signedIn, body }, reply) => {
    const fields = readFields(body)
    const { officeId } = signedIn
    const code = fields.text('agreement')
    const agreement = code === '' ? undefined : await findVisibleAgreement(pool, signedIn, code)
    if (code !== '' && agreement === undefined)
      return invalid(reply, 'agreement', 'Perjanjian ini tidak ada.')
    const agencyId = signedIn.agencyId ?? agreement?.agencyId ?? idIn(fields, 'agencyId')
    if (agencyId === undefined || (await findAgencyCard(pool, { officeId, agencyId })) === undefined) {
      return invalid(reply, 'agencyId', 'Pilih instansinya.')
    }
    const kind = fields.text('kind')
    if (!isBreachKind(kind)) return invalid(reply, 'kind', 'Pilih jenis kejadiannya.')
    const reported = await reportBreach(pool, {
      officeId,
      agencyId,
      agreementId: agreement?.id ?? null,
      kind,
      description: fields.text('description'),
      discoveredAt: fields.text('discoveredAt'),
      affectedPeople: fields.integer('affectedPeople') ?? null,
      elements: fields.texts('elements') ?? [],
      by: staffName(signedIn),
    })
    return answer(reply, reported)
  })

  for (const [path, act] of Object.entries(PATHS)) {
    app.post<OfId>(
      `/api/portal/breaches/:id/${path}`,
      act === 'decide' ? DECIDE : WORK,
      async ({ signedIn, params, body }, reply) => {
        const id = idIn(readFields(params), 'id')
        if (id === undefined || (await findBreach(pool, signedIn, id)) === undefined)
          return sendNotFound(reply)
        const fields = readFields(body)
        const decision = fields.text('decision')
        const done = await actOnBreach(pool, paperMaker, {
          officeId: signedIn.officeId,
          id,
          act,
          note: fields.text('note'),
          duties: fields.text('duties'),
          toldAt: fields.text('toldAt') || null,
          affectedPeople: fields.integer('affectedPeople') ?? null,
          ...(act === 'decide' && isDecision(decision) ? { decision } : {}),
          by: staffName(signedIn),
        })
        return answer(reply, done)
      },
    )
  }
}

const isAct = (name: string): name is BreachAct => Object.hasOwn(ACTS, name)

const possibleActs = (breach: Breach): BreachAct[] =>
  Object.keys(ACTS)
    .filter(isAct)
    .filter((act) => isPossible(act, breach))

const invalid = (reply: FastifyReply, field: string, message: string) =>
  sendInvalid(reply, [{ field, message }])

function answer(reply: FastifyReply, result: BreachResult) {
  if (result.kind === 'refused') return sendInvalid(reply, result.faults)
  return reply.code(201).send({ id: result.id, paperId: result.paperId })
}
