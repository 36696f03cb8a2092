import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ChangeDesk, openChangeDesk } from '../../test/support/change-desk.ts'
import { type OfficeOfThree, openOfficeOfThree, type Refusal } from '../../test/support/office-of-three.ts'

let office: OfficeOfThree
let desk: ChangeDesk
before(async () => {
  office = await openOfficeOfThree()
  desk = await openChangeDesk(office)
})
after(() => office.close())

describe('a change from its letter to its effect', () => {
  it('CH-10 elements: central approval, addendum, two signatures, two people, a new version', async () => {
    const before = await desk.terms()
    const last = before.at(-1)
    const elements = [...(last?.elements ?? []).filter((name) => name !== 'NO_KK'), 'GOL_DARAH']
    const id = await desk.begin('elements', { elements })
    const first = await desk.page(id)
    assert.deepEqual(first.missing, ['letter-file', 'study', 'what-if'])
    assert.equal(first.procedure.central, true, 'an element beyond the approval')
    await desk.bringToSigned(id)
    assert.deepEqual((await desk.terms()).length, before.length, 'nothing holds before its effect')
    await desk.bringInForce(id)
    const now = (await desk.terms()).at(-1)
    assert.equal(now?.version, (last?.version ?? 0) + 1)
    assert.deepEqual(new Set(now?.elements), new Set(elements))
    assert.equal(now?.basis, `ADD/${id}`)
    assert.deepEqual((await desk.terms()).slice(0, -1), before, 'old versions stay')
    const steps = (await desk.page(id)).steps.map((step) => step.act)
    assert.deepEqual(steps, [
      'edit',
      'submit',
      'accept',
      'approve-centrally',
      'issue',
      'sign-agency',
      'sign-office',
      'effect',
    ])
    const [row] = await office.query(`select document from agreement_document order by id desc limit 1`)
    assert.equal(row.document.centralApproval.number, '400/DUKCAPIL')
  })

  it('CH-10 quota: of the agreement, more of it asks the central authority', async () => {
    const id = await desk.begin('quota', { quotaPerDay: 'unlimited' })
    assert.equal((await desk.page(id)).procedure.central, true)
    await desk.bringToSigned(id)
    await desk.bringInForce(id)
    const [row] = await office.query(`select quota_unlimited from agreement_term order by id desc limit 1`)
    assert.equal(row.quota_unlimited, true)
  })

  it('CH-11 quota of one User ID: less than the agreement, without the central authority', async () => {
    const id = await desk.begin('quota', { userId: 'dinkes.program', quotaPerDay: 20 })
    assert.equal((await desk.page(id)).procedure.central, false)
    await desk.bringToSigned(id)
    await desk.bringInForce(id)
    const [row] = await office.query(`select quota_per_day from credential where user_id = 'dinkes.program'`)
    assert.equal(row.quota_per_day, 20)
  })

  it('CH-12 address: every User ID of the agreement, and the registered networks', async () => {
    const id = await desk.begin('address', { networks: ['10.88.0.0/24', '10.77.0.5'] })
    await desk.bringToSigned(id, false)
    await desk.bringInForce(id)
    const [row] = await office.query(
      `select addresses::text as a from credential where user_id = 'dinkes.program'`,
    )
    assert.equal(row.a, '{10.77.0.5/32,10.88.0.0/24}')
    const registered =
      await office.query(`select network::text as n from agreement_address where until_at is null
      and agreement_id = (select id from agreement where code = 'dinkes') order by 1`)
    assert.deepEqual(
      registered.map(({ n }) => n),
      ['10.77.0.5/32', '10.88.0.0/24'],
    )
  })

  it('CH-13 bandwidth: a fact of the agreement, in force on one person’s word', async () => {
    const id = await desk.begin('bandwidth', { bandwidthMbps: 10, connectionPoints: 3 })
    await desk.bringToSigned(id)
    await desk.act(office.as('officer'), id, 'effect')
    assert.equal((await desk.page(id)).state, 'in-effect')
    const [row] = await office.query(
      `select document->'network' as n from agreement_document order by id desc limit 1`,
    )
    assert.equal(row.n.bandwidthMbps, 10)
    assert.deepEqual(row.n.ipLan, ['10.77.0.5', '10.88.0.0/24'], 'what an earlier change said stays')
  })

  it('CH-14 holder: the form is sealed, the old password is void, and the new one is fetched once', async () => {
    const holder = {
      nik: '8801015503020001',
      fullName: 'Contoh Pemegang',
      employeeNumber: '199003152015032001',
      employmentStatus: 'PNS',
      position: 'Pranata Komputer',
      officeRegionCode: '33.13',
      officeName: 'Dinas Kesehatan',
      officeAddress: 'Jalan Contoh 1',
      localUserId: 'contoh.p',
    }
    const faulty = await desk.pic.send<Refusal>('POST', desk.path, {
      kind: 'holder',
      content: { userId: 'dinkes.program', holder: { ...holder, nik: '12' } },
      ...desk.letter,
    })
    assert.deepEqual(
      faulty.body.fields?.map(({ field }) => field),
      ['holder.nik'],
    )
    const [version] = await office.query(
      `select secret_version as v from credential where user_id = 'dinkes.program'`,
    )
    const id = await desk.begin('holder', { userId: 'dinkes.program', holder })
    await desk.bringToSigned(id, false)
    const { proposal = 0 } = await desk.act(office.as('officer'), id, 'effect', {}, 202)
    assert.equal((await office.answer('administrator', proposal, 'approval')).status, 204)
    const secret = await office
      .as('officer')
      .send<{ secret: string }>('POST', `/office/approvals/${proposal}/secret`)
    assert.equal(secret.status, 200, secret.text)
    const [now] = await office.query(
      `select secret_version as v, user_id from credential where user_id = 'dinkes.program'`,
    )
    assert.equal(now.v, version.v + 1)
    const log = JSON.stringify(
      await office.query(`select detail from audit_entry where detail like '%"change":${id}%'`),
    )
    assert.ok(!/8801015503020001|Contoh Pemegang/.test(log))
  })
})
