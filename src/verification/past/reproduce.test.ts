import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { addendaOf, agreementFile, enterAgreement } from '../../../test/support/agreement.ts'
import { openTestGate, outcomeOf, type TestGate } from '../../../test/support/gate.ts'
import { issue, setUpInstallation, type TestInstallation } from '../../../test/support/installation.ts'
import { changeAgencyState } from '../../agencies/index.ts'
import { changeAgreementState } from '../../agreements/index.ts'
import { changeState, rotateSecret } from '../../credentials/index.ts'
import type { Element } from '../../registry/index.ts'
import type { Question } from '../domain.ts'
import { reproduceDecision } from './reproduce.ts'

const ELEMENTS: Element[] = ['NIK', 'NAMA_LGKP', 'JENIS_KLMIN', 'TMPT_LHR', 'TGL_LHR', 'NO_KK']

let installation: TestInstallation
let gate: TestGate
let credentialId: number
let amend: ReturnType<typeof addendaOf>

before(async () => {
  installation = await setUpInstallation({ people: 40 })
  const { pool } = installation
  amend = addendaOf(pool, await enterAgreement(pool, agreementFile({ elements: ELEMENTS })))
  credentialId = (await issue(pool, { userId: 'rsud.contoh' })).credentialId
  gate = openTestGate(installation)
})
after(async () => {
  await gate.close()
  await installation.close()
})

const by = 'uji'
const reason = 'uji'
const onCredential = (set: string) => () =>
  installation.pool.query(`update credential set ${set} where user_id = 'rsud.contoh'`)
const onAgreement = (set: string) => () =>
  installation.pool.query(`update agreement set ${set} where code = 'rsud-contoh'`)
const agency = { officeCode: '33.13', name: 'RSUD Contoh', reason, by }

/** Every way in which what authority reads can move, done as people do it where there is an act for it. */
const ACTS: Record<string, () => Promise<unknown>> = {
  'terms: fewer elements': () => amend({ elements: ELEMENTS.slice(0, 3) }),
  'terms: all elements': () => amend({ elements: ELEMENTS }),
  'terms: another method name': () =>
    amend({ elements: ELEMENTS, wireMethods: [{ name: 'lain', operation: 'biodata' }] }),
  'terms: quota of 3': () => amend({ elements: ELEMENTS, quotaPerUserPerDay: 3 }),
  'terms: only the portal': () => {
    const { wireMethods: _, ...rest } = agreementFile({ elements: ELEMENTS })
    return addendaOfNow(rest)
  },
  suspend: () => changeState(installation.pool, { userId: 'rsud.contoh', act: 'suspend', reason, by }),
  reactivate: () => changeState(installation.pool, { userId: 'rsud.contoh', act: 'reactivate', reason, by }),
  rotate: () => rotateSecret(installation.pool, { userId: 'rsud.contoh', overlapSeconds: 60, by }),
  'agreement suspended': () =>
    changeAgreementState(installation.pool, { code: 'rsud-contoh', act: 'suspend', reason, by }),
  'agreement back': () =>
    changeAgreementState(installation.pool, { code: 'rsud-contoh', act: 'reactivate', reason, by }),
  'agency suspended': () => changeAgencyState(installation.pool, { ...agency, act: 'suspend' }),
  'agency back': () => changeAgencyState(installation.pool, { ...agency, act: 'reactivate' }),
  'another network': onCredential(`addresses = '{10.99.0.0/24}'`),
  'the first network': onCredential(`addresses = '{10.88.0.0/24}'`),
  'hours over': onCredential(`hours_from = '00:00', hours_until = '00:01'`),
  'no hours': onCredential('hours_from = null, hours_until = null'),
  'quota of its own': onCredential('quota_per_day = 5'),
  'no quota of its own': onCredential('quota_per_day = null'),
  'declared address': onCredential('declared_address_required = not declared_address_required'),
  expired: onCredential(`expires_at = '2024-01-01'`),
  'not expired': onCredential('expires_at = null'),
  'PoC asked for': onAgreement('proof_of_concept_required = true'),
  'PoC passed': onAgreement(`proof_of_concept_passed_on = '2024-01-01'`),
  'SPTJM asked for': onAgreement('sptjm_required = true'),
  'SPTJM not asked for': onAgreement('sptjm_required = false'),
}

/** Everything as it began, by hand: what the acts above do one by one. */
async function makeGood() {
  const { pool } = installation
  await pool.query(`update credential set state = 'active', addresses = '{10.88.0.0/24}', hours_from = null,
    hours_until = null, quota_per_day = null, expires_at = null, declared_address_required = false`)
  await pool.query(
    `update agreement set state = 'in_force', proof_of_concept_required = false, sptjm_required = false`,
  )
  await pool.query(`update user_agency set state = 'active'`)
  await amend({ elements: ELEMENTS })
}

async function addendaOfNow(file: object) {
  await amend({ ...file, methods: ['web-portal'], wireMethods: undefined } as never)
}

const CALLS: Record<string, () => Partial<Question>> = {
  'a person': () => ({ nik: installation.people[3]?.nik ?? '' }),
  'another person': () => ({ nik: installation.people[7]?.nik ?? '' }),
  nobody: () => ({ nik: '8801015708850099' }),
  'no NIK': () => ({ nik: '' }),
  malformed: () => ({ nik: '12' }),
  match: () => ({
    nik: installation.people[3]?.nik ?? '',
    path: { region: null, agency: 'rsud_contoh', method: 'call_verify_by_elemen' },
    claims: new Map([['NAMA_LGKP', 'X']]),
  }),
  'a bad threshold': () => ({
    nik: installation.people[3]?.nik ?? '',
    path: { region: null, agency: 'rsud_contoh', method: 'call_verify_by_elemen' },
    threshold: '7x',
  }),
  'another path': () => ({
    nik: '8801015708850001',
    path: { region: null, agency: 'x', method: 'call_nik' },
  }),
  'by customer id': () => ({
    nik: '8801015708850001',
    path: { region: null, agency: '880000000000001', method: 'call_nik' },
  }),
  'of the second network': () => ({ nik: '8801015708850001', address: '10.99.0.7' }),
  'by name lain': () => ({
    nik: '8801015708850001',
    path: { region: null, agency: 'rsud_contoh', method: 'lain' },
  }),
  'bad log-in': () => ({ refusal: 'login-failed' }),
}

async function call(change: Partial<Question>) {
  const { rows } = await installation.pool.query('select secret_version from credential where id = $1', [
    credentialId,
  ])
  return outcomeOf(
    await gate.ask({
      credentialId,
      secretVersion: rows[0].secret_version,
      declaredAddress: '10.88.0.70',
      ...change,
    }),
  )
}

describe('a past decision made again', () => {
  it('CH-20 comes out as recorded, whatever happened since, in any order of acts and calls', async () => {
    const acts = fc.oneof(fc.constant('good'), fc.constantFrom(...Object.keys(ACTS)))
    const calls = fc.array(fc.constantFrom(...Object.keys(CALLS)), { minLength: 1, maxLength: 6 })
    const life = fc.array(fc.tuple(acts, calls), { minLength: 10, maxLength: 25 })
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(life, async (steps) => {
        const { rows: head } = await installation.pool.query('select seq::int from audit_head')
        await makeGood()
        for (const [act, names] of steps) {
          await (act === 'good' ? makeGood() : ACTS[act]?.())
          for (const name of names) seen.add(await call(CALLS[name]?.() ?? {}))
        }
        const { rows } = await installation.pool.query(
          `select seq::int, event, outcome, detail from audit_entry where seq > $1 and event like 'verification.%' order by seq`,
          [head[0].seq],
        )
        for (const row of rows) {
          const again = await reproduceDecision(installation.pool, { seq: row.seq, officeId: null })
          assert.ok(again?.kind === 'reproduced', JSON.stringify(again))
          assert.deepEqual(again.differences, [], JSON.stringify({ row, again }, null, 1))
        }
      }),
      { numRuns: 8, seed: 4 },
    )
    for (const outcome of [
      'disclosed',
      'not-found',
      'quota-exhausted',
      'credential-inactive',
      'agency-inactive',
    ]) {
      assert.ok(seen.has(outcome), `${outcome} never came up: ${[...seen]}`)
    }
  })
})
