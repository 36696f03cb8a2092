import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { enterAgreement, otherAgreement } from '../../../test/support/agreement.ts'
import { hospitalOwingFeedback } from '../../../test/support/feedback.ts'
import { issue, setUpInstallation, type TestInstallation } from '../../../test/support/installation.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../../test/support/staffed-portal.ts'
import { findAgreement } from '../../agreements/index.ts'
import { findSenders } from '../sender.store.ts'
import { hashToken, type TokenView } from '../token.ts'

let installation: TestInstallation
let portal: StaffedPortal
let administrator: PortalClient
let stale: PortalClient
let officer: PortalClient
let pic: PortalClient
let hospital: Awaited<ReturnType<typeof hospitalOwingFeedback>>
const REASON = 'diminta PIC rumah sakit'

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  const { pool } = installation
  hospital = await hospitalOwingFeedback(pool)
  await issue(pool, { agreementCode: hospital.code, userId: 'rsud.kedua' })
  await issue(pool, { agreementCode: hospital.code, userId: 'rsud.uji', kind: 'development' })
  await enterAgreement(pool, otherAgreement('tanpa-balikan'))
  await issue(pool, { agreementCode: 'tanpa-balikan', userId: 'tanpa.program' })
  portal = await openStaffedPortal(installation)
  const { officeId } = hospital
  const agencyId = (await findAgreement(pool, hospital.code))?.agencyId ?? 0
  const role = 'office-administrator'
  administrator = await portal.signIn({ role, username: 'admin.kantor', officeId })
  stale = await portal.signIn({ role, username: 'admin.lama', officeId, isReauthenticated: false })
  officer = await portal.signIn({ role: 'agreement-officer', username: 'petugas.pks', officeId })
  pic = await portal.signIn({ role: 'agency-pic', username: 'pic.rsud', officeId, agencyId })
})
after(async () => {
  await portal.close()
  await installation.close()
})

const give = (who: PortalClient, userId: string, body: object = { reason: REASON }) =>
  who.send<{ userId: string; secret: string; code: string }>(
    'POST',
    `/office/feedback-tokens/${userId}`,
    body,
  )

const isTaken = async (token: string) => (await findSenders(installation.pool, [hashToken(token)])).size === 1

test('FB-78 User IDs of programs whose agreement owes feedback by web service', async () => {
  const { body } = await administrator.get<TokenView[]>('/office/feedback-tokens')
  assert.deepEqual(
    body.map(({ userId, issuedAt }) => [userId, issuedAt !== null]),
    [
      ['rsud-balikan.user', true],
      ['rsud.kedua', false],
      ['rsud.uji', false],
    ],
  )
  assert.equal((await give(administrator, 'tidak.ada')).status, 404)
  const owed = await pic.get<{ tokens: TokenView[] }>('/feedback/owed')
  assert.deepEqual(
    owed.body.tokens.map(({ userId }) => userId),
    ['rsud-balikan.user', 'rsud.kedua', 'rsud.uji'],
  )
})

test('FB-78 a token is shown once, and another voids it', async () => {
  const first = await give(administrator, 'rsud.kedua')
  assert.equal(first.status, 201)
  assert.match(first.body.secret, /^gpb_/)
  assert.ok(await isTaken(first.body.secret))
  const second = await give(administrator, 'rsud.kedua')
  assert.deepEqual([await isTaken(first.body.secret), await isTaken(second.body.secret)], [false, true])
  const { text } = await administrator.get('/office/feedback-tokens')
  assert.ok(!text.includes('gpb_'))
})

test('FB-78 a token that is revoked is void at once; there is nothing to revoke twice', async () => {
  const revoke = () =>
    administrator.send('POST', '/office/feedback-tokens/rsud-balikan.user/revocation', { reason: REASON })
  assert.equal((await revoke()).status, 204)
  assert.equal(await isTaken(hospital.token), false)
  assert.equal((await revoke()).status, 404)
  const { rows } = await installation.pool.query(
    `select event, detail from audit_entry where event like 'feedback_token.%' order by seq desc limit 1`,
  )
  assert.deepEqual(rows, [
    {
      event: 'feedback_token.revoked',
      detail: JSON.stringify({ by: 'staff:admin.kantor', reason: REASON }),
    },
  ])
})

test('FB-78 it takes the right, the password anew, and a reason', async () => {
  assert.equal((await give(officer, 'rsud.kedua')).status, 403)
  assert.equal((await give(stale, 'rsud.kedua')).body.code, 'reauthentication-required')
  assert.equal((await give(administrator, 'rsud.kedua', {})).status, 422)
})
