import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { auditEntries } from '../../../test/support/audit.ts'
import { setUpInstallation, type TestInstallation } from '../../../test/support/installation.ts'
import { COMPLETE_PERSON } from '../../../test/support/residents.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../../test/support/staffed-portal.ts'
import { enterAgencies, type TestAgency } from '../../../test/support/two-agencies.ts'
import { inCatalogueOrder } from '../../registry/index.ts'
import type { HistoryItem, VerificationForm } from './domain.ts'

let installation: TestInstallation
let portal: StaffedPortal
let health: TestAgency
let operator: PortalClient
let other: PortalClient

const PURPOSE = 'verifikasi data pasien'

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  const agencies = await enterAgencies(installation.pool)
  health = agencies.health
  portal = await openStaffedPortal(installation)
  operator = await portal.signIn({ role: 'operator', username: 'loket.satu', ...health })
  other = await portal.signIn({ role: 'operator', username: 'loket.lain', ...agencies.labour })
  const question = { nik: COMPLETE_PERSON.nik, purpose: PURPOSE, caseNumber: '2026/114' }
  for (let call = 0; call < 4; call += 1) await operator.send('POST', '/verifications', question)
  await operator.send('POST', '/matches', { ...question, claims: { NAMA_LGKP: 'SIAPA' } })
  await other.send('POST', '/verifications', question)
})
after(async () => {
  await portal.close()
  await installation.close()
})

test('the form offers purposes, elements, quota and what is left of the term', async () => {
  const { body } = await operator.get<VerificationForm>('/verification-form')
  assert.deepEqual(body.purposes, [PURPOSE])
  assert.deepEqual(
    body.elements.map(({ element }) => element),
    inCatalogueOrder(health.file.elements),
  )
  assert.equal(body.agreement.number, '400.12.4/dinkes')
  assert.ok(body.agreement.daysLeft > 10_000)
  assert.equal(body.quota.limit, 50)
  assert.equal(body.quota.left, 45)
  assert.deepEqual([body.caseNumberRequired, body.printAllowed], [true, false])
})

test('history tells the own calls, newest first, without NIK and values, page by page', async () => {
  const first = await operator.get<{ items: HistoryItem[]; next: number | null }>('/history?limit=2')
  assert.equal(first.body.items.length, 2)
  const [latest] = first.body.items
  assert.deepEqual(Object.keys(latest ?? {}).sort(), [
    'at',
    'caseNumber',
    'operation',
    'outcome',
    'purpose',
    'seq',
  ])
  assert.deepEqual(
    [latest?.purpose, latest?.caseNumber, latest?.operation, latest?.outcome],
    [PURPOSE, '2026/114', 'match', 'matched'],
  )
  const second = await operator.get<typeof first.body>(`/history?limit=200&before=${first.body.next}`)
  const seqs = [...first.body.items, ...second.body.items].map(({ seq }) => seq)
  assert.deepEqual(
    seqs,
    [...new Set(seqs)].sort((a, b) => b - a),
  )
  assert.equal(seqs.length, 5)
  assert.equal(second.body.next, null)
  assert.ok((await auditEntries(installation.pool)).length > 6)
  const others = await other.get<typeof first.body>('/history')
  assert.equal(others.body.items.length, 1)
})
