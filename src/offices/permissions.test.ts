import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  carriesAuthority,
  isRole,
  KEEPS,
  mayDo,
  PERMISSIONS,
  permissionsOf,
  ROLE_NAMES,
  ROLES,
} from './permissions.ts'

const COLUMNS = [
  'office-administrator',
  'agreement-officer',
  'evaluator',
  'registry-officer',
  'central-approver',
  'auditor',
  'agency-head',
  'agency-pic',
  'agency-administrator',
  'operator',
] as const

/** Role by permission, written down a second time: a change of the table is a decision made twice. */
const MATRIX: Record<string, string> = {
  'session.own': '+ + + + + + + + + +',
  'verification.ask': '. . . . . . . . . +',
  'verification.history.own': '. . . . . . . . . +',
  'agreement.read': '+ + + . + + + + + .',
  'agency.read': '. . . . . . + + + .',
  'agency.operators.read': '. . . . . . + + + .',
  'agency.operators.manage': '. . . . . . . . + .',
  'agency.credentials.read': '. . . . . . . + + .',
  'agency.usage.read': '. . . . . . + + + .',
  'agency.contacts.manage': '. . . . . . . + + .',
  'office.agencies.read': '+ + + . + + . . . .',
  'office.agencies.suspend': '+ . . . + . . . . .',
  'office.agreements.read': '+ + + . + + . . . .',
  'office.agreements.change': '. + . . + . . . . .',
  'statements.prepare': '. + . . . . + + + .',
  'statements.decide': '. + . . . . . . . .',
  'renewals.ask': '. + . . . . + + . .',
  'drills.run': '+ + . . . . . . . .',
  'office.credentials.read': '+ + + . + + . . . .',
  'office.credentials.manage': '+ . . . . . . . . .',
  'changes.prepare': '. + . . . . + + . .',
  'changes.submit': '. + . . . . + . . .',
  'changes.check': '. + . . . . . . . .',
  'changes.decide': '. . . . + . . . . .',
  'requests.prepare': '. + . . . . + + . .',
  'requests.submit': '. . . . . . + . . .',
  'requests.work': '. + . . . . . . . .',
  'requests.decide': '. . . . + . . . . .',
  'obligations.evidence.add': '. + . . . . + + . .',
  'office.obligations.manage': '. + . . . . . . . .',
  'staff.read': '+ . . . . + . . . .',
  'staff.manage': '+ . . . . . . . . .',
  'approvals.read': '+ + . . + + . . . .',
  'approvals.access.decide': '+ + . . + . . . . .',
  'approvals.staff.decide': '+ . . . + . . . . .',
  'proofs.request': '. . . . . . + + + .',
  'proofs.schedule': '+ + . . . . . . . .',
  'proofs.examine': '+ + + . . . . . . .',
  'proofs.decide': '+ + . . + . . . . .',
  'packs.download': '+ + . . . . . + + .',
  'papers.upload': '. + . . + . + + + .',
  'board.read': '+ + + . + + . . . .',
  'audit.read': '+ . + . + + . . . .',
  'audit.search-nik': '. . + + . + . . . .',
  'audit.extract': '. . + . . + . . . .',
  'office.contacts.manage': '+ + . . . . . . . .',
  'office.settings.read': '+ + . . . + . . . .',
  'office.settings.manage': '+ . . . . . . . . .',
  'office.installation.read': '+ . . . . + . . . .',
  'feedback.form': '. . . . . . . + + +',
  'feedback.send': '. . . . . . . + + .',
  'feedback.read': '+ + + . + + + + + .',
  'feedback.define': '. + . . . . . . . .',
  'feedback.export': '. . . . . . + + + .',
  'feedback.proposals.decide': '. . . + . . . . . .',
  'feedback.rules.decide': '. . + . . . . . . .',
  'feedback.appeal': '. . . . . . + + + .',
  'feedback.media.load': '. + + . . . . . . .',
  'feedback.media.manage': '. + . . . . . . . .',
  'templates.manage': '+ + . . . . . . . .',
  'meetings.read': '+ + + . + + + + + .',
  'meetings.manage': '. + . . . . . . . .',
  'breaches.read': '+ + + . + + + + + .',
  'breaches.report': '+ + + . . . + + + .',
  'breaches.decide': '. + + . . . . . . .',
}

describe('SP-01 who may do what', () => {
  it('is written down for every role and every permission', () => {
    assert.deepEqual(Object.keys(MATRIX), PERMISSIONS)
    assert.deepEqual(ROLE_NAMES, COLUMNS)
  })

  for (const permission of PERMISSIONS) {
    const row = MATRIX[permission]?.split(' ') ?? []
    for (const [index, role] of COLUMNS.entries()) {
      const expected = row[index] === '+'
      it(`${role} ${expected ? 'may' : 'may not'} ${permission}`, () => {
        assert.equal(mayDo(role, permission), expected)
        assert.equal(permissionsOf(role).includes(permission), expected)
      })
    }
  }

  it('what has no role is none', () => {
    for (const text of ['', 'Operator', 'toString', '__proto__', 'constructor']) assert.ok(!isRole(text))
  })
})

describe('roles', () => {
  const changing = /manage|suspend|change|decide/

  it('that can change authority always sign in with a second factor', () => {
    for (const role of ROLE_NAMES) {
      if (permissionsOf(role).some((permission) => changing.test(permission))) {
        assert.equal(ROLES[role].secondFactor, 'required', role)
      }
    }
    for (const role of ['auditor', 'evaluator'] as const) assert.equal(ROLES[role].secondFactor, 'required')
  })

  it('of the auditor change nothing', () => {
    assert.deepEqual(
      permissionsOf('auditor').filter(
        (permission) => changing.test(permission) || permission.endsWith('.ask'),
      ),
      [],
    )
  })

  it('AP-01 carry authority in the office, and where they open accounts', () => {
    assert.deepEqual(
      ROLE_NAMES.filter((role) => !carriesAuthority(role)),
      ['agency-head', 'agency-pic', 'operator'],
    )
  })

  it('are kept by administrators only, and an agency’s keeps nobody but operators', () => {
    assert.deepEqual(Object.keys(KEEPS), ['office-administrator', 'agency-administrator'])
    assert.deepEqual(KEEPS['agency-administrator'], ['operator'])
    assert.deepEqual(KEEPS['office-administrator'], ROLE_NAMES)
  })
})
