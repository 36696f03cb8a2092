import type { FastifyInstance, FastifyReply } from 'fastify'
import { findAgencyCard } from '../agencies/index.ts'
import { findVisibleAgreement } from '../agreements/index.ts'
import type { Pool } from '../kernel/database.ts'
import { type Fields, readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import { idIn, staffName } from '../offices/index.ts'
import type { PaperMaker } from '../papers/index.ts'
import { isMeetingKind } from './domain.ts'
import { cancelMeeting, closeFollowUp, holdMeeting, type MeetingResult, planMeeting } from './hold-meeting.ts'
import { findMeeting, listMeetings, type Minutes } from './meeting.store.ts'

type OfId = { Params: { id: string } }

const READ = { config: { access: { permission: 'meetings.read' } } } as const
const MANAGE = { config: { access: { permission: 'meetings.manage' } } } as const

/** Technical meetings and guidance: invitation, attendance, minutes, follow-ups. */
export function registerMeetingRoutes(
  app: FastifyInstance,
  { pool, paperMaker }: { pool: Pool; paperMaker: PaperMaker },
): void {
  app.get('/api/portal/meetings', READ, ({ signedIn }) => listMeetings(pool, signedIn))

  app.get<OfId>('/api/portal/meetings/:id', READ, async ({ signedIn, params }, reply) => {
    const id = idIn(readFields(params), 'id')
    const meeting = id === undefined ? undefined : await findMeeting(pool, signedIn, id)
    return meeting ?? sendNotFound(reply)
  })

  app.post('/api/portal/office/meetings', MANAGE, async ({ signedIn, body }, reply) => {
    const fields = readFields(body)
    const kind = fields.text('kind')
    if (!isMeetingKind(kind)) return sendInvalid(reply, [{ field: 'kind', message: 'Pilih jenisnya.' }])
    const code = fields.text('agreement')
    const agreement = code === '' ? undefined : await findVisibleAgreement(pool, signedIn, code)
    if (code !== '' && agreement === undefined) {
      return sendInvalid(reply, [{ field: 'agreement', message: 'Perjanjian ini tidak ada.' }])
    }
    const agencyId = agreement?.agencyId ?? idIn(fields, 'agencyId') ?? null
    const { officeId } = signedIn
    if (agencyId !== null && (await findAgencyCard(pool, { officeId, agencyId })) === undefined) {
      return sendInvalid(reply, [{ field: 'agencyId', message: 'Instansi ini tidak ada.' }])
    }
    const planned = await planMeeting(pool, paperMaker, {
      officeId,
      agencyId,
      agreementId: agreement?.id ?? null,
      kind,
      agenda: fields.text('agenda'),
      startsAt: fields.text('startsAt'),
      place: fields.text('place'),
      note: fields.text('note') || null,
      by: staffName(signedIn),
    })
    return answer(reply, planned)
  })

  app.post<OfId>(
    '/api/portal/office/meetings/:id/minutes',
    MANAGE,
    async ({ signedIn, params, body }, reply) => {
      const id = idIn(readFields(params), 'id')
      if (id === undefined) return sendNotFound(reply)
      const of = { officeId: signedIn.officeId, id, by: staffName(signedIn) }
      return answer(reply, await holdMeeting(pool, paperMaker, of, readMinutes(readFields(body))))
    },
  )

  app.post<OfId>(
    '/api/portal/office/meetings/:id/cancellation',
    MANAGE,
    async ({ signedIn, params, body }, reply) => {
      const id = idIn(readFields(params), 'id')
      if (id === undefined) return sendNotFound(reply)
      const reason = readFields(body).text('reason')
      return answer(
        reply,
        await cancelMeeting(pool, { officeId: signedIn.officeId, id, by: staffName(signedIn), reason }),
      )
    },
  )

  app.post<{ Params: { id: string; followUp: string } }>(
    '/api/portal/office/meetings/:id/follow-ups/:followUp/done',
    MANAGE,
    async ({ signedIn, params }, reply) => {
      const fields = readFields(params)
      const [meetingId, id] = [idIn(fields, 'id'), idIn(fields, 'followUp')]
      if (meetingId === undefined || id === undefined) return sendNotFound(reply)
      const of = { officeId: signedIn.officeId, meetingId, id, by: staffName(signedIn) }
      return answer(reply, await closeFollowUp(pool, of))
    },
  )
}

function readMinutes(fields: Fields): Minutes {
  return {
    chair: fields.text('chair'),
    recorder: fields.text('recorder'),
    closing: fields.text('closing') || null,
    attendees: (fields.items('attendees') ?? []).map((item) => ({
      name: item.text('name'),
      position: item.text('position'),
      attended: item.truth('attended') ?? true,
    })),
    topics: (fields.items('topics') ?? []).map((item) => ({
      topic: item.text('topic'),
      result: item.text('result'),
    })),
    followUps: (fields.items('followUps') ?? []).map((item) => ({
      what: item.text('what'),
      who: item.text('who'),
      due: item.text('due') || null,
    })),
  }
}

function answer(reply: FastifyReply, result: MeetingResult) {
  if (result.kind === 'refused') return sendInvalid(reply, result.faults)
  return reply.code(201).send({ id: result.id, paperId: result.paperId })
}
