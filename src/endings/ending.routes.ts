import type { FastifyInstance } from 'fastify'
import { findVisibleAgreement } from '../agreements/index.ts'
import type { Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { idIn, staffName } from '../offices/index.ts'
import type { PaperMaker } from '../papers/index.ts'
import type { Gate } from '../verification/index.ts'
import { GROUND_NAMES, GROUNDS, isGround, isPossible } from './domain.ts'
import { listDrills } from './drill.store.ts'
import { runDrill } from './drill.ts'
import { endAgreement } from './end-agreement.ts'
import { findReach, isTermOverNoted, listEndings } from './ending.store.ts'
import { writeLetter } from './write-letter.ts'

type OfCode = { Params: { code: string } }

const READ = { config: { access: { permission: 'agreement.read' } } } as const
const CHANGE = {
  config: { access: { permission: 'office.agreements.change', reauthenticated: true } },
} as const
const WRITE = { config: { access: { permission: 'office.agreements.change' } } } as const
const READ_DRILLS = { config: { access: { permission: 'office.agreements.read' } } } as const
const DRILL = { config: { access: { permission: 'drills.run', reauthenticated: true } } } as const

/** How agreements end, and the drill that measures how fast. */
export function registerEndingRoutes(
  app: FastifyInstance,
  { pool, gate, paperMaker }: { pool: Pool; gate: Gate; paperMaker: PaperMaker },
): void {
  app.get<OfCode>('/api/portal/agreements/:code/endings', READ, async (request, reply) => {
    const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
    if (agreement === undefined) return sendNotFound(reply)
    const [endings, reach, isNoted] = await Promise.all([
      listEndings(pool, agreement.id),
      findReach(pool, agreement.id),
      isTermOverNoted(pool, agreement.id),
    ])
    const state = { ...agreement, isTermOverNoted: isNoted }
    return {
      endings,
      reach,
      possible: GROUND_NAMES.filter((ground) => isPossible(ground, state)).map((ground) => ({
        ground,
        act: GROUNDS[ground].act,
        letter: GROUNDS[ground].letter,
        clause: GROUNDS[ground].clause,
      })),
    }
  })

  app.post<OfCode>('/api/portal/office/agreements/:code/endings', CHANGE, async (request, reply) => {
    const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
    if (agreement === undefined) return sendNotFound(reply)
    const body = readFields(request.body)
    const ground = body.text('ground')
    if (!isGround(ground)) return sendInvalid(reply, [{ field: 'ground', message: 'Pilih dasarnya.' }])
    const ended = await endAgreement(pool, paperMaker, {
      code: agreement.code,
      ground,
      reason: body.text('reason'),
      clause: body.text('clause').slice(0, 200),
      withLetter: body.truth('withLetter') ?? true,
      by: staffName(request.signedIn),
    })
    if (ended.kind === 'refused') return sendInvalid(reply, ended.faults)
    return reply.code(201).send({ id: ended.endingId, paperId: ended.paperId })
  })

  app.post<{ Params: { code: string; id: string } }>(
    '/api/portal/office/agreements/:code/endings/:id/letter',
    WRITE,
    async (request, reply) => {
      const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
      if (agreement === undefined) return sendNotFound(reply)
      const written = await writeLetter(pool, paperMaker, {
        code: agreement.code,
        endingId: idIn(readFields(request.params), 'id') ?? 0,
        clause: readFields(request.body).text('clause').slice(0, 200),
        by: staffName(request.signedIn),
      })
      if (written.kind === 'refused') return sendInvalid(reply, written.faults)
      return reply.code(201).send({ id: written.endingId, paperId: written.paperId })
    },
  )

  app.get('/api/portal/office/drills', READ_DRILLS, ({ signedIn }) => listDrills(pool, signedIn.officeId))

  app.post('/api/portal/office/drills', DRILL, async (request, reply) => {
    const body = readFields(request.body)
    const agreement = await findVisibleAgreement(pool, request.signedIn, body.text('agreement'))
    if (agreement === undefined) {
      return sendInvalid(reply, [{ field: 'agreement', message: 'Pilih perjanjiannya.' }])
    }
    const by = staffName(request.signedIn)
    const done = await runDrill({ pool, gate }, { code: agreement.code, reason: body.text('reason'), by })
    if (done.kind === 'refused') return sendInvalid(reply, done.faults)
    return reply.code(201).send({ id: done.id })
  })
}
