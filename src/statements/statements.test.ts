import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { auditEntries } from '../../test/support/audit.ts'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { addScan } from '../../test/support/statements.ts'
import { enterAgencies, type TestAgency } from '../../test/support/two-agencies.ts'

type Listed = {
  statements: { id: number; kind: string; step: string; signerName: string; validUntil: string | null }[]
  missing: { kind: string; why: string; staffId: number | null }[]
}
type Asked = { id: number; paperId: number }
type Refusal = { code: string; fields: { field: string }[] }

let installation: TestInstallation
let portal: StaffedPortal
let health: TestAgency
const people = new Map<string, PortalClient>()

const as = (who: string) => {
  const client = people.get(who)
  assert.ok(client !== undefined, who)
  return client
}
const list = async (who = 'officer') => (await as(who).get<Listed>('/agreements/dinkes/statements')).body
const lastEvent = async () => (await auditEntries(installation.pool)).at(-1)?.event
const TODAY = new Date().toISOString().slice(0, 10)

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  portal = await openStaffedPortal(installation)
  const agencies = await enterAgencies(installation.pool)
  health = agencies.health
  const { officeId, agencyId } = health
  const { labour } = agencies
  people.set('officer', await portal.signIn({ role: 'agreement-officer', username: 'pejabat.pks', officeId }))
  people.set('auditor', await portal.signIn({ role: 'auditor', username: 'auditor.satu', officeId }))
  people.set('head', await portal.signIn({ role: 'agency-head', username: 'kepala', officeId, agencyId }))
  people.set('pic', await portal.signIn({ role: 'agency-pic', username: 'narahubung', officeId, agencyId }))
  const other = { officeId, agencyId: labour.agencyId }
  people.set('other', await portal.signIn({ role: 'agency-head', username: 'kepala.lain', ...other }))
  const desk = { role: 'operator', username: 'loket.satu', officeId, agencyId } as const
  people.set('operator', await portal.signIn(desk))
})
after(async () => {
  await portal.close()
  await installation.close()
})

/** Asks for a statement, and puts the signed scan beside its paper. */
async function askAndSign(who: string, body: object): Promise<Asked> {
  const asked = await as(who).send<Asked>('POST', '/agreements/dinkes/statements', body)
  assert.equal(asked.status, 201, asked.text)
  await addScan(installation.pool, asked.body.paperId)
  return asked.body
}

describe('ST-02 what an agreement still needs', () => {
  it('of one whose papers lie elsewhere: the confidentiality of its operators alone', async () => {
    assert.deepEqual((await list()).missing, [])
    await installation.pool.query(
      `update statement set valid_until = now() - interval '1 day' where kind = 'nda'`,
    )
    assert.deepEqual(
      (await list()).missing.map(({ kind, why }) => [kind, why]),
      [['nda', 'expired']],
    )
    await installation.pool.query(`update statement set valid_until = null where kind = 'nda'`)
  })

  it('of one that asks for the SPTJM: its head’s statements and its network besides', async () => {
    await installation.pool.query(
      `update agreement set sptjm_required = true,
         document = document || '{"network":{"kind":"closed","provider":"Diskominfo Contoh"}}' where code = 'dinkes'`,
    )
    assert.deepEqual(
      (await list()).missing.map(({ kind, why }) => [kind, why]),
      [
        ['sptjm', 'not-asked'],
        ['nda', 'not-asked'],
        ['closed-network', 'not-asked'],
      ],
    )
  })
})

describe('ST-03 to ST-08 the way of a statement', () => {
  it('is asked for with its paper, handed in with its scan, and accepted by the office', async () => {
    const asked = await as('pic').send<Asked>('POST', '/agreements/dinkes/statements', { kind: 'sptjm' })
    assert.equal(asked.status, 201, asked.text)
    assert.equal(await lastEvent(), 'statement.asked')
    assert.equal(portal.papers.orders.at(-1)?.kind, 'sptjm')
    const { id, paperId } = asked.body
    const twice = await as('pic').send('POST', '/agreements/dinkes/statements', { kind: 'sptjm' })
    assert.equal(twice.status, 422, 'ST-04')

    const hand = (body: object, who = 'head') =>
      as(who).send<Refusal>('POST', `/statements/${id}/hand-in`, body)
    assert.deepEqual((await hand({ signedOn: TODAY })).body.fields[0]?.field, 'scan', 'ST-06')
    await addScan(installation.pool, paperId)
    for (const [body, field] of [
      [{}, 'signedOn'],
      [{ signedOn: '2999-01-01' }, 'signedOn'],
      [{ signedOn: TODAY, validUntil: '2020-01-01' }, 'validUntil'],
      [{ signedOn: TODAY, validUntil: 'besok' }, 'validUntil'],
    ] as const) {
      assert.equal((await hand(body)).body.fields[0]?.field, field)
    }
    const early = await as('officer').send('POST', `/office/statements/${id}/acceptance`)
    assert.equal(early.status, 422, 'ST-07 nothing was handed in')
    assert.equal((await hand({ signedOn: TODAY, validUntil: '2099-12-31' })).status, 204)
    assert.equal(await lastEvent(), 'statement.handed_in')

    const waiting = await as('officer').get<{ kind: string; why: string }[]>('/statements/waiting')
    assert.deepEqual(
      waiting.body.map(({ kind, why }) => [kind, why]),
      [['sptjm', 'to-check']],
    )
    for (const who of ['head', 'pic', 'auditor']) {
      assert.equal((await as(who).send('POST', `/office/statements/${id}/acceptance`)).status, 403, who)
    }
    assert.equal((await as('officer').send('POST', `/office/statements/${id}/acceptance`)).status, 204)
    assert.equal(await lastEvent(), 'statement.accepted')
    assert.equal((await as('officer').send('POST', `/office/statements/${id}/acceptance`)).status, 422)
    assert.equal((await hand({ signedOn: TODAY })).status, 422)
    const [one] = (await list()).statements.filter((statement) => statement.id === id)
    assert.deepEqual([one?.step, one?.validUntil], ['in-force', '2099-12-31'])
  })

  it('is sent back with a reason, and another can be asked for', async () => {
    const { id } = await askAndSign('head', { kind: 'nda' })
    assert.equal(
      (await as('head').send('POST', `/statements/${id}/hand-in`, { signedOn: TODAY })).status,
      204,
    )
    const reject = (reason: string) =>
      as('officer').send<Refusal>('POST', `/office/statements/${id}/rejection`, { reason })
    for (const reason of ['', 'NIK 8801015708850001 salah']) assert.equal((await reject(reason)).status, 422)
    assert.equal((await reject('Tanda tangan tidak terbaca')).status, 204)
    const [paper] = (await installation.pool.query('select state from paper order by id desc limit 1')).rows
    assert.equal(paper.state, 'withdrawn')
    const missing = (await list()).missing.find(({ kind }) => kind === 'nda')
    assert.equal(missing?.why, 'rejected')
    await askAndSign('head', { kind: 'nda' })
  })

  it('ST-08 an accepted one is taken back by the office, with a reason', async () => {
    const { id } = (await list()).statements.find(
      ({ kind, step }) => kind === 'sptjm' && step === 'in-force',
    ) ?? {
      id: 0,
    }
    const withdraw = (reason: string) =>
      as('officer').send('POST', `/office/statements/${id}/withdrawal`, { reason })
    assert.equal((await withdraw('')).status, 422)
    assert.equal((await withdraw('Penanda tangan bukan kepala instansi')).status, 204)
    assert.equal((await list()).missing.find(({ kind }) => kind === 'sptjm')?.why, 'not-asked')
  })

  it('an operator’s is asked for by name, and nobody’s who has none', async () => {
    const ask = (body: object) => as('pic').send<Refusal>('POST', '/agreements/dinkes/statements', body)
    assert.equal((await ask({ kind: 'nda', staffId: as('other').staffId })).body.fields[0]?.field, 'staffId')
    assert.equal((await ask({ kind: 'lain' })).body.fields[0]?.field, 'kind')
    assert.equal((await ask({ kind: 'nda', staffId: as('operator').staffId })).status, 201)
    assert.equal((await ask({ kind: 'closed-network', signerName: 'Contoh Kepala Diskominfo' })).status, 201)
  })

  it('another agency’s is not found, and an auditor prepares nothing', async () => {
    const { id } = await askAndSign('head', { kind: 'sptjm' })
    assert.equal((await as('other').get('/agreements/dinkes/statements')).status, 404)
    assert.equal(
      (await as('other').send('POST', '/agreements/dinkes/statements', { kind: 'nda' })).status,
      404,
    )
    assert.equal(
      (await as('other').send('POST', `/statements/${id}/hand-in`, { signedOn: TODAY })).status,
      404,
    )
    assert.equal((await as('auditor').get('/agreements/dinkes/statements')).status, 200)
    assert.equal((await as('auditor').send('POST', '/agreements/dinkes/statements', {})).status, 403)
    assert.equal((await as('operator').get('/agreements/dinkes/statements')).status, 403)
  })
})
