import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type OfficeOfThree, openOfficeOfThree } from '../../test/support/office-of-three.ts'
import { verifyPassword } from '../credentials/index.ts'
import { closeApprovals } from './close-approvals.ts'
import { noteFourEyes } from './four-eyes.ts'

let office: OfficeOfThree
before(async () => {
  office = await openOfficeOfThree()
})
after(() => office.close())

let number = 0

/** A User ID that nobody has asked for yet. */
const issue = async (change: object = {}) => {
  number += 1
  const userId = `dinkes.uji${number}`
  const body = { agreement: 'dinkes', kind: 'production', networks: ['10.88.0.9'], userId, ...change }
  return { userId, id: await office.propose('administrator', '/office/credentials', body) }
}

const isIssued = async (userId: string) =>
  (await office.query('select from credential where user_id = $1', [userId])).length === 1

const stateOf = async (id: number) =>
  (await office.query('select state from proposal where id = $1', [id]))[0].state

/** Moves a proposal into the past, as if it had waited so long. */
const age = (id: number) =>
  office.query(
    `update proposal set proposed_at = proposed_at - interval '15 days', expires_at = expires_at - interval '15 days'
     where id = $1`,
    [id],
  )

describe('a proposal', () => {
  it('AP-03 is not its proposer’s to decide, in the database either', async () => {
    const { id } = await issue()
    const update = (who: string) =>
      office.query(
        `update proposal set state = 'approved', decided_by = ${who}, decided_at = now(), decision_reason = 'a'
         where id = $1`,
        [id],
      )
    await assert.rejects(update('proposed_by'), /proposal_check/)
    await assert.rejects(update('null'), /proposal_check/)
    await assert.rejects(update(String(office.as('auditor').staffId + 1_000)), /foreign key/)
    assert.equal((await office.answer('administrator', id, 'withdrawal')).status, 204)
    await assert.rejects(update(String(office.as('central').staffId)), /is decided/)
  })

  it('AP-05 that could not be carried out now is not taken, with every fault at once; nor one twice', async () => {
    const wrong = await office
      .as('administrator')
      .send<{ fields: { field: string }[] }>('POST', '/office/credentials', {
        agreement: 'dinkes',
        kind: 'production',
        networks: ['10.0.0.0/33'],
        quotaPerDay: 51,
        reason: 'surat 12',
      })
    assert.deepEqual(
      [wrong.status, wrong.body.fields.map(({ field }) => field)],
      [422, ['networks', 'quotaPerDay']],
    )
    const { id, userId } = await issue()
    const body = { agreement: 'dinkes', kind: 'production', networks: ['10.88.0.9'], userId, reason: 'lagi' }
    const twice = await office.as('administrator').send('POST', '/office/credentials', body)
    assert.deepEqual([twice.status, twice.body.code], [422, 'invalid'])
    assert.equal((await office.answer('administrator', id, 'withdrawal')).status, 204)
  })

  it('AP-06 that has become impossible is told so and stays undone', async () => {
    const { id, userId } = await issue()
    const agreement = (state: string) =>
      office.query(`update agreement set state = $1 where code = 'dinkes'`, [state])
    await agreement('suspended')
    const refused = await office.answer('officer', id, 'approval')
    assert.deepEqual([refused.status, refused.body.fields?.[0]?.field], [422, 'act'])
    assert.match(refused.body.message, /^Tidak dapat dilaksanakan sekarang: Perjanjian dinkes tidak berlaku/)
    assert.deepEqual([await stateOf(id), await isIssued(userId)], ['waiting', false])
    await agreement('in_force')
    assert.equal((await office.answer('officer', id, 'approval')).status, 204)
    assert.ok(await isIssued(userId))
  })

  it('AP-07 is decided once, also by two at once', async () => {
    const { id, userId } = await issue()
    const replies = await Promise.all([
      office.answer('officer', id, 'approval'),
      office.answer('central', id, 'approval'),
      office.answer('central', id, 'rejection'),
    ])
    assert.deepEqual(replies.map(({ status }) => status).sort(), [204, 422, 422])
    assert.equal(await isIssued(userId), (await stateOf(id)) === 'approved')
  })

  it('AP-08 lapses after fourteen days, and can then be asked for anew', async () => {
    const { id, userId } = await issue()
    await age(id)
    assert.equal((await office.answer('officer', id, 'approval')).status, 422)
    const page = await office.as('auditor').get(`/office/approvals/${id}`)
    assert.equal(page.body.state, 'expired')
    const seq = await office.lastSeq()
    const body = { agreement: 'dinkes', kind: 'production', networks: ['10.88.0.9'], userId }
    const again = await office.propose('administrator', '/office/credentials', body)
    const events = (await office.eventsSince(seq)).map(({ event }) => event)
    assert.deepEqual(events, ['proposal.expired', 'proposal.made'])
    await age(again)
    await closeApprovals(office.pool)
    assert.deepEqual([await stateOf(id), await stateOf(again)], ['expired', 'expired'])
    assert.equal(await isIssued(userId), false)
  })

  it('AP-09 is taken back by its proposer only', async () => {
    const { id } = await issue()
    const other = await office.answer('central', id, 'withdrawal')
    assert.deepEqual([other.status, other.body.fields?.[0]?.message.startsWith('Hanya')], [422, true])
    assert.equal((await office.answer('administrator', id, 'withdrawal')).status, 204)
    assert.equal((await office.answer('officer', id, 'approval')).status, 422)
  })

  it('AP-10 of a suspended proposer can only be rejected', async () => {
    const { id } = await issue()
    const set = (state: string) =>
      office.query(`update staff set state = $1 where username = 'orang.administrator'`, [state])
    await set('suspended')
    assert.match((await office.answer('officer', id, 'approval')).body.message, /Akun pengusul/)
    assert.equal((await office.answer('officer', id, 'rejection')).status, 204)
    await set('active')
  })

  it('AP-13 is not found by another office, nor one that does not exist', async () => {
    const { id } = await issue()
    const { elsewhere } = office.agencies
    const role = 'central-approver'
    const far = await office.portal.signIn({ role, username: 'orang.jauh', officeId: elsewhere.officeId })
    assert.deepEqual((await far.get('/office/approvals')).body, [])
    assert.equal((await far.get(`/office/approvals/${id}`)).status, 404)
    for (const path of [`/office/approvals/${id}/approval`, '/office/approvals/999999/rejection']) {
      assert.equal((await far.send('POST', path, { reason: 'coba' })).status, 404)
    }
    assert.equal((await office.answer('administrator', id, 'withdrawal')).status, 204)
  })

  it('SP-08 is decided by who has given the password again lately', async () => {
    const { id } = await issue()
    const { officeId } = office.agencies.health
    const lately = { username: 'orang.lama', officeId, isReauthenticated: false }
    const stale = await office.portal.signIn({ role: 'central-approver', ...lately })
    const reply = await stale.send('POST', `/office/approvals/${id}/approval`, { reason: 'ya' })
    assert.equal(reply.body.code, 'reauthentication-required')
    assert.equal((await office.answer('administrator', id, 'withdrawal')).status, 204)
  })
})

describe('AP-11 a secret', () => {
  const fetchIt = (person: 'administrator' | 'officer' | 'central', id: number) =>
    office.as(person).send<{ secret: string; part: string }>('POST', `/office/approvals/${id}/secret`)

  it('of a User ID is fetched by the proposer, once, and stands nowhere', async () => {
    const { id, userId } = await issue()
    const approved = await office.answer('officer', id, 'approval')
    assert.equal(approved.text, '')
    assert.equal((await fetchIt('officer', id)).status, 404)
    const { status, body } = await fetchIt('administrator', id)
    assert.deepEqual([status, body.part], [200, 'whole'])
    const [row] = await office.query('select secret_hash from credential where user_id = $1', [userId])
    assert.ok(await verifyPassword(row.secret_hash, body.secret))
    assert.equal((await fetchIt('administrator', id)).status, 404)
    const [{ found }] = await office.query(
      `select count(*)::int as found from audit_entry where strpos(detail, $1) > 0`,
      [body.secret],
    )
    assert.equal(found, 0)
  })

  it('of an account is two halves, and neither person has both', async () => {
    const body = { username: 'orang.baru', fullName: 'Contoh Baru', role: 'central-approver' }
    const id = await office.propose('administrator', '/office/staff', body)
    assert.equal((await office.answer('central', id, 'approval')).status, 204)
    const [first, second] = [await fetchIt('administrator', id), await fetchIt('central', id)]
    assert.deepEqual([first.body.part, second.body.part], ['first', 'second'])
    const [row] = await office.query(`select password_hash from staff where username = 'orang.baru'`)
    assert.ok(await verifyPassword(row.password_hash, first.body.secret + second.body.secret))
    assert.ok(!(await verifyPassword(row.password_hash, first.body.secret)))
  })

  it('is removed when nobody fetched it in time', async () => {
    const { id } = await issue()
    await office.answer('officer', id, 'approval')
    await office.query('update proposal_secret set until = now() where proposal_id = $1', [id])
    assert.equal((await fetchIt('administrator', id)).status, 404)
    await closeApprovals(office.pool)
    const [row] = await office.query('select sealed from proposal_secret where proposal_id = $1', [id])
    assert.equal(row.sealed, null)
    const page = await office
      .as('administrator')
      .get<{ secret: { state: string } }>(`/office/approvals/${id}`)
    assert.equal(page.body.secret.state, 'lapsed')
  })
})

describe('what one person may do alone', () => {
  it('AP-01 is taking away, and accounts that carry no authority', async () => {
    const admin = office.as('administrator')
    const reason = 'temuan evaluasi'
    const suspended = await admin.send('POST', '/office/credentials/disnaker.program/suspension', { reason })
    assert.equal(suspended.status, 204)
    const { agencyId } = office.agencies.health
    const head = { username: 'kepala.baru', fullName: 'Contoh Kepala', role: 'agency-head', agencyId, reason }
    const opened = await admin.send('POST', '/office/staff', head)
    assert.equal(opened.status, 201, opened.text)
    const administrator = { ...head, username: 'admin.baru', role: 'agency-administrator' }
    assert.equal((await admin.send('POST', '/office/staff', administrator)).status, 202)
  })

  it('AP-12 is changed at a start only, with an entry', async () => {
    const seq = await office.lastSeq()
    for (const mode of ['required', 'single', 'single', 'required'] as const)
      await noteFourEyes(office.pool, mode)
    const events = await office.eventsSince(seq)
    assert.deepEqual(
      events.map(({ event, detail }) => [event, detail.from, detail.to]),
      [
        ['installation.four_eyes_changed', 'required', 'single'],
        ['installation.four_eyes_changed', 'single', 'required'],
      ],
    )
  })
})
