import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { addendaOf, enterAgreement, otherAgreement } from '../../test/support/agreement.ts'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import { findAgreement, listTermVersions, passProofOfConcept } from './index.ts'

let installation: TestInstallation
before(async () => {
  installation = await setUpInstallation({ people: 1 })
})
after(() => installation.close())

const ROWS: { rule: string; file: object; before: unknown[]; after: unknown[] }[] = [
  {
    rule: 'unlimited',
    file: { quotaPerUserPerDay: 200, quotaAfterProofOfConcept: 'unlimited' },
    before: [200, false, 1],
    after: [null, true, 2],
  },
  {
    rule: 'a higher one',
    file: { quotaPerUserPerDay: 200, quotaAfterProofOfConcept: 500 },
    before: [200, false, 1],
    after: [500, false, 2],
  },
  {
    rule: 'none before',
    file: { quotaPerUserPerDay: undefined, quotaAfterProofOfConcept: 500 },
    before: [null, false, 1],
    after: [500, false, 2],
  },
  {
    rule: 'nothing promised',
    file: { quotaPerUserPerDay: 200 },
    before: [200, false, 1],
    after: [200, false, 1],
  },
]

describe('RQ-21 the quota that the paper promises for after the proof of concept', () => {
  for (const [index, { rule, file, before, after }] of ROWS.entries()) {
    it(`${rule}: first as granted, then as promised, with the result letter as its basis`, async () => {
      const { pool } = installation
      const { quotaPerUserPerDay, ...base } = otherAgreement(`kuota-${index}`, {
        proofOfConceptRequired: true,
      })
      const given = JSON.parse(JSON.stringify({ ...base, quotaPerUserPerDay, ...file }))
      const { code } = await enterAgreement(pool, given)
      const quota = async () => {
        const found = await findAgreement(pool, code)
        return [found?.quotaPerDay, found?.isQuotaUnlimited, found?.termVersion]
      }
      assert.deepEqual(await quota(), before)
      const passed = { code, passedOn: '2026-03-02', by: 'uji', basis: '400.12/77/2026' }
      assert.equal((await passProofOfConcept(pool, passed)).kind, 'done')
      assert.deepEqual(await quota(), after)
      const versions = await listTermVersions(pool, code)
      if (versions.length === 2) assert.equal(versions[1]?.basis, '400.12/77/2026')
      // A further application passes its own; the quota was raised once.
      assert.equal((await passProofOfConcept(pool, passed)).kind, 'done')
      assert.deepEqual(await quota(), after)
    })
  }

  it('an addendum that has set another quota since stands', async () => {
    const { pool } = installation
    const file = otherAgreement('kuota-adendum', {
      quotaPerUserPerDay: 200,
      quotaAfterProofOfConcept: 'unlimited',
    })
    await enterAgreement(pool, file)
    await addendaOf(pool, file)({ quotaPerUserPerDay: 50 })
    await passProofOfConcept(pool, { code: file.code, passedOn: '2026-03-02', by: 'uji' })
    const found = await findAgreement(pool, file.code)
    assert.deepEqual([found?.quotaPerDay, found?.isQuotaUnlimited], [50, false])
  })
})
