import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openRequestDesk, type RequestDesk } from '../../test/support/request-desk.ts'
import { act, attach, refusal, signatory } from '../../test/support/walk-request.ts'

let desk: RequestDesk
let installation: RequestDesk['installation']
let portal: RequestDesk['portal']
let office: RequestDesk['office']
let labour: RequestDesk['labour']
let complete: RequestDesk['complete']
let approved: RequestDesk['approved']
let one: RequestDesk['one']
before(async () => {
  desk = await openRequestDesk()
  ;({ installation, portal, office, labour, complete, approved, one } = desk)
})
after(() => desk.close())

describe('RQ-10 to RQ-12 approval, drawing up, four eyes', () => {
  it('the approval names all its faults at once', async () => {
    const { id } = await complete()
    await act(labour.head, id, 'submit', { number: '1/2026' }, 'submitted')
    await act(office.officer, id, 'forward', {}, 'forwarded')
    const body = {
      purpose: '',
      elements: ['AGAMA'],
      methods: [],
      termMonths: 0,
      quotaAfterProofOfConcept: -1,
    }
    assert.deepEqual((await refusal(office.central, id, 'approve', body)).sort(), [
      'RQ-08 number',
      'RQ-10 elements',
      'RQ-10 feedback',
      'RQ-10 methods',
      'RQ-10 purpose',
      'RQ-10 quotaAfterProofOfConcept',
      'RQ-10 termMonths',
      'RQ-14 signatory.name',
      'RQ-14 signatory.title',
    ])
  })

  it('an agreement that goes beyond its approval is refused field by field, and nothing of it is kept', async () => {
    const { id, file, draft } = await approved()
    const more = {
      ...draft,
      elements: [...file.elements, 'AGAMA'],
      methods: ['card-reader'],
      validUntil: '2099-12-31',
    }
    const found = await refusal(office.officer, id, 'draft', { code: 'SALAH', draft: more })
    const at = file.elements.length
    assert.deepEqual(found.sort(), [
      'AG-07 draft.wireMethods',
      'RQ-11 draft.elements['.concat(String(at), ']'),
      'RQ-11 draft.methods[0]',
      'RQ-11 draft.validUntil',
      'RQ-13 code',
    ])
    assert.equal(await one('select state from access_request where id = $1', [id]), 'approved')
  })

  it('nobody endorses what they drafted: the use case and the database say so', async () => {
    const { id, file, draft } = await approved()
    await act(office.officer, id, 'draft', { code: file.code, draft }, 'drafted')
    assert.deepEqual(await refusal(office.officer, id, 'endorse'), ['RQ-12 draftedBy'])
    await assert.rejects(
      installation.pool.query(
        `update access_request set state = 'endorsed', endorsed_by = drafted_by where id = $1`,
        [id],
      ),
      /check constraint/,
    )
    await act(office.administrator, id, 'endorse', {}, 'endorsed')
    // Drawn up anew it must be looked at anew.
    await act(office.officer, id, 'draft', { code: file.code, draft }, 'drafted')
    assert.equal(await one('select endorsed_by from access_request where id = $1', [id]), null)
  })

  it('nothing can be drafted or signed in the database without approval and endorsement', async () => {
    const { id } = await complete()
    for (const state of ['approved', 'drafted', 'endorsed', 'signed', 'in-force']) {
      await assert.rejects(
        installation.pool.query('update access_request set state = $2 where id = $1', [id, state]),
        /check constraint/,
        state,
      )
    }
  })

  it('a signature without its scan, number or signatory names each', async () => {
    const { id, file, draft } = await approved()
    await act(office.officer, id, 'draft', { code: file.code, draft }, 'drafted')
    await act(office.administrator, id, 'endorse', {}, 'endorsed')
    assert.deepEqual(await refusal(labour.head, id, 'sign-for-agency'), [
      'RQ-04 files',
      'RQ-14 signatory.name',
      'RQ-14 signatory.title',
      'RQ-08 number',
    ])
    const files = await attach(labour.head, id)
    const body = { number: '9/2026', signatory: signatory('Kepala'), files }
    await act(labour.head, id, 'sign-for-agency', body, 'signed-by-agency')
    assert.equal(await one('select count(*)::int from agreement where code = $1', [file.code]), 0)
    // Without a number the office's own series gives one.
    const own = { signatory: signatory('Kepala'), files: await attach(office.officer, id) }
    await act(office.officer, id, 'sign-for-registry', own, 'signed')
    const number = await one('select civil_registry_number from agreement where code = $1', [file.code])
    assert.match(String(number), /PKS/)
    assert.deepEqual(portal.papers.orders.at(-1)?.kind, 'agreement')
  })

  it('with the second signature the renewal that was asked for is granted', async () => {
    await one(
      `insert into renewal_request (office_id, agreement_id, asked_on, is_in_time, asked_by)
       select office_id, id, current_date, true, 'uji' from agreement where code = 'disnaker'`,
    )
    const { id, file, draft } = await approved({ renews: 'disnaker' })
    await act(office.officer, id, 'draft', { code: file.code, draft }, 'drafted')
    await act(office.administrator, id, 'endorse', {}, 'endorsed')
    const own = { number: '21/2026', signatory: signatory('Kepala'), files: await attach(office.officer, id) }
    await act(office.officer, id, 'sign-for-registry', own, 'signed-by-registry')
    const theirs = { number: '22/2026', signatory: signatory('Kepala'), files: await attach(labour.head, id) }
    await act(labour.head, id, 'sign-for-agency', theirs, 'signed')
    assert.equal(await one('select state from renewal_request'), 'granted')
    const renews = await one(
      'select w.code from agreement a join agreement w on w.id = a.renews_id where a.code = $1',
      [file.code],
    )
    assert.equal(renews, 'disnaker')
  })

  it('rejected or withdrawn, it is over', async () => {
    const { id } = await complete()
    await act(labour.head, id, 'submit', { number: '1/2026' }, 'submitted')
    await act(office.officer, id, 'forward', {}, 'forwarded')
    assert.deepEqual(await refusal(office.central, id, 'reject'), ['RQ-03 comment'])
    await act(office.central, id, 'reject', { comment: 'tujuan tidak sesuai' }, 'rejected')
    assert.deepEqual(await refusal(labour.head, id, 'withdraw', { comment: 'x' }), ['RQ-01 state'])
    const other = await complete()
    await act(labour.head, other.id, 'withdraw', { comment: 'belum siap' }, 'withdrawn')
  })
})
