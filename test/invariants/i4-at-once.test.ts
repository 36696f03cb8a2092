import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changeAgencyState } from '../../src/agencies/index.ts'
import { changeAgreementState } from '../../src/agreements/index.ts'
import { changeState, rotateSecret } from '../../src/credentials/index.ts'
import { addendaOf, type CodedAgreement, enterAgreement, otherAgreement } from '../support/agreement.ts'
import { auditEntries } from '../support/audit.ts'
import { tally } from '../support/gate.ts'
import {
  type IssuedCredential,
  issue,
  setUpInstallation,
  type TestInstallation,
} from '../support/installation.ts'
import { COMPLETE_PERSON, niksOf } from '../support/residents.ts'
import { type ServerProcess, startNode } from '../support/server-process.ts'
import { createWireClient, inParallel, type WireClient } from '../support/wire-client.ts'

// Process A is this one, in which the office decides; process B is the server that answers.
let installation: TestInstallation
let server: ServerProcess
let client: WireClient

before(async () => {
  installation = await setUpInstallation({ people: 300 })
  server = await startNode(installation)
  client = createWireClient(server.address, 64)
})
after(async () => {
  client.close()
  await server.stop()
  await installation.close()
})

const by = 'uji'
const reason = 'uji'

type Caller = { file: CodedAgreement; credential: IssuedCredential; call: (nik?: string) => Promise<string> }

/** An agreement and a credential of its own, whose server B remembers the password. */
async function caller(name: string): Promise<Caller> {
  const file = await enterAgreement(
    installation.pool,
    otherAgreement(name, { elements: ['NIK', 'NAMA_LGKP', 'ALAMAT'] }),
  )
  const credential = await issue(installation.pool, {
    userId: `user.${name}`,
    agreementCode: name,
    profile: 'G2',
  })
  const call = async (nik = COMPLETE_PERSON.nik) => {
    const path = `33-13/${name}/CALL_NIK`
    const reply = await client.call({ userId: credential.userId, password: credential.secret, nik, path })
    assert.equal(reply.status, 200, reply.text)
    return reply.code ?? Object.keys(reply.row).join()
  }
  assert.equal(await call(), 'NIK,NAMA_LGKP,ALAMAT')
  return { file, credential, call }
}

type Change = { name: string; act: (one: Caller) => Promise<unknown>; expect: string }

const credentialActs = ['suspend', 'revoke'] as const
const agreementActs = ['suspend', 'end', 'revoke'] as const

const changes: Change[] = [
  ...credentialActs.map((act) => ({
    name: `kredensial-${act}`,
    act: ({ credential: { userId } }: Caller) => changeState(installation.pool, { userId, act, reason, by }),
    expect: '17',
  })),
  ...agreementActs.map((act) => ({
    name: `perjanjian-${act}`,
    act: ({ file: { code } }: Caller) => changeAgreementState(installation.pool, { code, act, reason, by }),
    expect: '16',
  })),
  {
    name: 'instansi-suspend',
    act: ({ file }) =>
      changeAgencyState(installation.pool, {
        officeCode: '33.13',
        name: file.userAgency.name,
        act: 'suspend',
        reason,
        by,
      }),
    expect: '16',
  },
  {
    name: 'rotasi',
    act: ({ credential: { userId } }) => rotateSecret(installation.pool, { userId, overlapSeconds: 0, by }),
    expect: '03',
  },
  {
    name: 'adendum',
    act: ({ file }) => addendaOf(installation.pool, file)({ elements: ['NIK', 'ALAMAT'] }),
    expect: 'NIK,ALAMAT',
  },
  {
    name: 'adendum-metode',
    act: ({ file: { wireMethods: _, ...file } }) =>
      addendaOf(installation.pool, file)({ methods: ['web-portal'] }),
    expect: '17',
  },
  {
    name: 'masa-habis',
    act: ({ file }) =>
      installation.pool.query('update agreement set valid_until = clock_timestamp() where code = $1', [
        file.code,
      ]),
    expect: '16',
  },
  {
    name: 'alamat',
    act: ({ credential }) =>
      installation.pool.query(`update credential set addresses = '{10.99.0.0/16}' where id = $1`, [
        credential.credentialId,
      ]),
    expect: '04',
  },
]

for (const { name, act, expect } of changes) {
  test(`I4 ${name}: the very next call on another process obeys`, async () => {
    const one = await caller(name)
    await act(one)
    assert.equal(await one.call(), expect)
  })
}

test('I4 what is given back is given at once too', async () => {
  const one = await caller('kembali')
  const { userId } = one.credential
  for (const [act, expect] of [
    ['suspend', '17'],
    ['reactivate', 'NIK,NAMA_LGKP,ALAMAT'],
  ] as const) {
    await changeState(installation.pool, { userId, act, reason, by })
    assert.equal(await one.call(), expect)
  }
})

test('V-02 an overlap lets the old password in until its last moment', async () => {
  const one = await caller('tumpang')
  const { userId, credentialId } = one.credential
  await rotateSecret(installation.pool, { userId, overlapSeconds: 3_600, by })
  assert.equal(await one.call(), 'NIK,NAMA_LGKP,ALAMAT')
  await installation.pool.query(
    'update credential set previous_secret_until = clock_timestamp() where id = $1',
    [credentialId],
  )
  assert.equal(await one.call(), '03')
})

const underLoad: { name: string; act: (one: Caller) => Promise<unknown>; event: string; expect: string }[] = [
  {
    name: 'beban-kredensial',
    act: ({ credential: { userId } }) =>
      changeState(installation.pool, { userId, act: 'suspend', reason, by }),
    event: 'credential.suspended',
    expect: '17',
  },
  {
    name: 'beban-instansi',
    act: ({ file }) =>
      changeAgencyState(installation.pool, {
        officeCode: '33.13',
        name: file.userAgency.name,
        act: 'suspend',
        reason,
        by,
      }),
    event: 'agency.suspended',
    expect: '16',
  },
  {
    name: 'beban-perjanjian',
    act: ({ file: { code } }) => changeAgreementState(installation.pool, { code, act: 'revoke', reason, by }),
    event: 'agreement.revoked',
    expect: '16',
  },
]

for (const { name, act, event, expect } of underLoad) {
  test(`I4 ${event} under load: no answer stands after it in the log, none begins after it returned`, async () => {
    const one = await caller(name)
    const niks = niksOf(installation.people, 'active')
    const calls = Array.from({ length: 1_200 }, (_, index) => niks[index % niks.length] ?? '')
    let done = 0
    let changed: Promise<unknown> | undefined
    let isChanged = false
    const answers = await inParallel(calls, 64, async (nik) => {
      const begunAfter = isChanged
      const code = await one.call(nik)
      done += 1
      if (done === 300) changed = act(one).then(() => (isChanged = true))
      return { begunAfter, code }
    })
    await changed

    const late = answers.filter(({ begunAfter }) => begunAfter).map(({ code }) => code)
    assert.ok(late.length > 0)
    assert.deepEqual(tally(late), { [expect]: late.length })

    const entries = await auditEntries(installation.pool)
    const changedAt = entries.findLast((entry) => entry.event === event)?.seq ?? assert.fail('no entry')
    const answered = entries.filter(
      (entry) =>
        entry.credentialId === one.credential.credentialId && entry.event === 'verification.answered',
    )
    assert.ok(answered.length >= 300)
    assert.deepEqual(
      answered.filter(({ seq }) => seq > changedAt),
      [],
    )
  })
}
