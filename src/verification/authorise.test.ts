import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { authority, ELEMENTS, NOW, term } from '../../test/support/authority.ts'
import { question } from '../../test/support/gate.ts'
import { ELEMENT_NAMES } from '../registry/index.ts'
import { authorise, thresholdOf } from './authorise.ts'
import type { Authority, Grant, Question, Term } from './domain.ts'

const asked: Partial<Question> = { credentialId: 7, nik: '8801015708850001' }
const path = { region: '3313', agency: 'rsud_contoh', method: 'call_nik' }
const matching = { path: { ...path, method: 'call_verify_by_elemen' } }

type Change = { question?: Partial<Question>; authority?: Partial<Authority>; term?: Partial<Term> | null }

const judge = (change: Change = {}) =>
  authorise(question({ ...asked, ...change.question }), {
    ...authority,
    ...(change.term === undefined ? {} : { term: change.term === null ? null : { ...term, ...change.term } }),
    ...change.authority,
  })
const outcome = (change: Change) => {
  const judged = judge(change)
  return judged.kind === 'refused' ? judged.outcome : judged.kind
}

const granted = (change: Change = {}): Grant => {
  const judged = judge(change)
  assert.ok(judged.kind === 'granted', JSON.stringify(judged))
  return judged.grant
}

const GRANT: Grant = { operation: 'biodata', elements: ELEMENTS, space: 'real', quotaPerDay: 1_000 }

test('V-00 the base case is granted', () => assert.deepEqual(judge(), { kind: 'granted', grant: GRANT }))

const rows: (Change & { rule: string; expect: string })[] = [
  {
    rule: 'V-00 what was refused before stays so',
    question: { refusal: 'credentials-empty' },
    expect: 'credentials-empty',
  },
  { rule: 'V-01 the secret has moved', authority: { secretVersion: 2 }, expect: 'stale-login' },
  {
    rule: 'V-01 the secret has moved, and the credential is revoked',
    authority: { secretVersion: 2, credentialState: 'revoked' },
    expect: 'stale-login',
  },
  {
    rule: 'V-02 the previous password within its time',
    question: { usedPreviousSecret: true },
    authority: { previousSecretUntil: NOW + 1 },
    expect: 'granted',
  },
  {
    rule: 'V-02 the moment it ends',
    question: { usedPreviousSecret: true },
    authority: { previousSecretUntil: NOW },
    expect: 'login-failed',
  },
  { rule: 'V-02 there is none any more', question: { usedPreviousSecret: true }, expect: 'login-failed' },
  { rule: 'V-03 of another region', question: { path: { ...path, region: '3303' } }, expect: 'login-failed' },
  {
    rule: 'V-03 of the province alone',
    question: { path: { ...path, region: '33' } },
    expect: 'login-failed',
  },
  {
    rule: 'V-03 of another agency',
    question: { path: { ...path, agency: 'rsud_lain' } },
    expect: 'login-failed',
  },
  { rule: 'V-03 without a region', question: { path: { ...path, region: null } }, expect: 'granted' },
  {
    rule: 'V-03 by the customer id',
    question: { path: { ...path, agency: '880000000000001' } },
    expect: 'granted',
  },
  {
    rule: 'V-03 an agency without names has no address',
    authority: { agencyWireName: null, agencyCustomerId: null },
    expect: 'login-failed',
  },
  {
    rule: 'V-40 a scenario of a development User ID',
    authority: { scenario: 'quota-exhausted', credentialKind: 'development' },
    expect: 'quota-exhausted',
  },
  {
    rule: 'V-40 none of a production User ID, whatever the row says',
    authority: { scenario: 'quota-exhausted' },
    expect: 'granted',
  },
  {
    rule: 'V-40 what would be refused anyway is told as it is',
    authority: { scenario: 'quota-exhausted', credentialKind: 'development', agencyState: 'suspended' },
    expect: 'agency-inactive',
  },
  { rule: 'V-25 no SPTJM', authority: { isSptjmMissing: true }, expect: 'agency-inactive' },
  {
    rule: 'V-25 of an agreement that is over, that is told first',
    authority: { isSptjmMissing: true, agreementState: 'ended' },
    expect: 'agency-inactive',
  },
  { rule: 'V-26 no NDA', authority: { isNdaMissing: true }, expect: 'credential-inactive' },
  {
    rule: 'V-26 neither SPTJM nor NDA: the agency first',
    authority: { isSptjmMissing: true, isNdaMissing: true },
    expect: 'agency-inactive',
  },
  { rule: 'V-04 suspended', authority: { credentialState: 'suspended' }, expect: 'credential-inactive' },
  { rule: 'V-04 revoked', authority: { credentialState: 'revoked' }, expect: 'credential-inactive' },
  { rule: 'V-05 its last microsecond', authority: { expiresAt: NOW + 1 }, expect: 'granted' },
  { rule: 'V-05 the moment it expires', authority: { expiresAt: NOW }, expect: 'credential-inactive' },
  {
    rule: 'V-06 the agency is suspended',
    authority: { agencyState: 'suspended' },
    expect: 'agency-inactive',
  },
  { rule: 'V-07 suspended', authority: { agreementState: 'suspended' }, expect: 'agency-inactive' },
  { rule: 'V-07 ended', authority: { agreementState: 'ended' }, expect: 'agency-inactive' },
  { rule: 'V-07 revoked', authority: { agreementState: 'revoked' }, expect: 'agency-inactive' },
  { rule: 'V-08 the first moment is in', authority: { validFrom: NOW }, expect: 'granted' },
  {
    rule: 'V-08 the microsecond before it is not',
    authority: { validFrom: NOW + 1 },
    expect: 'agency-inactive',
  },
  { rule: 'V-08 the last microsecond is in', authority: { validUntil: NOW + 1 }, expect: 'granted' },
  { rule: 'V-08 validUntil itself is not', authority: { validUntil: NOW }, expect: 'agency-inactive' },
  { rule: 'V-08 no terms yet', term: null, expect: 'agency-inactive' },
  {
    rule: 'V-09 only the portal is granted',
    term: { methods: ['web-portal'] },
    expect: 'credential-inactive',
  },
  { rule: 'V-09 the card reader is not', question: { method: 'card-reader' }, expect: 'credential-inactive' },
  {
    rule: 'V-10 production without a proof of concept',
    authority: { isProofOfConceptMissing: true },
    expect: 'credential-inactive',
  },
  {
    rule: 'V-10 development needs none',
    authority: { isProofOfConceptMissing: true, credentialKind: 'development' },
    expect: 'granted',
  },
  { rule: 'V-11 of another network', question: { address: '10.88.1.70' }, expect: 'address-not-registered' },
  { rule: 'V-11 no address', question: { address: '' }, expect: 'address-not-registered' },
  {
    rule: 'V-11 a declared address does not help',
    question: { address: '10.88.1.70', declaredAddress: '10.88.0.70' },
    expect: 'address-not-registered',
  },
  {
    rule: 'V-12 none declared',
    authority: { declaredAddressRequired: true },
    expect: 'declared-address-invalid',
  },
  {
    rule: 'V-12 another declared',
    question: { declaredAddress: 'x' },
    authority: { declaredAddressRequired: true },
    expect: 'declared-address-invalid',
  },
  {
    rule: 'V-12 a registered one declared',
    question: { declaredAddress: '10.88.0.9' },
    authority: { declaredAddressRequired: true },
    expect: 'granted',
  },
  { rule: 'V-12 not asked for', question: { declaredAddress: 'x' }, expect: 'granted' },
  { rule: 'V-13 the first second', authority: { hours: { from: 36_000, until: 36_001 } }, expect: 'granted' },
  {
    rule: 'V-13 the second that ends them',
    authority: { hours: { from: 28_800, until: 36_000 } },
    expect: 'outside-hours',
  },
  {
    rule: 'V-13 over midnight, by day',
    authority: { hours: { from: 79_200, until: 21_600 } },
    expect: 'outside-hours',
  },
  {
    rule: 'V-13 over midnight, before it',
    authority: { hours: { from: 79_200, until: 21_600 }, secondOfDay: 86_399.999_999 },
    expect: 'granted',
  },
  {
    rule: 'V-13 over midnight, after it',
    authority: { hours: { from: 79_200, until: 21_600 }, secondOfDay: 0 },
    expect: 'granted',
  },
  {
    rule: 'V-13 over midnight, at its end',
    authority: { hours: { from: 79_200, until: 21_600 }, secondOfDay: 21_600 },
    expect: 'outside-hours',
  },
  {
    rule: 'V-14 another name',
    question: { path: { ...path, method: 'call_kk' } },
    expect: 'parameters-invalid',
  },
  { rule: 'V-15 no NIK', question: { nik: '' }, expect: 'parameters-invalid' },
  { rule: 'V-16 101', question: { ...matching, threshold: '101' }, expect: 'parameters-invalid' },
  { rule: 'V-16 -1', question: { ...matching, threshold: '-1' }, expect: 'parameters-invalid' },
  { rule: 'V-16 a fraction', question: { ...matching, threshold: '90.5' }, expect: 'parameters-invalid' },
  { rule: 'V-16 a word', question: { ...matching, threshold: 'x' }, expect: 'parameters-invalid' },
  { rule: 'V-16 0', question: { ...matching, threshold: '0' }, expect: 'granted' },
  { rule: 'V-16 100', question: { ...matching, threshold: '100' }, expect: 'granted' },
  { rule: 'V-16 only a match has one', question: { threshold: 'x' }, expect: 'granted' },
  { rule: 'V-17 no quota anywhere', term: { quotaPerDay: null }, expect: 'quota-exhausted' },
]

for (const { rule, expect, ...change } of rows)
  test(`${rule}: ${expect}`, () => assert.equal(outcome(change), expect))

test('V-01 a credential that is gone is a failed log-in', () => {
  const judged = authorise(question(asked), undefined)
  assert.equal(judged.kind === 'refused' && judged.outcome, 'login-failed')
})

const quotas: { agreement: number | null | 'unlimited'; credential: number | null; expect: number | null }[] =
  [
    { agreement: 1_000, credential: null, expect: 1_000 },
    { agreement: 1_000, credential: 5, expect: 5 },
    { agreement: 1_000, credential: 2_000, expect: 1_000 },
    { agreement: null, credential: 5, expect: 5 },
    { agreement: 'unlimited', credential: null, expect: null },
    { agreement: 'unlimited', credential: 5, expect: 5 },
  ]
for (const { agreement, credential, expect } of quotas) {
  test(`V-17 agreement ${agreement}, credential ${credential}: ${expect}`, () => {
    const isQuotaUnlimited = agreement === 'unlimited'
    const quotaPerDay = isQuotaUnlimited ? null : agreement
    const grant = granted({
      term: { isQuotaUnlimited, quotaPerDay },
      authority: { credentialQuota: credential },
    })
    assert.equal(grant.quotaPerDay, expect)
  })
}

test('V-19 a method narrows the term, and never widens it', () => {
  assert.deepEqual(granted({ question: matching }), { ...GRANT, operation: 'match', elements: ['NAMA_LGKP'] })
  const desa = { path: { ...path, method: 'adm_desa' } }
  assert.deepEqual(granted({ question: desa }).elements, ['NAMA_LGKP'])
})

test('V-19 development reads the dummy space, production the real one', () => {
  assert.equal(granted({ authority: { credentialKind: 'development' } }).space, 'dummy')
  assert.equal(granted().space, 'real')
})

test('V-16 no threshold is the strictest', () => {
  assert.deepEqual(
    [thresholdOf(null), thresholdOf(''), thresholdOf('0'), thresholdOf('85')],
    [100, 100, 0, 85],
  )
})

test('I2 whatever the term and its methods, no element outside the term is granted', () => {
  const subset = fc.subarray(ELEMENT_NAMES)
  fc.assert(
    fc.property(subset, fc.option(subset), (elements, narrowed) => {
      const wireMethods = [{ name: 'call_nik', operation: 'biodata' as const, elements: narrowed }]
      const grant = granted({ term: { elements, wireMethods } })
      const expected = elements.filter((element) => narrowed === null || narrowed.includes(element))
      assert.deepEqual([...grant.elements].sort(), expected.sort())
    }),
  )
})

test('I5 the decision is the same whatever the NIK', () => {
  const refusing = rows.filter(({ expect, question }) => expect !== 'granted' && question?.nik === undefined)
  for (const { rule: _, expect, question, ...rest } of refusing) {
    for (const nik of ['8801015708850001', '8899990101909999', '1', 'x'.repeat(1_000)]) {
      assert.equal(outcome({ ...rest, question: { ...question, nik } }), expect)
    }
  }
})
