import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { enterAgreement, otherAgreement } from '../../test/support/agreement.ts'
import { auditEntries } from '../../test/support/audit.ts'
import { openTestGate, outcomeOf, type TestGate } from '../../test/support/gate.ts'
import { issue, setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import { COMPLETE_PERSON } from '../../test/support/residents.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { enterAgencies } from '../../test/support/two-agencies.ts'
import { GROUNDS, type Ground, isPossible, listReadersDue, noteTermsOver } from './index.ts'

type Endings = {
  endings: {
    id: number
    ground: string
    act: string
    paperId: number | null
    lastAcceptedAt: string | null
  }[]
  reach: { programs: string[]; operators: number; hasReaders: boolean }
  possible: { ground: string; act: string | null; letter: string }[]
}
type Refusal = { code: string; fields: { field: string }[] }

let installation: TestInstallation
let portal: StaffedPortal
let gate: TestGate
let officeId: number
const people = new Map<string, PortalClient>()

const as = (who: string) => {
  const client = people.get(who)
  assert.ok(client !== undefined, who)
  return client
}
const query = async (sql: string, values: unknown[] = []) => (await installation.pool.query(sql, values)).rows

before(async () => {
  installation = await setUpInstallation({ people: 20 })
  portal = await openStaffedPortal(installation)
  gate = openTestGate(installation)
  const { health } = await enterAgencies(installation.pool)
  officeId = health.officeId
  const { agencyId } = health
  people.set('officer', await portal.signIn({ role: 'agreement-officer', username: 'pejabat.pks', officeId }))
  people.set('auditor', await portal.signIn({ role: 'auditor', username: 'auditor.satu', officeId }))
  people.set('head', await portal.signIn({ role: 'agency-head', username: 'kepala', officeId, agencyId }))
  people.set(
    'stale',
    await portal.signIn({
      role: 'agreement-officer',
      username: 'pejabat.lama',
      officeId,
      isReauthenticated: false,
    }),
  )
})
after(async () => {
  await portal.close()
  await gate.close()
  await installation.close()
})

const REASON = 'Berita acara nomor 12'

/** An agreement of an agency of its own, with a program that has asked once. */
async function agreementOf(code: string, change: Parameters<typeof otherAgreement>[1] = {}) {
  await enterAgreement(
    installation.pool,
    otherAgreement(code, { methods: ['web-service', 'web-portal', 'card-reader'], ...change }),
  )
  const { credentialId } = await issue(installation.pool, { userId: `${code}.program`, agreementCode: code })
  const path = { region: '3313', agency: code, method: 'call_nik' }
  const call = async () => outcomeOf(await gate.ask({ credentialId, path, nik: COMPLETE_PERSON.nik }))
  assert.equal(await call(), 'disclosed')
  return { call }
}

const end = (code: string, body: object, who = 'officer') =>
  as(who).send<{ id: number; paperId: number | null } & Refusal>(
    'POST',
    `/office/agreements/${code}/endings`,
    {
      reason: REASON,
      ...body,
    },
  )
const endingsOf = async (code: string, who = 'officer') =>
  (await as(who).get<Endings>(`/agreements/${code}/endings`)).body

const ACTS: { ground: Ground; state: string; letter: string; event: string; flagsReaders: boolean }[] = [
  { ground: 'mutual', state: 'ended', letter: 'ending-letter', event: 'agreement.ended', flagsReaders: true },
  {
    ground: 'institution-changed',
    state: 'ended',
    letter: 'ending-letter',
    event: 'agreement.ended',
    flagsReaders: true,
  },
  {
    ground: 'breach',
    state: 'revoked',
    letter: 'revocation-letter',
    event: 'agreement.revoked',
    flagsReaders: true,
  },
  {
    ground: 'breach-suspected',
    state: 'suspended',
    letter: 'suspension-letter',
    event: 'agreement.suspended',
    flagsReaders: false,
  },
  {
    ground: 'force-majeure',
    state: 'suspended',
    letter: 'suspension-letter',
    event: 'agreement.suspended',
    flagsReaders: false,
  },
]

describe('EN-01 each way to end', () => {
  it('is in this test, every ground of it', () => {
    const acts = Object.keys(GROUNDS).filter((ground) => ground !== 'term-over')
    assert.deepEqual(
      ACTS.map(({ ground }) => ground),
      acts,
    )
  })

  for (const { ground, state, letter, event, flagsReaders } of ACTS) {
    it(`${ground}: stops the next call, writes its ${letter}, and is recorded with the last call let in`, async () => {
      const code = `akhir-${ground}`
      const { call } = await agreementOf(code)
      const offered = (await endingsOf(code)).possible.find((one) => one.ground === ground)
      assert.equal(offered?.letter, letter)
      const done = await end(code, { ground })
      assert.equal(done.status, 201, done.text)
      assert.equal(await call(), 'agency-inactive')
      const order = portal.papers.orders.at(-1)
      assert.deepEqual([order?.kind, order?.facts?.reason], [letter, REASON])
      const events = (await auditEntries(installation.pool)).map((entry) => entry.event)
      assert.deepEqual([events.includes(event), events.at(-2)], [true, 'agreement.ending_noted'])
      const [agreement] = await query('select state from agreement where code = $1', [code])
      assert.equal(agreement.state, state)
      const { endings } = await endingsOf(code)
      assert.equal(endings.length, 1)
      assert.equal(endings[0]?.paperId, done.body.paperId)
      assert.ok(endings[0]?.lastAcceptedAt != null, 'EN-06')
      const due = (await listReadersDue(installation.pool, officeId)).map(
        ({ agreementCode }) => agreementCode,
      )
      assert.equal(due.includes(code), flagsReaders, 'EN-03')
    })
  }
})

describe('EN-02 which ground fits which state', () => {
  const rows: { state: 'in_force' | 'suspended' | 'ended' | 'revoked'; isOver: boolean; expect: Ground[] }[] =
    [
      {
        state: 'in_force',
        isOver: false,
        expect: ['mutual', 'institution-changed', 'breach', 'breach-suspected', 'force-majeure'],
      },
      { state: 'in_force', isOver: true, expect: ['term-over', 'mutual', 'institution-changed', 'breach'] },
      { state: 'suspended', isOver: false, expect: ['mutual', 'institution-changed', 'breach'] },
      { state: 'suspended', isOver: true, expect: ['mutual', 'institution-changed', 'breach'] },
      { state: 'ended', isOver: false, expect: [] },
      { state: 'revoked', isOver: true, expect: [] },
    ]
  for (const { state, isOver, expect } of rows) {
    it(`${state}${isOver ? ', over' : ''}`, () => {
      const possible = (Object.keys(GROUNDS) as Ground[]).filter((ground) =>
        isPossible(ground, { state, isOver, isTermOverNoted: false }),
      )
      assert.deepEqual(possible, expect)
    })
  }

  it('refuses a ground that does not fit, and leaves nothing', async () => {
    await agreementOf('tidak-cocok')
    await end('tidak-cocok', { ground: 'breach' })
    const again = await end('tidak-cocok', { ground: 'mutual' })
    assert.deepEqual([again.status, again.body.fields[0]?.field], [422, 'ground'])
    assert.equal((await endingsOf('tidak-cocok')).endings.length, 1)
  })
})

describe('EN-04 the letter', () => {
  it('that cannot be written keeps the act back, unless it is done without and written later', async () => {
    const { call } = await agreementOf('tanpa-surat')
    portal.papers.refuseNext()
    const refused = await end('tanpa-surat', { ground: 'breach' })
    assert.deepEqual([refused.status, refused.body.fields[0]?.field], [422, 'letter.kepala_nama'])
    assert.equal(await call(), 'disclosed')
    const done = await end('tanpa-surat', { ground: 'breach', withLetter: false })
    assert.deepEqual([done.status, done.body.paperId], [201, null])
    assert.equal(await call(), 'agency-inactive')
    const write = () =>
      as('officer').send<{ paperId: number }>(
        'POST',
        `/office/agreements/tanpa-surat/endings/${done.body.id}/letter`,
      )
    assert.equal((await write()).status, 201)
    assert.equal((await write()).status, 422)
    assert.ok((await endingsOf('tanpa-surat')).endings[0]?.paperId !== null)
  })
})

describe('EN-01 who', () => {
  it('only who may, with a reason, lately reauthenticated; of its own office', async () => {
    await agreementOf('siapa')
    assert.equal((await end('siapa', { ground: 'mutual' }, 'auditor')).status, 403)
    assert.equal((await end('siapa', { ground: 'mutual' }, 'head')).status, 403)
    assert.equal((await end('siapa', { ground: 'mutual' }, 'stale')).body.code, 'reauthentication-required')
    assert.equal((await end('siapa', { ground: 'lain' })).body.fields[0]?.field, 'ground')
    for (const reason of ['', 'aduan 8801015708850001']) {
      assert.equal((await end('siapa', { ground: 'mutual', reason })).body.fields[0]?.field, 'reason')
    }
    assert.equal((await end('kantor-lain', { ground: 'mutual' })).status, 404)
    assert.equal((await as('head').get('/agreements/siapa/endings')).status, 404)
    assert.equal((await as('head').get('/agreements/dinkes/endings')).status, 200)
    assert.equal((await endingsOf('siapa')).endings.length, 0)
  })
})

describe('EN-05 a term that is over by itself', () => {
  it('is noted once, tells its people, and flags the readers', async () => {
    await agreementOf('lewat')
    await query(`update agreement set valid_until = clock_timestamp() where code = 'lewat'`)
    assert.equal(await noteTermsOver(installation.pool), 1)
    assert.equal(await noteTermsOver(installation.pool), 0)
    const { endings, possible } = await endingsOf('lewat')
    assert.deepEqual([endings[0]?.ground, endings[0]?.act], ['term-over', null])
    assert.equal(
      possible.some(({ ground }) => ground === 'term-over'),
      false,
    )
    const [told] = await query(
      `select count(*)::int as n from notification where path = '/perjanjian/lewat/akhir'`,
    )
    assert.ok(told.n >= 1)
    const letter = `/office/agreements/lewat/endings/${endings[0]?.id}/letter`
    assert.equal((await as('officer').send('POST', letter)).status, 201)
  })
})

describe('EN-07 the drill', () => {
  it('measures the last call let in, leaves no answer behind the act, and no User ID in force', async () => {
    await agreementOf('latihan', { quotaPerUserPerDay: 75 })
    const run = (body: object, who = 'officer') =>
      as(who).send<{ id: number } & Refusal>('POST', '/office/drills', { agreement: 'latihan', ...body })
    assert.equal((await run({ reason: REASON }, 'auditor')).status, 403)
    assert.equal((await run({ reason: '' })).status, 422)
    const done = await run({ reason: REASON })
    assert.equal(done.status, 201, done.text)
    const drills = await as('auditor').get<Record<string, string | number>[]>('/office/drills')
    const [drill] = drills.body
    assert.ok(drill !== undefined)
    assert.equal(drill.acceptedAfter, 0)
    assert.ok(Number(drill.acceptedCount) >= 12 && Number(drill.refusedCount) >= 8, JSON.stringify(drill))
    const { orderedAt, decidedAt, lastAcceptedAt, firstRefusedAt } = drill
    assert.ok(String(orderedAt) <= String(decidedAt) && String(lastAcceptedAt) <= String(decidedAt))
    assert.ok(String(firstRefusedAt) >= String(decidedAt))
    const left = await query(
      `select state from credential where user_id like 'latihan.%' and user_id <> 'latihan.program'`,
    )
    assert.deepEqual(left, [{ state: 'revoked' }])
    const other = await as('officer').send<Refusal>('POST', '/office/drills', {
      agreement: 'kantor-lain',
      reason: REASON,
    })
    assert.equal(other.body.fields[0]?.field, 'agreement')
  })

  it('is refused where no call is let in', async () => {
    await agreementOf('latihan-tertutup')
    await query(`update agreement set sptjm_required = true where code = 'latihan-tertutup'`)
    const reply = await as('officer').send<Refusal>('POST', '/office/drills', {
      agreement: 'latihan-tertutup',
      reason: REASON,
    })
    assert.equal(reply.status, 422)
    assert.match(reply.text, /Tidak ada panggilan yang diterima/)
  })
})
