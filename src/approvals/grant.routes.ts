import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findAgencyCard } from '../agencies/index.ts'
import {
  type AgreementFault,
  type AgreementFile,
  findAgreement,
  readAgreementFile,
} from '../agreements/index.ts'
import { findCredential, readCredentialRequest } from '../credentials/index.ts'
import type { FourEyes } from '../kernel/config.ts'
import type { Pool } from '../kernel/database.ts'
import { readFields } from '../kernel/fields.ts'
import { sendInvalid, sendNotFound } from '../kernel/problem.ts'
import {
  actorOf,
  carriesAuthority,
  findStaffForUpdate,
  idIn,
  isKeptBy,
  isRole,
  KEEPS,
  type Permission,
  readPerson,
} from '../offices/index.ts'
import { parseDay } from '../registry/index.ts'
import { type AccountKind, actOfRequest, type GrantingAct } from './granting-act.ts'
import { doAlone, propose } from './propose.ts'

const needs = (permission: Permission) => ({ config: { access: { permission, reauthenticated: true } } })

const CREDENTIALS = needs('office.credentials.manage')
const AGREEMENTS = needs('office.agreements.change')
const CHECK = { config: { access: { permission: 'office.agreements.change' } } } as const
const AGENCIES = needs('office.agencies.suspend')
const STAFF = needs('staff.manage')

const ACCOUNT_ACTS = {
  reactivation: 'staff.reactivate',
  'password-reset': 'staff.reset-password',
  'second-factor-reset': 'staff.reset-second-factor',
} as const satisfies Record<string, AccountKind>

type ById = { Params: { id: string } }

/**
 * The acts of an office that grant authority. Each becomes a proposal, answered 202 with its number; where one
 * person is enough it is done at once.
 */
export function registerGrantRoutes(
  app: FastifyInstance,
  { pool, fourEyes }: { pool: Pool; fourEyes: FourEyes },
): void {
  const grant = async (
    request: FastifyRequest,
    reply: FastifyReply,
    act: GrantingAct,
    whom: string,
    takesTwo = true,
  ) => {
    const reason = readFields(request.body).text('reason')
    const asked = { act, whom, reason, keeper: request.signedIn, actor: actorOf(request) }
    if (takesTwo && fourEyes === 'required') {
      const proposed = await propose(pool, asked)
      if (proposed.kind === 'refused') return sendInvalid(reply, proposed.faults)
      return reply.code(202).send({ proposal: proposed.id })
    }
    const done = await doAlone(pool, asked, takesTwo)
    if (done.kind === 'refused') return sendInvalid(reply, done.faults)
    if (done.made === null) return reply.code(204).send()
    const isNew = act.kind === 'credential.issue' || act.kind === 'staff.create'
    return reply.code(isNew ? 201 : 200).send(done.made)
  }

  app.post('/api/portal/office/credentials', CREDENTIALS, async (request, reply) => {
    const agreement = await findAgreement(pool, readFields(request.body).text('agreement'))
    // Another office's agreement is as unknown as one that does not exist.
    if (agreement?.officeId !== request.signedIn.officeId) {
      return sendInvalid(reply, [{ field: 'agreement', message: 'Tidak ada perjanjian berkode ini.' }])
    }
    const read = readCredentialRequest(request.body, agreement)
    if (read.kind === 'faulty') return sendInvalid(reply, read.faults)
    const whom = `${read.request.userId} · ${agreement.agencyName}`
    return grant(request, reply, actOfRequest(read.request), whom)
  })

  app.post<{ Params: { userId: string } }>(
    '/api/portal/office/credentials/:userId/reactivation',
    CREDENTIALS,
    async (request, reply) => {
      const credential = await findCredential(pool, request.params.userId)
      if (credential?.officeId !== request.signedIn.officeId) return sendNotFound(reply)
      const { userId, agencyName } = credential
      return grant(request, reply, { kind: 'credential.reactivate', userId }, `${userId} · ${agencyName}`)
    },
  )

  app.post('/api/portal/office/agreements', AGREEMENTS, async (request, reply) => {
    const read = readSignedAgreement(request.body)
    if (read.kind === 'faulty') return sendInvalid(reply, read.faults)
    const { agreement } = read
    const whom = `${agreement.number.civilRegistry} · ${agreement.userAgency.name}`
    return grant(request, reply, { kind: 'agreement.enter', agreement }, whom)
  })

  app.post('/api/portal/office/agreements/check', CHECK, async (request) => {
    const read = readSignedAgreement(request.body)
    return { faults: read.kind === 'faulty' ? read.faults : [] }
  })

  app.post<{ Params: { code: string } }>(
    '/api/portal/office/agreements/:code/reactivation',
    AGREEMENTS,
    async (request, reply) => {
      const agreement = await findAgreement(pool, request.params.code)
      if (agreement?.officeId !== request.signedIn.officeId) return sendNotFound(reply)
      const { code, numbers, agencyName } = agreement
      const whom = `${numbers.civilRegistry} · ${agencyName}`
      return grant(request, reply, { kind: 'agreement.reactivate', code }, whom)
    },
  )

  app.post<{ Params: { code: string } }>(
    '/api/portal/office/agreements/:code/extension',
    AGREEMENTS,
    async (request, reply) => {
      const agreement = await findAgreement(pool, request.params.code)
      if (agreement?.officeId !== request.signedIn.officeId) return sendNotFound(reply)
      const until = parseDay(readFields(request.body).text('until'))
      if (until === undefined) {
        return sendInvalid(reply, [{ field: 'until', message: 'Isi hari terakhir perpanjangannya.' }])
      }
      const { code, numbers, agencyName } = agreement
      const whom = `${numbers.civilRegistry} · ${agencyName}`
      return grant(request, reply, { kind: 'agreement.extend', code, until }, whom)
    },
  )

  app.put<{ Params: { code: string } }>(
    '/api/portal/office/agreements/:code/purposes',
    AGREEMENTS,
    async (request, reply) => {
      const agreement = await findAgreement(pool, request.params.code)
      if (agreement?.officeId !== request.signedIn.officeId) return sendNotFound(reply)
      const purposes = readFields(request.body).texts('purposes')
      if (purposes === undefined) {
        return sendInvalid(reply, [{ field: 'purposes', message: 'Sebutkan daftar keperluannya.' }])
      }
      const { code, numbers, agencyName } = agreement
      const whom = `${numbers.civilRegistry} · ${agencyName}`
      return grant(request, reply, { kind: 'agreement.purposes', code, purposes }, whom)
    },
  )

  app.post<ById>('/api/portal/office/agencies/:id/reactivation', AGENCIES, async (request, reply) => {
    const { officeId } = request.signedIn
    const agencyId = idIn(readFields(request.params), 'id')
    const agency = agencyId === undefined ? undefined : await findAgencyCard(pool, { officeId, agencyId })
    if (agency === undefined) return sendNotFound(reply)
    const { officeCode, name } = agency
    return grant(request, reply, { kind: 'agency.reactivate', officeCode, name }, name)
  })

  app.post('/api/portal/office/staff', STAFF, async (request, reply) => {
    const body = readFields(request.body)
    const role = body.text('role')
    if (!isRole(role) || role === 'operator' || KEEPS[request.signedIn.role]?.includes(role) !== true) {
      return sendInvalid(reply, [
        { field: 'role', message: 'Pilih perannya; operator dibuat admin instansi.' },
      ])
    }
    const person = readPerson(body)
    const act = { kind: 'staff.create', ...person, agencyId: idIn(body, 'agencyId') ?? null, role } as const
    const { agencyId } = act
    const { officeId } = request.signedIn
    const agency = agencyId === null ? undefined : await findAgencyCard(pool, { officeId, agencyId })
    return grant(request, reply, act, nameOf(person, agency?.name), carriesAuthority(role))
  })

  for (const [path, kind] of Object.entries(ACCOUNT_ACTS)) {
    app.post<ById>(`/api/portal/office/staff/:id/${path}`, STAFF, async (request, reply) => {
      const staffId = idIn(readFields(request.params), 'id')
      const staff = staffId === undefined ? undefined : await findStaffForUpdate(pool, staffId)
      if (staff === undefined || !isKeptBy(staff, request.signedIn)) return sendNotFound(reply)
      const whom = nameOf(staff, staff.agency)
      return grant(request, reply, { kind, staffId: staff.id }, whom, carriesAuthority(staff.role))
    })
  }
}

/** A signed agreement as it was sent: the file, or every fault of it. */
function readSignedAgreement(
  body: unknown,
):
  | { kind: 'read'; agreement: AgreementFile & { code: string } }
  | { kind: 'faulty'; faults: AgreementFault[] } {
  const read = readAgreementFile(JSON.stringify(Object(body).agreement ?? null))
  const faults = read.kind === 'faulty' ? read.faults : []
  const code = read.kind === 'read' ? read.agreement.code : readFields(Object(body).agreement).text('code')
  if (!code) faults.push({ field: 'code', code: 'AG-03', message: 'Bidang ini wajib diisi.' })
  return read.kind === 'read' && code
    ? { kind: 'read', agreement: { ...read.agreement, code } }
    : { kind: 'faulty', faults }
}

/** Whose account it is, as whoever approves must know it. */
function nameOf(person: { fullName: string; username: string }, agency: string | null | undefined): string {
  const name = `${person.fullName} (${person.username})`
  return agency ? `${name} · ${agency}` : name
}
