import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { addendaOf } from '../../../test/support/agreement.ts'
import { auditEntries } from '../../../test/support/audit.ts'
import { setUpInstallation, type TestInstallation } from '../../../test/support/installation.ts'
import { COMPLETE_PERSON, niksOf, UNKNOWN_NIK } from '../../../test/support/residents.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../../test/support/staffed-portal.ts'
import { enterAgencies, type TestAgency } from '../../../test/support/two-agencies.ts'
import { elementsOfMask } from '../../audit/index.ts'
import { ELEMENT_NAMES, type Element, inCatalogueOrder } from '../../registry/index.ts'
import type { PortalAnswer } from './domain.ts'

let installation: TestInstallation
let portal: StaffedPortal
let health: TestAgency
let labour: TestAgency
let operator: PortalClient
let other: PortalClient
let amend: ReturnType<typeof addendaOf>

before(async () => {
  installation = await setUpInstallation({ people: 200 })
  ;({ health, labour } = await enterAgencies(installation.pool))
  portal = await openStaffedPortal(installation)
  operator = await portal.signIn({ role: 'operator', username: 'loket.satu', ...health })
  other = await portal.signIn({ role: 'operator', username: 'loket.lain', ...labour })
  amend = addendaOf(installation.pool, health.file)
})
after(async () => {
  await portal.close()
  await installation.close()
})

const PURPOSE = 'verifikasi data pasien'
const GOOD = { nik: COMPLETE_PERSON.nik, purpose: PURPOSE, caseNumber: '2026/114' }

const ask = (change: object = {}, who = operator) =>
  who.send<PortalAnswer>('POST', '/verifications', { ...GOOD, ...change })

const sql = (text: string, values: unknown[] = []) => installation.pool.query(text, values)

const credentialOf = async ({ staffId }: PortalClient): Promise<number> =>
  (await sql('select id from credential where staff_id = $1', [staffId])).rows[0].id

const told = ({ values }: PortalAnswer) => values.map(({ element }) => element)

test('an operator is told the granted elements, with labels, quota and mark', async () => {
  const { status, body, header } = await ask()
  assert.equal(status, 200)
  assert.equal(header('cache-control'), 'no-store')
  assert.equal(body.outcome, 'disclosed')
  assert.deepEqual(told(body), inCatalogueOrder(health.file.elements))
  assert.deepEqual(body.values[1], {
    element: 'NAMA_LGKP',
    label: 'Nama lengkap',
    value: COMPLETE_PERSON.nama_lgkp,
  })
  assert.deepEqual([body.quota.left, body.quota.limit, body.quota.zone], [49, 50, 'WIB'])
  assert.match(body.quota.resetsAt, /T17:00:00\.000Z$/)
  assert.deepEqual(body.mark, {
    operator: 'Petugas loket.satu (loket.satu)',
    at: body.at,
    caseNumber: '2026/114',
  })
  assert.equal(body.clearAfterSeconds, 90)
  assert.equal(body.detail, undefined)
})

test('the entry names operator, purpose and case, and neither NIK nor values', async () => {
  const { body } = await ask()
  const { rows } = await sql('select to_jsonb(e) as entry from audit_entry e where request_id = $1', [
    body.requestId,
  ])
  const { entry } = rows[0]
  assert.deepEqual(
    [entry.event, entry.local_operator, entry.purpose, entry.method, entry.address],
    ['verification.answered', 'loket.satu', `${PURPOSE} · 2026/114`, 'web-portal:biodata', '10.88.0.70'],
  )
  assert.ok(!JSON.stringify(entry).includes(COMPLETE_PERSON.nik))
})

test('I2 whatever the grant, the portal tells it and records it, and nothing else', async () => {
  await sql('update credential set quota_per_day = null')
  await fc.assert(
    fc.asyncProperty(fc.subarray(ELEMENT_NAMES, { minLength: 1 }), async (elements) => {
      await amend({ elements, quotaPerUserPerDay: 'unlimited' })
      const { body } = await ask()
      assert.deepEqual(told(body), elements)
      const typed: Partial<Record<Element, string>> = {
        NAMA_LGKP: COMPLETE_PERSON.nama_lgkp,
        TGL_LHR: '1985-08-17',
      }
      const match = await operator.send<PortalAnswer>('POST', '/matches', { ...GOOD, claims: typed })
      const compared = match.body.rows.map(({ element }) => element)
      assert.deepEqual(
        compared,
        elements.filter((element) => typed[element] !== undefined),
      )
      assert.deepEqual(match.body.values, [])
      const entries = await auditEntries(installation.pool, await credentialOf(operator))
      assert.deepEqual(
        entries.slice(-2).map(({ elementMask }) => elementsOfMask(elementMask)),
        [elements, compared],
      )
    }),
    { numRuns: 25 },
  )
  await amend({ elements: health.file.elements, quotaPerUserPerDay: 50 })
  await sql('delete from quota_use')
})

test('a match tells for each element typed whether it is right, and no value', async () => {
  const { status, body, text } = await operator.send<PortalAnswer>('POST', '/matches', {
    ...GOOD,
    claims: { TGL_LHR: '1985-08-18', NAMA_LGKP: COMPLETE_PERSON.nama_lgkp, AGAMA: 'ISLAM', ALAMAT: ' ' },
    threshold: 90,
  })
  assert.equal(status, 200)
  assert.equal(body.outcome, 'matched')
  assert.deepEqual(body.rows, [
    { element: 'NAMA_LGKP', label: 'Nama lengkap', matches: true, score: 100 },
    { element: 'TGL_LHR', label: 'Tanggal lahir', matches: false, score: null },
  ])
  assert.ok(!text.includes(COMPLETE_PERSON.nama_lgkp) && !text.includes(COMPLETE_PERSON.tgl_lhr))
})

const people = () => installation.people
const refusals: {
  name: string
  nik?: () => string | undefined
  set?: string
  undo?: string
  from?: string
  outcome: string
  detail?: RegExp
}[] = [
  { name: 'deceased', nik: () => niksOf(people(), 'deceased')[0], outcome: 'deceased' },
  { name: 'duplicate', nik: () => niksOf(people(), 'duplicate')[0], outcome: 'duplicate' },
  { name: 'inactive', nik: () => niksOf(people(), 'inactive')[0], outcome: 'inactive' },
  { name: 'nobody', nik: () => UNKNOWN_NIK, outcome: 'not-found' },
  {
    name: 'not a NIK',
    nik: () => '88010157088500',
    outcome: 'malformed',
    detail: /"nikFault":"NIK harus 16 digit/,
  },
  {
    name: 'from another desk',
    from: '10.99.0.1',
    outcome: 'address-not-registered',
    detail: /"address":"10\.99\.0\.1","contact":"Dinas Kependudukan/,
  },
  {
    name: 'the agreement is suspended',
    set: `update agreement set state = 'suspended', state_reason = 'evaluasi' where code = 'dinkes'`,
    undo: `update agreement set state = 'in_force', state_reason = null where code = 'dinkes'`,
    outcome: 'agency-inactive',
    detail: /"agreement":"400\.12\.4\/dinkes".*"state":"suspended".*"reason":"evaluasi"/,
  },
  {
    name: 'the User ID is suspended',
    set: `update credential set state = 'suspended', state_reason = 'NDA' where user_id = 'loket.satu@portal'`,
    undo: `update credential set state = 'active', state_reason = null where user_id = 'loket.satu@portal'`,
    outcome: 'credential-inactive',
    detail: /"state":"suspended".*"reason":"NDA"/,
  },
  {
    name: 'outside the hours',
    set: `update credential set hours_from = '00:00:00', hours_until = '00:00:01' where user_id = 'loket.satu@portal'`,
    undo: `update credential set hours_from = null, hours_until = null where user_id = 'loket.satu@portal'`,
    outcome: 'outside-hours',
    detail: /"hours":"00\.00–00\.00 WIB"/,
  },
]
for (const { name, nik, set, undo, from, outcome, detail } of refusals) {
  test(`${name}: ${outcome}, without data`, async () => {
    if (set !== undefined) await sql(set)
    const question = { ...GOOD, nik: nik?.() ?? GOOD.nik }
    const sent = from === undefined ? {} : { from }
    const { status, body, text } = await operator.send<PortalAnswer>('POST', '/verifications', question, sent)
    if (undo !== undefined) await sql(undo)
    assert.equal(status, 200)
    assert.equal(body.outcome, outcome, text)
    assert.deepEqual([body.values, body.rows], [[], []])
    if (detail === undefined) assert.equal(body.detail, undefined)
    else assert.match(JSON.stringify(body.detail), detail)
    assert.ok(!text.includes(question.nik))
  })
}

test('I3 the quota of the agreement holds in the portal, and the words know when it starts anew', async () => {
  await sql(`update credential set quota_per_day = 2 where user_id = 'loket.lain@portal'`)
  const answers = await Promise.all(Array.from({ length: 6 }, () => ask({}, other)))
  const outcomes = answers.map(({ body }) => body.outcome).sort()
  assert.deepEqual(outcomes, [...Array(2).fill('disclosed'), ...Array(4).fill('quota-exhausted')])
  const refused = answers.find(({ body }) => body.outcome === 'quota-exhausted')
  assert.deepEqual([refused?.body.quota.left, refused?.body.quota.limit], [0, 2])
})

const invalid: { name: string; path: string; change: object; fields: string[] }[] = [
  { name: 'no NIK', path: '/verifications', change: { nik: '' }, fields: ['nik'] },
  { name: 'a number instead of text', path: '/verifications', change: { nik: 1 }, fields: ['nik'] },
  { name: 'no purpose', path: '/verifications', change: { purpose: '' }, fields: ['purpose'] },
  {
    name: 'a purpose outside the list',
    path: '/verifications',
    change: { purpose: 'Iseng' },
    fields: ['purpose'],
  },
  { name: 'no case number', path: '/verifications', change: { caseNumber: '' }, fields: ['caseNumber'] },
  {
    name: 'a NIK as case number',
    path: '/verifications',
    change: { caseNumber: GOOD.nik },
    fields: ['caseNumber'],
  },
  { name: 'nothing to compare', path: '/matches', change: {}, fields: ['claims'] },
  {
    name: 'nothing that can be compared',
    path: '/matches',
    change: { claims: { X: 'y' } },
    fields: ['claims'],
  },
  {
    name: 'a threshold of 101',
    path: '/matches',
    change: { claims: { NAMA_LGKP: 'A' }, threshold: 101 },
    fields: ['threshold'],
  },
]
for (const { name, path, change, fields } of invalid) {
  test(`${name}: 422, and the gate is not asked`, async () => {
    const before = (await auditEntries(installation.pool)).length
    const reply = await operator.send<{ code: string; fields: { field: string }[] }>('POST', path, {
      ...GOOD,
      ...change,
    })
    assert.equal(reply.status, 422)
    assert.deepEqual(
      reply.body.fields.map(({ field }) => field),
      fields,
    )
    assert.ok(!reply.text.includes(GOOD.nik))
    assert.equal((await auditEntries(installation.pool)).length, before)
  })
}

test('who may not ask is told so, and no question is recorded', async () => {
  const auditor = await portal.signIn({ role: 'auditor', username: 'auditor.uji', officeId: health.officeId })
  const before = (await auditEntries(installation.pool)).length
  for (const path of ['/verifications', '/matches']) {
    const forbidden = await auditor.send('POST', path, GOOD)
    assert.deepEqual([forbidden.status, forbidden.body.code], [403, 'forbidden'])
    const forged = await operator.send('POST', path, GOOD, { withoutCsrf: true })
    assert.deepEqual([forged.status, forged.body.code], [403, 'csrf'])
    const stranger = await portal.app.inject({ method: 'POST', url: `/api/portal${path}`, payload: GOOD })
    assert.equal(stranger.statusCode, 401)
  }
  for (const path of ['/verification-form', '/history']) assert.equal((await auditor.get(path)).status, 403)
  assert.equal((await auditEntries(installation.pool)).length, before)
})
