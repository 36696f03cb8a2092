import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Asked, checkAccess } from './check-access.ts'
import type { SessionRecord } from './domain.ts'
import { csrfOf } from './portal-keys.ts'

const TOKEN = 'contoh-token'
const NOW = 1_800_000_000_000

const SESSION: SessionRecord = {
  sessionId: 1,
  staffId: 1,
  username: 'admin.uji',
  fullName: 'Contoh',
  role: 'office-administrator',
  mustChangePassword: false,
  hasTotp: true,
  hasPasskey: false,
  nowMs: NOW,
  secondFactorAtMs: NOW - 3_600_000,
  reauthenticatedAtMs: NOW - 1_000,
  officeId: 1,
  officeCode: '33.13',
  officeName: 'Kantor Contoh',
  timeZone: 'Asia/Jakarta',
  agencyId: null,
  agencyName: null,
  credentialId: null,
  secretVersion: null,
  idleMinutes: 30,
  isDemo: false,
}

const ASKED: Asked = {
  access: { permission: 'staff.manage', reauthenticated: true },
  isChange: true,
  csrf: csrfOf(TOKEN),
  fetchSite: 'same-origin',
  token: TOKEN,
}

type Row = { rule: string; asked?: Partial<Asked>; session?: Partial<SessionRecord> | null; expect: string }

const ROWS: readonly Row[] = [
  { rule: 'all in order', expect: 'let in' },
  { rule: 'a program that tells no site', asked: { fetchSite: undefined }, expect: 'let in' },
  { rule: 'SP-07 a page of another site', asked: { fetchSite: 'cross-site' }, expect: 'csrf' },
  { rule: 'SP-07 a page of a sister site', asked: { fetchSite: 'same-site' }, expect: 'csrf' },
  {
    rule: 'SP-07 another site may sign nobody in',
    asked: { access: 'public', fetchSite: 'cross-site' },
    session: null,
    expect: 'csrf',
  },
  {
    rule: 'public needs nothing',
    asked: { access: 'public', csrf: undefined, token: undefined },
    session: null,
    expect: 'let in',
  },
  { rule: 'SP-02 no session', session: null, expect: 'signed-out' },
  {
    rule: 'SP-02 no session, only to read',
    asked: { access: 'signed-in', isChange: false },
    session: null,
    expect: 'signed-out',
  },
  { rule: 'SP-07 no token', asked: { csrf: undefined }, expect: 'csrf' },
  { rule: 'SP-07 the token of another session', asked: { csrf: csrfOf('lain') }, expect: 'csrf' },
  { rule: 'SP-07 reading needs no token', asked: { isChange: false, csrf: undefined }, expect: 'let in' },
  {
    rule: 'SP-04 the second factor is due',
    session: { secondFactorAtMs: null },
    expect: 'second-factor-required',
  },
  {
    rule: 'SP-04 one must be set up',
    session: { hasTotp: false, secondFactorAtMs: null },
    expect: 'second-factor-required',
  },
  {
    rule: 'SP-04 an operator need not',
    asked: { access: 'signed-in' },
    session: { role: 'operator', hasTotp: false, secondFactorAtMs: null },
    expect: 'let in',
  },
  {
    rule: 'SP-04 an operator who has one must use it',
    asked: { access: 'signed-in' },
    session: { role: 'operator', secondFactorAtMs: null },
    expect: 'second-factor-required',
  },
  {
    rule: 'SP-04 the password must be changed',
    session: { mustChangePassword: true },
    expect: 'password-change-required',
  },
  {
    rule: 'SP-04 the second factor comes first',
    session: { mustChangePassword: true, secondFactorAtMs: null },
    expect: 'second-factor-required',
  },
  {
    rule: 'SP-04 the steps themselves may be taken',
    asked: { access: 'session' },
    session: { mustChangePassword: true, secondFactorAtMs: null },
    expect: 'let in',
  },
  {
    rule: 'SP-04 but not from elsewhere',
    asked: { access: 'session', csrf: undefined },
    session: { mustChangePassword: true },
    expect: 'csrf',
  },
  { rule: 'SP-03 another role', session: { role: 'auditor' }, expect: 'forbidden' },
  {
    rule: 'SP-04 a passkey is one too',
    session: { hasTotp: false, hasPasskey: true, secondFactorAtMs: null },
    expect: 'second-factor-required',
  },
  {
    rule: 'SP-31 a provider’s word lets in',
    asked: { access: { permission: 'staff.manage' } },
    session: { hasTotp: false },
    expect: 'let in',
  },
  {
    rule: 'SP-08 but not to dangerous acts',
    session: { hasTotp: false },
    expect: 'own-second-factor-required',
  },
  {
    rule: 'SP-08 never given again',
    session: { reauthenticatedAtMs: null },
    expect: 'reauthentication-required',
  },
  {
    rule: 'SP-08 given just under five minutes ago',
    session: { reauthenticatedAtMs: NOW - 299_999 },
    expect: 'let in',
  },
  {
    rule: 'SP-08 given five minutes ago',
    session: { reauthenticatedAtMs: NOW - 300_000 },
    expect: 'reauthentication-required',
  },
  {
    rule: 'SP-08 not asked for',
    asked: { access: { permission: 'staff.manage' } },
    session: { reauthenticatedAtMs: null },
    expect: 'let in',
  },
  {
    rule: 'SP-03 comes before SP-08',
    session: { role: 'auditor', reauthenticatedAtMs: null },
    expect: 'forbidden',
  },
]

describe('access', () => {
  for (const { rule, asked, session, expect } of ROWS) {
    it(rule, () => {
      const found = session === null ? undefined : { ...SESSION, ...session }
      assert.equal(checkAccess({ ...ASKED, ...asked }, found) ?? 'let in', expect)
    })
  }
})
