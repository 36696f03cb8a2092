import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { question } from '../../../test/support/gate.ts'
import { ELEMENT_NAMES, type Element } from '../../registry/index.ts'
import { authorise } from '../authorise.ts'
import type { Authority, Question, Term } from '../domain.ts'

const NOW = 1_790_000_000_000_000
const DAY = 86_400_000_000
const ELEMENTS: readonly Element[] = ['NIK', 'NAMA_LGKP', 'TGL_LHR']

const term: Term = {
  version: 1,
  elements: ELEMENTS,
  methods: ['web-portal'],
  quotaPerDay: 200,
  isQuotaUnlimited: false,
  wireMethods: [],
}

const authority: Authority = {
  now: NOW,
  day: '2026-09-21',
  secondOfDay: 36_000,
  officeId: 1,
  officeRegion: '33.03',
  credentialId: 7,
  isStaffCredential: true,
  scenario: null,
  credentialKind: 'production',
  credentialState: 'active',
  secretVersion: 1,
  previousSecretUntil: null,
  expiresAt: null,
  addresses: '{10.88.0.0/24}',
  declaredAddressRequired: false,
  hours: null,
  profile: 'G1',
  idStyle: 'number',
  credentialQuota: null,
  loweredQuota: null,
  agencyState: 'active',
  agencyWireName: null,
  agencyCustomerId: null,
  agreementId: 3,
  agreementState: 'in_force',
  validFrom: NOW - DAY,
  validUntil: NOW + DAY,
  isProofOfConceptMissing: false,
  isSptjmMissing: false,
  isNdaMissing: false,
  term,
}

const asked: Partial<Question> = {
  method: 'web-portal',
  operation: 'biodata',
  path: { region: null, agency: '', method: 'biodata' },
  credentialId: 7,
  nik: '8801015708850001',
}

type Change = { question?: Partial<Question>; authority?: Partial<Authority>; term?: Partial<Term> }

const judge = (change: Change) =>
  authorise(question({ ...asked, ...change.question }), {
    ...authority,
    ...change.authority,
    term: { ...term, ...change.term },
  })

const rows: (Change & { rule: string; expect: string })[] = [
  { rule: 'V-00 the base case, of an agency without names and methods on the wire', expect: 'granted' },
  {
    rule: 'V-03 the path is not judged',
    question: { path: { region: '99', agency: 'x', method: 'x' } },
    expect: 'granted',
  },
  { rule: 'V-24 a User ID for programs', authority: { isStaffCredential: false }, expect: 'login-failed' },
  {
    rule: 'V-24 a User ID of staff in a program, though all else is granted',
    question: {
      method: 'web-service',
      operation: null,
      path: { region: '3303', agency: 'x', method: 'call_nik' },
    },
    authority: { agencyWireName: 'x' },
    term: {
      methods: ['web-service'],
      wireMethods: [{ name: 'call_nik', operation: 'biodata', elements: null }],
    },
    expect: 'login-failed',
  },
  {
    rule: 'V-24 a User ID of staff at a reader',
    question: { method: 'card-reader' },
    expect: 'login-failed',
  },
  { rule: 'V-01 the secret has moved', authority: { secretVersion: 2 }, expect: 'stale-login' },
  { rule: 'V-04 suspended', authority: { credentialState: 'suspended' }, expect: 'credential-inactive' },
  {
    rule: 'V-06 the agency is suspended',
    authority: { agencyState: 'suspended' },
    expect: 'agency-inactive',
  },
  { rule: 'V-07 revoked', authority: { agreementState: 'revoked' }, expect: 'agency-inactive' },
  { rule: 'V-08 over', authority: { validUntil: NOW }, expect: 'agency-inactive' },
  {
    rule: 'V-09 only the web service is granted',
    term: { methods: ['web-service'] },
    expect: 'credential-inactive',
  },
  { rule: 'V-11 of another network', question: { address: '10.88.1.7' }, expect: 'address-not-registered' },
  { rule: 'V-13 outside the hours', authority: { hours: { from: 0, until: 1 } }, expect: 'outside-hours' },
  { rule: 'V-14 nothing is asked for', question: { operation: null }, expect: 'parameters-invalid' },
  {
    rule: 'V-14 a program cannot name the operation itself',
    question: {
      method: 'web-service',
      operation: 'biodata',
      path: { region: null, agency: 'x', method: 'y' },
    },
    authority: { agencyWireName: 'x', isStaffCredential: false },
    term: { methods: ['web-service'] },
    expect: 'parameters-invalid',
  },
  {
    rule: 'V-16 a threshold',
    question: { operation: 'match', threshold: '101' },
    expect: 'parameters-invalid',
  },
  { rule: 'V-17 no quota', term: { quotaPerDay: null }, expect: 'quota-exhausted' },
]
for (const { rule, expect, ...change } of rows) {
  test(`${rule}: ${expect}`, () => {
    const judged = judge(change)
    assert.equal(judged.kind === 'refused' ? judged.outcome : judged.kind, expect)
  })
}

test('I2 a match compares what was typed and granted, and nothing else', () => {
  const subset = fc.subarray(ELEMENT_NAMES, { minLength: 1 })
  fc.assert(
    fc.property(subset, subset, (elements, typed) => {
      const claims = new Map(typed.map((element) => [element, 'x']))
      const judged = judge({ question: { operation: 'match', claims }, term: { elements } })
      assert.ok(judged.kind === 'granted')
      assert.deepEqual(
        [...judged.grant.elements],
        typed.filter((element) => elements.includes(element)),
      )
    }),
  )
})
