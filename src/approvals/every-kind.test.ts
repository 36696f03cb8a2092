import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { otherAgreement } from '../../test/support/agreement.ts'
import { changeRows } from '../../test/support/change-rows.ts'
import { type OfficeOfThree, openOfficeOfThree, type Person } from '../../test/support/office-of-three.ts'
import { signSptjm } from '../../test/support/statements.ts'
import { KINDS, type Kind } from './domain.ts'

let office: OfficeOfThree
before(async () => {
  office = await openOfficeOfThree()
})
after(() => office.close())

type Row = {
  by: Person
  /** Another than `by` who may decide it. */
  second: Person
  event: string
  /** Brings about what the act is for. */
  prepare?: () => Promise<unknown>
  path: () => Promise<string>
  method?: 'PUT'
  body?: object
  /** One word of the database that only the act changes. */
  look: () => Promise<unknown>
  before: unknown
  after: unknown
}

/** Behind the end that `prepare` gives the agreement, and within what an extension may have. */
const IN_90_DAYS = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10)

const one = async (sql: string, values: unknown[] = []) =>
  Object.values((await office.query(sql, values))[0] ?? {})[0]
const staffId = (username: string) => one('select id from staff where username = $1', [username])
const healthId = async () => office.agencies.health.agencyId
const idOfNew = () => staffId('petugas.baru')

/** In an order in which each finds what it is for. */
const ROWS: Record<Kind, Row> = {
  'credential.issue': {
    by: 'administrator',
    second: 'officer',
    event: 'credential.issued',
    path: async () => '/office/credentials',
    body: { agreement: 'dinkes', kind: 'production', networks: ['10.88.0.9'], userId: 'dinkes.baru' },
    look: () => one(`select state from credential where user_id = 'dinkes.baru'`),
    before: undefined,
    after: 'active',
  },
  'credential.reactivate': {
    by: 'administrator',
    second: 'central',
    event: 'credential.reactivated',
    prepare: () => office.query(`update credential set state = 'suspended' where user_id = 'dinkes.program'`),
    path: async () => '/office/credentials/dinkes.program/reactivation',
    look: () => one(`select state from credential where user_id = 'dinkes.program'`),
    before: 'suspended',
    after: 'active',
  },
  'agreement.enter': {
    by: 'officer',
    second: 'administrator',
    event: 'agreement.entered',
    path: async () => '/office/agreements',
    body: { agreement: otherAgreement('dinas-baru') },
    look: () => one(`select state from agreement where code = 'dinas-baru'`),
    before: undefined,
    after: 'in_force',
  },
  'agreement.extend': {
    by: 'officer',
    second: 'central',
    event: 'agreement.extended',
    prepare: async () => {
      await office.query(
        `with ending as (update agreement set valid_until = (current_date + 30)::timestamp at time zone 'Asia/Jakarta'
           where code = 'dinkes' returning id, office_id)
         insert into renewal_request (office_id, agreement_id, asked_on, is_in_time, asked_by)
         select office_id, id, current_date - 60, true, 'uji' from ending
         on conflict (agreement_id) where state = 'open' do nothing`,
      )
      const sptjm = await signSptjm(office.pool, 'dinkes')
      await office.query('update statement set extends_until = $1 where id = $2', [IN_90_DAYS, sptjm])
    },
    path: async () => '/office/agreements/dinkes/extension',
    body: { until: IN_90_DAYS },
    look: () => one('select count(*)::int from agreement_extension'),
    before: 0,
    after: 1,
  },
  'agreement.reactivate': {
    by: 'officer',
    second: 'administrator',
    event: 'agreement.reactivated',
    prepare: () => office.query(`update agreement set state = 'suspended' where code = 'dinkes'`),
    path: async () => '/office/agreements/dinkes/reactivation',
    look: () => one(`select state from agreement where code = 'dinkes'`),
    before: 'suspended',
    after: 'in_force',
  },
  'agreement.purposes': {
    by: 'central',
    second: 'officer',
    event: 'agreement.purposes_changed',
    path: async () => '/office/agreements/dinkes/purposes',
    method: 'PUT',
    body: { purposes: ['Rawat inap'] },
    look: () => one(`select portal_purposes from agreement where code = 'dinkes'`),
    before: [],
    after: ['Rawat inap'],
  },
  ...changeRows(() => office),
  'agency.reactivate': {
    by: 'central',
    second: 'administrator',
    event: 'agency.reactivated',
    prepare: async () =>
      office.query(`update user_agency set state = 'suspended' where id = $1`, [await healthId()]),
    path: async () => `/office/agencies/${await healthId()}/reactivation`,
    look: async () => one('select state from user_agency where id = $1', [await healthId()]),
    before: 'suspended',
    after: 'active',
  },
  'staff.create': {
    by: 'administrator',
    second: 'central',
    event: 'staff.created',
    path: async () => '/office/staff',
    body: { username: 'petugas.baru', fullName: 'Contoh Petugas', role: 'agreement-officer' },
    look: () => one(`select role from staff where username = 'petugas.baru'`),
    before: undefined,
    after: 'agreement-officer',
  },
  'staff.reactivate': {
    by: 'administrator',
    second: 'central',
    event: 'staff.reactivated',
    prepare: () => office.query(`update staff set state = 'suspended' where username = 'petugas.baru'`),
    path: async () => `/office/staff/${await idOfNew()}/reactivation`,
    look: () => one(`select state from staff where username = 'petugas.baru'`),
    before: 'suspended',
    after: 'active',
  },
  'staff.reset-password': {
    by: 'administrator',
    second: 'central',
    event: 'staff.password_reset',
    prepare: () =>
      office.query(`update staff set must_change_password = false where username = 'petugas.baru'`),
    path: async () => `/office/staff/${await idOfNew()}/password-reset`,
    look: () => one(`select must_change_password from staff where username = 'petugas.baru'`),
    before: false,
    after: true,
  },
  'staff.reset-second-factor': {
    by: 'administrator',
    second: 'central',
    event: 'staff.second_factor_reset',
    prepare: () =>
      office.query(
        `update staff set totp_secret_sealed = '\\x00', totp_confirmed_at = now() where username = 'petugas.baru'`,
      ),
    path: async () => `/office/staff/${await idOfNew()}/second-factor-reset`,
    look: () => one(`select totp_confirmed_at is null from staff where username = 'petugas.baru'`),
    before: false,
    after: true,
  },
}

const EVERYONE: readonly Person[] = ['administrator', 'officer', 'central', 'auditor', 'evaluator']

/** Who may answer what, written down a second time (AP-02). */
const DECIDERS: Record<Kind, readonly Person[]> = {
  'credential.issue': ['administrator', 'officer', 'central'],
  'credential.reactivate': ['administrator', 'officer', 'central'],
  'agreement.enter': ['administrator', 'officer', 'central'],
  'agreement.extend': ['administrator', 'officer', 'central'],
  'agreement.reactivate': ['administrator', 'officer', 'central'],
  'agreement.purposes': ['administrator', 'officer', 'central'],
  'agreement.amend': ['administrator', 'officer', 'central'],
  'credential.addresses': ['administrator', 'officer', 'central'],
  'credential.quota': ['administrator', 'officer', 'central'],
  'credential.holder': ['administrator', 'officer', 'central'],
  'agency.reactivate': ['administrator', 'officer', 'central'],
  'staff.create': ['administrator', 'central'],
  'staff.reactivate': ['administrator', 'central'],
  'staff.reset-password': ['administrator', 'central'],
  'staff.reset-second-factor': ['administrator', 'central'],
}

describe('AP-01 what grants authority', () => {
  it('is in this test, every kind of it', () => {
    assert.deepEqual(Object.keys(ROWS), Object.keys(KINDS))
  })

  for (const [kind, row] of Object.entries(ROWS)) {
    it(`${kind}: waits, is not its proposer's to approve, leaves nothing when rejected, happens when approved`, async () => {
      await row.prepare?.()
      assert.deepEqual(await row.look(), row.before)
      const path = await row.path()
      const start = await office.lastSeq()
      const id = await office.propose(row.by, path, row.body, row.method)
      assert.deepEqual(await row.look(), row.before, 'AP-05 the trial leaves nothing')
      // A change of an agreement notes its own step too.
      const made = (await office.eventsSince(start)).filter(({ event }) => !event.startsWith('change.'))
      assert.deepEqual(
        made.map(({ event, detail }) => [event, detail.kind, detail.proposal, detail.by]),
        [['proposal.made', kind, id, `staff:orang.${row.by}`]],
      )

      const own = await office.answer(row.by, id, 'approval')
      assert.deepEqual([own.status, own.body.message], [422, 'Usulan sendiri diputuskan oleh petugas lain.'])
      assert.deepEqual(await row.look(), row.before, 'AP-03')

      const rejected = await office.answer(row.second, id, 'rejection')
      assert.equal(rejected.status, 204, rejected.text)
      assert.deepEqual(await row.look(), row.before)
      assert.equal((await office.answer(row.second, id, 'approval')).status, 422, 'AP-07')
      assert.deepEqual(await row.look(), row.before)

      const again = await office.propose(row.by, path, row.body, row.method)
      const approved = await office.answer(row.second, again, 'approval')
      assert.equal(approved.status, 204, approved.text)
      assert.deepEqual(await row.look(), row.after)
      const [act, decision] = (await office.eventsSince(start)).slice(-2)
      assert.deepEqual([act?.event, decision?.event], [row.event, 'proposal.approved'])
      const { proposal, proposedBy, by } = act?.detail ?? {}
      assert.deepEqual(
        [proposal, proposedBy, by],
        [again, `staff:orang.${row.by}`, `staff:orang.${row.second}`],
      )
    })
  }
})

describe('AP-02 who answers what', () => {
  const kindOf = (kind: string) => {
    const row = Object.entries(ROWS).find(([name]) => name === kind)?.[1]
    assert.ok(row !== undefined)
    return row
  }
  for (const [kind, deciders] of Object.entries(DECIDERS)) {
    it(kind, async () => {
      const row = kindOf(kind)
      await row.prepare?.()
      if (kind === 'agreement.purposes') await office.query(`update agreement set portal_purposes = '{}'`)
      const body = JSON.parse(JSON.stringify(row.body ?? {}).replace(/([.-])baru/g, '$1lain'))
      const id = await office.propose(row.by, await row.path(), body, row.method)
      for (const person of EVERYONE) {
        const page = await office.as(person).get<{ whyNotDecide: string | null }>(`/office/approvals/${id}`)
        const reply = await office.answer(person, id, 'rejection', '')
        if (person === 'evaluator') {
          assert.deepEqual([page.status, reply.status], [403, 403], person)
          continue
        }
        const may = deciders.includes(person) && person !== row.by
        const why = person === row.by ? 'own' : 'role'
        assert.equal(page.body.whyNotDecide, may ? null : why, person)
        // Whoever may is stopped by the missing reason only.
        const isStopped = reply.body.fields?.[0]?.field
        if (person === 'auditor') assert.equal(reply.status, 403)
        else assert.equal(isStopped, 'reason', person)
        if (!may && person !== row.by && person !== 'auditor') {
          assert.equal((await office.answer(person, id, 'rejection')).status, 403, person)
          assert.equal((await office.answer(person, id, 'approval')).status, 403, person)
        }
      }
      assert.equal((await office.answer(row.by, id, 'withdrawal')).status, 204)
    })
  }
})
