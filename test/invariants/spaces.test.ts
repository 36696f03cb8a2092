import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTx } from '../../src/kernel/database.ts'
import { loadResidents } from '../../src/registry/index.ts'
import { agreementFile, enterAgreement } from '../support/agreement.ts'
import { openTestGate, outcomeOf, type TestGate } from '../support/gate.ts'
import { issue, setUpInstallation, type TestInstallation } from '../support/installation.ts'
import { COMPLETE_PERSON, niksOf, peopleOf } from '../support/residents.ts'

let installation: TestInstallation
let gate: TestGate
const callers = { production: 0, development: 0 }
const DUMMY_NAME = 'ORANG TIRUAN'

before(async () => {
  installation = await setUpInstallation({ people: 60 })
  const { pool } = installation
  await enterAgreement(pool, agreementFile())
  for (const kind of ['production', 'development'] as const) {
    callers[kind] = (await issue(pool, { userId: `ruang.${kind}`, kind })).credentialId
  }
  // The same number in both spaces, which generated people never have (G-02).
  await inTx(pool, (tx) => loadResidents(tx, 'dummy', [{ ...COMPLETE_PERSON, nama_lgkp: DUMMY_NAME }]))
  gate = openTestGate(installation)
})
after(async () => {
  await gate.close()
  await installation.close()
})

async function nameFor(kind: keyof typeof callers, nik: string) {
  const answer = await gate.ask({ credentialId: callers[kind], nik })
  if (answer.kind !== 'decided' || answer.decision.kind !== 'disclosed') return outcomeOf(answer)
  return new Map(answer.decision.values).get('NAMA_LGKP')
}

test('V-19 a NIK in both spaces: production sees the real person, development the invented one', async () => {
  assert.equal(await nameFor('production', COMPLETE_PERSON.nik), COMPLETE_PERSON.nama_lgkp)
  assert.equal(await nameFor('development', COMPLETE_PERSON.nik), DUMMY_NAME)
})

test('V-19 in one batch too', async () => {
  const kinds = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? 'production' : 'development'))
  const names = await Promise.all(kinds.map((kind) => nameFor(kind, COMPLETE_PERSON.nik)))
  assert.deepEqual(
    names,
    kinds.map((kind) => (kind === 'production' ? COMPLETE_PERSON.nama_lgkp : DUMMY_NAME)),
  )
})

test('V-19 people of the other space are not found', async () => {
  const [real = ''] = niksOf(installation.people, 'active')
  const [dummy = ''] = niksOf(peopleOf('dummy', 50), 'active')
  assert.equal(await nameFor('development', real), 'not-found')
  assert.equal(await nameFor('production', dummy), 'not-found')
})
