import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changeAgencyState } from '../../src/agencies/index.ts'
import { changeAgreementState } from '../../src/agreements/index.ts'
import { type CredentialRequest, changeState } from '../../src/credentials/index.ts'
import { agreementFile, enterAgreement, otherAgreement } from '../support/agreement.ts'
import { issue, setUpInstallation, type TestInstallation } from '../support/installation.ts'
import { COMPLETE_PERSON, niksOf, UNKNOWN_NIK } from '../support/residents.ts'
import { type ServerProcess, startNode } from '../support/server-process.ts'
import { createWireClient, type WireCall, type WireClient } from '../support/wire-client.ts'

let installation: TestInstallation
let server: ServerProcess
let client: WireClient
/** One NIK of each kind: its answers must not differ for whoever may not know. */
let niks: Record<'active' | 'deceased' | 'duplicate' | 'inactive' | 'unknown', string>

before(async () => {
  installation = await setUpInstallation({ people: 300 })
  await enterAgreement(installation.pool, agreementFile())
  server = await startNode(installation)
  client = createWireClient(server.address)
  const nikOf = (status: Parameters<typeof niksOf>[1]) =>
    niksOf(installation.people, status)[0] ?? assert.fail(status)
  niks = {
    active: COMPLETE_PERSON.nik,
    deceased: nikOf('deceased'),
    duplicate: nikOf('duplicate'),
    inactive: nikOf('inactive'),
    unknown: UNKNOWN_NIK,
  }
})
after(async () => {
  client.close()
  await server.stop()
  await installation.close()
})

type Case = {
  rule: string
  expect: string
  request?: Partial<CredentialRequest>
  /** What happens to the installation before the calls. */
  prepare?: (userId: string, agreement: string) => Promise<unknown>
  call?: Partial<WireCall>
}

const by = 'uji'
const reason = 'uji'
const set = (sql: string) => (userId: string) =>
  installation.pool.query(`update credential set ${sql} where user_id = $1`, [userId])

const cases: Case[] = [
  { rule: 'V-01 a wrong password', expect: '03', call: { password: 'salah' } },
  { rule: 'V-01 no such User ID', expect: '03', call: { userId: 'tidak.ada' } },
  { rule: 'W-23 no password', expect: '09', call: { password: '' } },
  { rule: 'V-03 the address of another agency', expect: '03', call: { path: '33-13/rsud_lain/CALL_NIK' } },
  {
    rule: 'V-04 suspended',
    expect: '17',
    prepare: (userId) => changeState(installation.pool, { userId, act: 'suspend', reason, by }),
  },
  {
    rule: 'V-04 revoked',
    expect: '17',
    prepare: (userId) => changeState(installation.pool, { userId, act: 'revoke', reason, by }),
  },
  { rule: 'V-05 expired', expect: '17', prepare: set(`expires_at = '2021-01-01'`) },
  {
    rule: 'V-06 the agency is suspended',
    expect: '16',
    prepare: (_, agreement) =>
      changeAgencyState(installation.pool, {
        officeCode: '33.13',
        name: `Instansi ${agreement}`,
        act: 'suspend',
        reason,
        by,
      }),
  },
  {
    rule: 'V-07 ended',
    expect: '16',
    prepare: (_, code) => changeAgreementState(installation.pool, { code, act: 'end', reason, by }),
  },
  {
    rule: 'V-08 over',
    expect: '16',
    prepare: (_, code) =>
      installation.pool.query(`update agreement set valid_until = '2021-01-01' where code = $1`, [code]),
  },
  { rule: 'V-11 another network', expect: '04', request: { addresses: ['10.99.0.0/16'] } },
  {
    rule: 'V-12 the declared address',
    expect: '10',
    request: { declaredAddressRequired: true },
    call: { more: { ip_user: '10.1.1.1' } },
  },
  // Hours that never are now, wherever in the day the test runs.
  {
    rule: 'V-13 outside the hours',
    expect: '06',
    prepare: (userId) =>
      installation.pool.query(
        `update credential set hours_from = t::time - interval '2 hours', hours_until = t::time - interval '1 hour'
         from (select clock_timestamp() at time zone 'Asia/Jakarta') as now (t) where user_id = $1`,
        [userId],
      ),
  },
  { rule: 'V-14 another method', expect: '07', call: { path: 'METODE-LAIN' } },
  {
    rule: 'V-20 no quota left',
    expect: '05',
    request: { quotaPerDay: 1 },
    prepare: set('quota_per_day = 1'),
  },
]

for (const profile of ['G1', 'G2', 'G3'] as const) {
  for (const [index, { rule, expect, request, prepare, call }] of cases.entries()) {
    test(`I5 ${profile} ${rule}: nobody learns whether a NIK exists`, async () => {
      const agreement = `ada-${profile.toLowerCase()}-${index}`
      await enterAgreement(installation.pool, otherAgreement(agreement))
      const { userId, secret } = await issue(installation.pool, {
        agreementCode: agreement,
        userId: `user.${agreement}`,
        profile,
        ...request,
      })
      const path = `33-13/${agreement}/${call?.path === 'METODE-LAIN' ? 'CALL_KK' : 'CALL_NIK'}`
      const ask = (nik: string) =>
        client.call({
          userId,
          password: secret,
          nik,
          ...call,
          path: call?.path?.includes('/') ? call.path : path,
        })
      if (request?.quotaPerDay === 1) await ask(UNKNOWN_NIK)
      await prepare?.(userId, agreement)

      const replies = await Promise.all(Object.values(niks).map(ask))
      assert.equal(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size, 1)
      const [reply] = replies
      assert.equal(reply?.status, 200)
      // Who is not known is answered in the profile of the path, G1.
      if (profile !== 'G1' && call?.userId === undefined && call?.password !== '') {
        assert.equal(reply?.code, expect, reply?.text)
      }
    })
  }
}

test('I5 who may know is told, so that the rows above mean something', async () => {
  const { userId, secret } = await issue(installation.pool, { userId: 'boleh.tahu', profile: 'G2' })
  const codes = await Promise.all(
    Object.values(niks).map(async (nik) => (await client.call({ userId, password: secret, nik })).code),
  )
  assert.deepEqual(codes, [undefined, '11', '12', '14', '13'])
})
