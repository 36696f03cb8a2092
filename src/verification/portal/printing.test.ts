import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setUpInstallation, type TestInstallation } from '../../../test/support/installation.ts'
import { COMPLETE_PERSON, UNKNOWN_NIK } from '../../../test/support/residents.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../../test/support/staffed-portal.ts'
import { enterAgencies, type TestAgency } from '../../../test/support/two-agencies.ts'
import { importAgreement } from '../../agreements/index.ts'

let installation: TestInstallation
let portal: StaffedPortal
let health: TestAgency
let operator: PortalClient
let colleague: PortalClient

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  ;({ health } = await enterAgencies(installation.pool))
  portal = await openStaffedPortal(installation)
  operator = await portal.signIn({ role: 'operator', username: 'loket.satu', ...health })
  colleague = await portal.signIn({ role: 'operator', username: 'loket.dua', ...health })
})
after(async () => {
  await portal.close()
  await installation.close()
})

type Answer = { requestId: string; printAllowed: boolean }

const ask = async (nik: string = COMPLETE_PERSON.nik) => {
  const asked = { nik, purpose: 'verifikasi data pasien', caseNumber: '2026/7' }
  return (await operator.send<Answer>('POST', '/verifications', asked)).body
}
const print = async (requestId: string, who = operator) =>
  (await who.send('POST', `/verifications/${requestId}/printing`)).status
let addenda = 0
const allow = async (printAllowed: boolean) => {
  addenda += 1
  const file = { ...health.file, printAllowed }
  const amended = await importAgreement(installation.pool, file, {
    by: 'uji',
    addendum: { number: `adendum ${addenda}` },
  })
  assert.equal(amended.kind, 'amended', JSON.stringify(amended))
}
const printed = async () =>
  (
    await installation.pool.query(
      `select request_id, nik_hash, purpose, term_version, detail from audit_entry where event = 'verification.printed'`,
    )
  ).rows

test('P-30 nothing is printed where the agreement does not say so', async () => {
  const answer = await ask()
  assert.equal(answer.printAllowed, false)
  assert.equal((await operator.get<{ printAllowed: boolean }>('/verification-form')).body.printAllowed, false)
  assert.equal(await print(answer.requestId), 403)
  assert.deepEqual(await printed(), [])
})

test('P-30 an answer given before the addendum is not printed after it', async () => {
  const earlier = await ask()
  await allow(true)
  assert.equal(await print(earlier.requestId), 403)
})

test('P-31 where it does, each printing is an entry by request, with its purpose and without a NIK', async () => {
  const answer = await ask()
  assert.equal(answer.printAllowed, true)
  assert.equal((await operator.get<{ printAllowed: boolean }>('/verification-form')).body.printAllowed, true)
  assert.equal(await print(answer.requestId), 204)
  const [entry, ...others] = await printed()
  assert.deepEqual(others, [])
  assert.deepEqual(
    [entry?.request_id, entry?.nik_hash, entry?.purpose, entry?.term_version],
    [answer.requestId, null, 'verifikasi data pasien · 2026/7', 2],
  )
  assert.ok(!JSON.stringify(entry).includes(COMPLETE_PERSON.nik))
  assert.equal((await operator.get<{ items: object[] }>('/history')).body.items.length, 3)
})

test("P-30 a refusal, somebody else's answer, an old one and one that never was are not found", async () => {
  const refused = await ask(UNKNOWN_NIK)
  assert.equal(refused.printAllowed, false)
  assert.equal(await print(refused.requestId), 404)
  const answer = await ask()
  assert.equal(await print(answer.requestId, colleague), 404)
  assert.equal(await print('00000000-0000-4000-8000-000000000000'), 404)
  assert.equal(await print('apa-saja'), 404)
})

test('P-30 nothing is printed any more once the agreement is closed, or an addendum takes it back', async () => {
  const answer = await ask()
  await installation.pool.query(`update agreement set state = 'suspended' where code = 'dinkes'`)
  assert.equal(await print(answer.requestId), 403)
  await installation.pool.query(`update agreement set state = 'in_force' where code = 'dinkes'`)
  assert.equal(await print(answer.requestId), 204)
  await allow(false)
  assert.equal(await print(answer.requestId), 403)
})
