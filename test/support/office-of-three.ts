import assert from 'node:assert/strict'
import { openLog } from '../../src/kernel/log.ts'
import type { Role } from '../../src/offices/index.ts'
import { setUpInstallation } from './installation.ts'
import { openStaffedPortal, type PortalClient } from './staffed-portal.ts'
import { enterAgencies } from './two-agencies.ts'

const PEOPLE = [
  { person: 'administrator', role: 'office-administrator' },
  { person: 'officer', role: 'agreement-officer' },
  { person: 'central', role: 'central-approver' },
  { person: 'auditor', role: 'auditor' },
  { person: 'evaluator', role: 'evaluator' },
] as const satisfies { person: string; role: Role }[]

export type Person = (typeof PEOPLE)[number]['person']

/** The fields of a refusal, else its code. */
export type Refusal = { code: string; message: string; fields?: { field: string; message: string }[] }

/** An office in which granting takes two people, with everyone signed in, and agencies of its own and another's. */
export async function openOfficeOfThree() {
  const installation = await setUpInstallation({ people: 5 })
  const agencies = await enterAgencies(installation.pool)
  const { officeId } = agencies.health
  const portal = await openStaffedPortal(installation, openLog('silent'), 'required')
  const clients = new Map<Person, PortalClient>()
  for (const { person, role } of PEOPLE) {
    clients.set(person, await portal.signIn({ role, username: `orang.${person}`, officeId }))
  }
  const as = (person: Person) => {
    const client = clients.get(person)
    assert.ok(client !== undefined, person)
    return client
  }
  const query = async (sql: string, values: unknown[] = []) =>
    (await installation.pool.query(sql, values)).rows
  return {
    portal,
    agencies,
    as,
    query,
    pool: installation.pool,
    /** Makes a proposal and answers its number. */
    propose: async (person: Person, path: string, body: object = {}, method: 'POST' | 'PUT' = 'POST') => {
      const reply = await as(person).send<{ proposal: number }>(method, path, { reason: 'surat 12', ...body })
      assert.equal(reply.status, 202, reply.text)
      return reply.body.proposal
    },
    answer: (person: Person, id: number, how: string, reason = 'sudah diperiksa') =>
      as(person).send<Refusal>('POST', `/office/approvals/${id}/${how}`, { reason }),
    /** What the log says happened, oldest first, beginning behind an entry. */
    eventsSince: async (seq: number): Promise<{ event: string; detail: Record<string, unknown> }[]> =>
      (await query('select event, detail from audit_entry where seq > $1 order by seq', [seq])).map(
        ({ event, detail }) => ({ event, detail: JSON.parse(detail) }),
      ),
    lastSeq: async (): Promise<number> => Number((await query('select seq from audit_head'))[0].seq),
    close: async () => {
      await portal.close()
      await installation.close()
    },
  }
}

export type OfficeOfThree = Awaited<ReturnType<typeof openOfficeOfThree>>
