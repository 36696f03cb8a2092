import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { otherAgreement } from '../../test/support/agreement.ts'
import { openRequestDesk, type RequestDesk } from '../../test/support/request-desk.ts'
import {
  act,
  attach,
  HOLDER,
  refusal,
  signatory,
  walkToSigned,
  walkToStatements,
} from '../../test/support/walk-request.ts'

let desk: RequestDesk
let installation: RequestDesk['installation']
let portal: RequestDesk['portal']
let office: RequestDesk['office']
before(async () => {
  desk = await openRequestDesk()
  ;({ installation, portal, office } = desk)
})
after(() => desk.close())

describe('RQ-15 to RQ-19 after the signatures', () => {
  it('network, statements and form name what they lack; the NIK of a holder is nowhere in plain', async () => {
    const file = {
      ...otherAgreement('jalan-penuh', { methods: ['web-service'], quotaPerUserPerDay: 50 }),
      signedOn: '2026-01-10',
      validUntil: '2027-12-31',
      feedback: { fields: [{ name: 'Nomor AK I' }], methods: ['form' as const] },
      network: { kind: 'closed' as const, provider: 'Diskominfo' },
    }
    const path = await walkToSigned(portal, office, file)
    const { id } = path
    const { officer } = office
    const { pic } = path.agency
    await act(officer, id, 'issue-guideline', { number: '3/2026' }, 'guideline-issued')
    assert.deepEqual(await refusal(officer, id, 'confirm-network'), [
      'RQ-17 network',
      'RQ-17 network',
      'RQ-17 network',
    ])
    assert.deepEqual(
      await refusal(officer, id, 'allocate-network', {
        addresses: ['10.0.0.300', '0.0.0.0/0', '10.0.0.1/24'],
      }),
      ['RQ-16 addresses[0]', 'RQ-16 addresses[1]', 'RQ-16 addresses[2]'],
    )
    await act(
      officer,
      id,
      'allocate-network',
      { addresses: ['10.88.1.0/28', '10.88.0.9'] },
      'guideline-issued',
    )
    const given = { signatory: signatory('Kepala Diskominfo'), files: await attach(pic, id) }
    await act(pic, id, 'record-closed-network', given, 'guideline-issued')
    await act(officer, id, 'record-connection-test', { result: 'passed' }, 'guideline-issued')
    await act(
      officer,
      id,
      'record-connection-test',
      { result: 'failed', note: 'waktu habis' },
      'guideline-issued',
    )
    assert.deepEqual(await refusal(officer, id, 'confirm-network'), ['RQ-17 network'])
    await act(officer, id, 'record-connection-test', { result: 'passed' }, 'guideline-issued')
    await act(officer, id, 'confirm-network', {}, 'network-ready')
    assert.deepEqual(await refusal(officer, id, 'confirm-statements'), [
      'RQ-18 statements',
      'RQ-18 statements',
    ])
  })

  it('only a complete form is taken, its User ID comes from the registered addresses, and is due in two weeks', async () => {
    const file = {
      ...otherAgreement('formulir', { methods: ['web-service'], quotaPerUserPerDay: 50 }),
      signedOn: '2026-01-10',
      validUntil: '2027-12-31',
      feedback: { fields: [{ name: 'Nomor AK I' }], methods: ['form' as const] },
      network: { kind: 'closed' as const, provider: 'Diskominfo' },
    }
    const path = await walkToSigned(portal, office, file)
    await walkToStatements(installation.pool, office, path, file)
    const { id } = path
    const { pic } = path.agency
    const { administrator, officer } = office
    const early = await administrator.send('POST', `/requests/${id}/credentials`, {
      kind: 'production',
      reason: 'x',
    })
    assert.equal(early.status, 422, 'no form yet')
    const { nik: _, ...holder } = HOLDER
    assert.deepEqual(
      await refusal(pic, id, 'request-user-id', {
        kind: 'production',
        holder: { ...holder, officeRegionCode: '00', employmentStatus: 'bos' },
      }),
      ['UF-01 holder.nik', 'UF-05 holder.employmentStatus', 'UF-05 holder.officeRegionCode'],
    )
    assert.deepEqual(await refusal(pic, id, 'request-user-id', { kind: 'production' }), [
      'UF-01 holder.nik',
      ...Object.keys(holder).map((field) => `UF-01 holder.${field}`),
    ])
    const asked = { kind: 'production', holder: HOLDER, on: '2026-02-02' }
    await act(pic, id, 'request-user-id', asked, 'statements-signed')
    const view = await pic.get<{
      due: string
      isLate: boolean
      userIds: { holder: { nikMasked: string } }[]
    }>(`/requests/${id}`)
    assert.deepEqual([view.body.due, view.body.isLate], ['2026-02-16', true])
    assert.equal(view.body.userIds[0]?.holder.nikMasked, '880101**********')
    assert.ok(!view.text.includes(HOLDER.nik))
    const late = await officer.get<{ items: { id: number }[] }>('/requests?late=true')
    assert.deepEqual(
      late.body.items.map((item) => item.id),
      [id],
    )
    const foreign = { kind: 'production', reason: 'formulir lengkap', networks: ['10.99.0.1/32'] }
    assert.equal((await administrator.send('POST', `/requests/${id}/credentials`, foreign)).status, 422)
    const { rows } = await installation.pool.query(
      `select string_agg(t::text, ' ') as dump from (
         select to_jsonb(s)::text as t from request_step s union all select to_jsonb(f)::text from user_id_form f
         union all select detail from audit_entry union all select to_jsonb(n)::text from notification n
         union all select to_jsonb(r)::text from access_request r) all_rows`,
    )
    assert.ok(!rows[0].dump.includes(HOLDER.nik), 'the NIK stands in the database')
    assert.ok(!rows[0].dump.includes(HOLDER.fullName), 'the name of the holder stands in the database')
    assert.deepEqual(await refusal(officer, id, 'hand-over-production', { userId: 'disnaker.program' }), [
      'RQ-22 userId',
      'RQ-14 receiver.name',
      'RQ-14 receiver.title',
    ])
  })
})
