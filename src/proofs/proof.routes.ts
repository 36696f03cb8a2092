import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type AgreementInForce, findVisibleAgreement } from '../agreements/index.ts'
import { listCredentials } from '../credentials/index.ts'
import type { FourEyes } from '../kernel/config.ts'
import type { Pool } from '../kernel/database.ts'
import { type Fields, readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import type { NikHasher } from '../kernel/secrets.ts'
import type { Permission, SignedIn } from '../offices/index.ts'
import type { PaperMaker } from '../papers/index.ts'
import { decideProof, examineProof } from './decide-proof.ts'
import { findProof, listExaminers, listProofs } from './proof.store.ts'
import { liveProof, toProofView } from './proof-view.ts'
import type { ProofResult } from './record-proof.ts'
import { requestProof, withdrawProof } from './request-proof.ts'
import { setScenario, startRun, tickRule } from './run-proof.ts'
import { EXAMINER_ROLES, scheduleProof } from './schedule-proof.ts'

export type ProofTools = {
  pool: Pool
  nikHasher: NikHasher
  paperMaker: PaperMaker
  fourEyes: FourEyes
  /** Where people and programs reach the server; null: nobody said. */
  publicUrl: string | null
  /** Whether programs can reach it by HTTPS. */
  offersHttps: boolean
}

type OfCode = { Params: { code: string } }
type OfProof = { Params: { code: string; id: string } }

type Asked = { agreement: AgreementInForce; id: number; fields: Fields; who: SignedIn }

/** Proofs of concept of one agreement, for its office and its agency alike. */
export function registerProofRoutes(app: FastifyInstance, tools: ProofTools): void {
  const { pool, paperMaker } = tools
  const watching = { nikHasher: tools.nikHasher, isEncryptionOffered: tools.offersHttps }

  app.get<OfCode>(
    '/api/portal/agreements/:code/proofs',
    { config: { access: { permission: 'agreement.read' } } },
    async (request, reply) => {
      const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
      if (agreement === undefined) return sendNotFound(reply)
      const { signedIn: who } = request
      const [proofs, credentials, examiners] = await Promise.all([
        listProofs(pool, agreement.id),
        listCredentials(pool, agreement.code),
        // Whom the office has is the office's business.
        who.agencyId === null ? listExaminers(pool, agreement.officeId, EXAMINER_ROLES) : [],
      ])
      return {
        isOnWire: agreement.methods.includes('web-service'),
        isRequired: agreement.isProofOfConceptRequired,
        isMissing: agreement.isProofOfConceptMissing,
        proofs: proofs.map(toProofView),
        userIds: credentials
          .filter(
            ({ kind, state, staffId }) => kind === 'development' && state === 'active' && staffId === null,
          )
          .map(({ userId }) => userId),
        examiners: examiners.map(({ staffId, fullName }) => ({ staffId, fullName })),
      }
    },
  )

  app.get<OfProof>(
    '/api/portal/agreements/:code/proofs/:id',
    { config: { access: { permission: 'agreement.read' } } },
    async (request, reply) => {
      const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
      const id = readFields(request.params).integer('id')
      if (agreement === undefined || id === undefined) return sendNotFound(reply)
      const proof = await findProof(pool, { agreementId: agreement.id, id })
      if (proof === undefined) return sendNotFound(reply)
      const { signedIn: who } = request
      const isExaminer = proof.examiners.some(({ staffId }) => staffId === who.staffId)
      const live = await liveProof(pool, agreement, proof, { ...watching, publicUrl: tools.publicUrl })
      return { ...live, isExaminer: isExaminer && who.agencyId === null }
    },
  )

  app.post<OfCode>(
    '/api/portal/agreements/:code/proofs',
    { config: { access: { permission: 'proofs.request' } } },
    async (request, reply) => {
      const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
      if (agreement === undefined) return sendNotFound(reply)
      const fields = readFields(request.body)
      const asked = {
        application: fields.text('application'),
        version: fields.text('version'),
        description: fields.text('description'),
        letterNumber: fields.text('letterNumber'),
      }
      const result = await requestProof(pool, paperMaker, agreement, asked, request.signedIn)
      if (result.kind !== 'done') return answer(reply, result)
      return reply.code(201).send({ id: result.id })
    },
  )

  const act = (
    name: string,
    permission: Permission,
    isReauthenticated: boolean,
    run: (asked: Asked) => Promise<ProofResult>,
  ) =>
    app.post<OfProof>(
      `/api/portal/agreements/:code/proofs/:id/${name}`,
      { config: { access: { permission, ...(isReauthenticated ? { reauthenticated: true } : {}) } } },
      async (request: FastifyRequest<OfProof>, reply) => {
        const agreement = await findVisibleAgreement(pool, request.signedIn, request.params.code)
        const id = readFields(request.params).integer('id')
        if (agreement === undefined || id === undefined) return sendNotFound(reply)
        return answer(
          reply,
          await run({ agreement, id, fields: readFields(request.body), who: request.signedIn }),
        )
      },
    )

  act('withdrawal', 'proofs.request', false, ({ agreement, id, fields, who }) =>
    withdrawProof(pool, agreement, { id, reason: fields.text('reason') }, who),
  )
  act('schedule', 'proofs.schedule', false, ({ agreement, id, fields, who }) => {
    const examiners = (fields.texts('examiners') ?? []).map(Number)
    const schedule = {
      id,
      on: fields.text('on'),
      from: fields.text('from'),
      place: fields.text('place'),
      examiners,
    }
    return scheduleProof(pool, paperMaker, agreement, schedule, who)
  })
  act('runs', 'proofs.examine', false, ({ agreement, id, fields, who }) =>
    startRun(
      pool,
      agreement,
      { id, userId: fields.text('userId'), minutes: fields.integer('minutes') ?? 0 },
      who,
    ),
  )
  act('scenario', 'proofs.examine', false, ({ agreement, id, fields, who }) =>
    setScenario(pool, agreement, { id, scenario: fields.text('scenario') }, who),
  )
  act('ticks', 'proofs.examine', false, ({ agreement, id, fields, who }) => {
    const tick = {
      id,
      rule: fields.text('rule'),
      isMet: fields.truth('isMet') === true,
      note: fields.text('note'),
    }
    return tickRule(pool, agreement, tick, who)
  })
  act('examination', 'proofs.examine', false, ({ agreement, id, fields, who }) =>
    examineProof(pool, watching, agreement, { id, note: fields.text('note') }, who),
  )
  act('result', 'proofs.decide', true, ({ agreement, id, fields, who }) => {
    const asked = { id, isPassed: fields.truth('isPassed') === true, note: fields.text('note') }
    return decideProof(pool, { ...watching, paperMaker, fourEyes: tools.fourEyes }, agreement, asked, who)
  })
}

function answer(reply: FastifyReply, result: ProofResult): FastifyReply {
  if (result.kind === 'not-found') return sendNotFound(reply)
  return result.kind === 'refused' ? sendInvalid(reply, result.faults) : reply.code(204).send()
}
