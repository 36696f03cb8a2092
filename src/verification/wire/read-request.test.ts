import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ELEMENT_NAMES, type Element } from '../../registry/elements.ts'
import { readRequest, type WireFault, type WireRequest } from './read-request.ts'
import { CLAIMABLE_ELEMENTS } from './wire-fields.ts'

const NIK = '8801015501900001'

const blank: WireRequest = {
  kind: 'request',
  userId: '',
  password: '',
  nik: '',
  localOperator: null,
  declaredAddress: null,
  threshold: null,
  claims: new Map(),
}

type Change = Partial<WireRequest> | Omit<WireFault, 'kind'>
type Row = { rule: string; body: string | Buffer | object; expect: Change }

function read(body: Row['body']): WireRequest | WireFault {
  if (Buffer.isBuffer(body)) return readRequest(body)
  return readRequest(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)))
}

function full(change: Change): WireRequest | WireFault {
  return 'reason' in change ? { kind: 'unreadable', ...change } : { ...blank, ...change }
}

function claims(entries: Partial<Record<Element, string>>): Change {
  return { claims: new Map(ELEMENT_NAMES.flatMap((name) => (entries[name] ? [[name, entries[name]]] : []))) }
}

const ambiguous = (field: 'user_id' | 'password'): Change => ({ reason: 'ambiguous', field })
const local = (userId: string, localOperator: string): Change => ({ userId, localOperator })

const rows: Row[] = [
  { rule: 'W-10 an empty body', body: '', expect: {} },
  { rule: 'W-10 a body of white space', body: ' \r\n', expect: {} },
  { rule: 'W-10 an empty object', body: '{}', expect: {} },
  { rule: 'W-10 JSON', body: ` \n{"nik":"${NIK}"}`, expect: { nik: NIK } },
  { rule: 'W-10 JSON that holds =', body: '{"password":"a=b&nik=1"}', expect: { password: 'a=b&nik=1' } },
  { rule: 'W-10 a form', body: `nik=${NIK}`, expect: { nik: NIK } },
  { rule: 'W-10 an array', body: '[]', expect: { reason: 'not-an-object' } },
  { rule: 'W-10 a bare word', body: 'nik', expect: { reason: 'not-an-object' } },
  { rule: 'W-11 a UTF-8 mark before JSON', body: `\ufeff {"nik":"${NIK}"}`, expect: { nik: NIK } },
  { rule: 'W-11 a UTF-8 mark before a form', body: `\ufeffnik=${NIK}`, expect: { nik: NIK } },
  { rule: 'W-11 a UTF-8 mark alone', body: '\ufeff', expect: {} },
  {
    rule: 'W-11 UTF-16, little end first',
    body: Buffer.from('\ufeff{}', 'utf16le'),
    expect: { reason: 'encoding' },
  },
  {
    rule: 'W-11 UTF-16, big end first',
    body: Buffer.from('\ufeff{}', 'utf16le').swap16(),
    expect: { reason: 'encoding' },
  },
  {
    rule: 'W-11 invalid UTF-8',
    body: Buffer.from('{"password":"caf\xe9","nik":"1"}', 'latin1'),
    expect: { password: 'caf\ufffd', nik: '1' },
  },
  { rule: 'W-12 broken JSON', body: '{"nik":"1"', expect: { reason: 'syntax' } },
  { rule: 'W-14 a NIK as a number', body: `{"nik":${NIK}}`, expect: { nik: NIK } },
  {
    rule: 'W-14 too many digits for a float',
    body: '{"nik":880101550190000123}',
    expect: { nik: '880101550190000123' },
  },
  { rule: 'W-14 a float', body: '{"nik":8.8e15}', expect: { nik: '8.8e15' } },
  { rule: 'W-14 a threshold as a number', body: { TRESHOLD: 90 }, expect: { threshold: '90' } },
  {
    rule: 'W-15 literals',
    body: { nik: null, user_id: true, password: false, ip_user: null, NO_RT: true },
    expect: {},
  },
  {
    rule: 'W-15 nested values',
    body: { nik: [NIK], user_id: { a: 1 }, password: ['x'], ALAMAT: ['x'] },
    expect: {},
  },
  { rule: 'W-16 100,000 brackets', body: `{"nik":${'['.repeat(100_000)}`, expect: { reason: 'too-deep' } },
  { rule: 'W-17 plus and percent', body: 'password=a+b%2Bc%26%C3%A9', expect: { password: 'a b+c&é' } },
  { rule: 'W-17 percent in a key', body: 'n%69k=1', expect: { nik: '1' } },
  {
    rule: 'W-17 malformed percent',
    body: 'password=100%&nik=%zz%4',
    expect: { password: '100%', nik: '%zz%4' },
  },
  { rule: 'W-17 invalid UTF-8 by percent', body: 'password=%ff', expect: { password: '\ufffd' } },
  { rule: 'W-17 keys without value', body: 'nik&password=&=x&&user_id=a', expect: { userId: 'a' } },
  { rule: 'W-17 an equals sign in a value', body: 'password=a=b', expect: { password: 'a=b' } },
  {
    rule: 'W-18 keys in any case',
    body: { NiK: NIK, PassWord: 'p', USER_ID: 'u' },
    expect: { nik: NIK, password: 'p', userId: 'u' },
  },
  { rule: 'W-18 only ASCII case', body: { 'ni\u212a': NIK, 'pa\u017fsword': 'p' }, expect: {} },
  ...['userid', 'userId', 'USERID', 'User_id', 'User_ID'].map((key) => ({
    rule: `W-18 the login as ${key}`,
    body: { [key]: 'u' },
    expect: { userId: 'u' },
  })),
  ...['ip_user', 'ip_users', 'ip_address', 'ipUser', 'IP_USER'].map((key) => ({
    rule: `W-18 the address as ${key}`,
    body: { [key]: 'x' },
    expect: { declaredAddress: 'x' },
  })),
  ...['TRESHOLD', 'THRESHOLD', 'treshold', 'Threshold'].map((key) => ({
    rule: `W-18 the threshold as ${key}`,
    body: { [key]: ' 80 ' },
    expect: { threshold: '80' },
  })),
  {
    rule: 'W-18 unknown keys',
    body: { NOMOR_PROP: '88', ' nik': '1', __proto__x: '1', toString: '1' },
    expect: {},
  },
  ...['user_id_lokal', 'local_user_id', 'User_ID_Lokal'].map((key) => ({
    rule: `W-19 the local operator as ${key}`,
    body: { user_id: 'u', [key]: 'op' },
    expect: local('u', 'op'),
  })),
  { rule: 'W-20 user_id then User_ID', body: { user_id: 'u', User_ID: 'op' }, expect: local('u', 'op') },
  { rule: 'W-20 User_ID then user_id', body: { User_ID: 'op', user_id: 'u' }, expect: local('u', 'op') },
  { rule: 'W-20 User_ID then userId', body: { User_ID: 'op', userId: 'u' }, expect: local('u', 'op') },
  { rule: 'W-20 User_ID and USER_ID', body: { User_ID: 'op', USER_ID: 'u' }, expect: local('u', 'op') },
  { rule: 'W-20 the same value in both', body: { user_id: 'u', User_ID: 'u' }, expect: local('u', 'u') },
  { rule: 'W-20 a blank login stays blank', body: { user_id: ' ', User_ID: 'op' }, expect: local('', 'op') },
  { rule: 'W-20 a blank User_ID', body: { user_id: 'u', User_ID: '' }, expect: { userId: 'u' } },
  {
    rule: 'W-20 only User_ID beside a local operator',
    body: { User_ID: 'u', user_id_lokal: 'op' },
    expect: local('u', 'op'),
  },
  {
    rule: 'W-20 a plain local operator before User_ID',
    body: { user_id_lokal: 'op', user_id: 'u', User_ID: 'other' },
    expect: local('u', 'op'),
  },
  { rule: 'W-20 in a form', body: 'User_ID=op&user_id=u', expect: local('u', 'op') },
  { rule: 'W-21 the same NIK twice', body: `{"nik":"${NIK}","NIK":${NIK}}`, expect: { nik: NIK } },
  { rule: 'W-21 two NIKs', body: '{"nik":"1","nik":"2"}', expect: { nik: '' } },
  {
    rule: 'W-21 two NIKs, the first value again',
    body: '{"nik":"1","nik":"2","nik":"1"}',
    expect: { nik: '' },
  },
  { rule: 'W-21 a NIK and a blank one', body: '{"nik":"1","NIK":""}', expect: { nik: '' } },
  { rule: 'W-21 a NIK and a nested one', body: '{"nik":"1","NIK":["1"]}', expect: { nik: '' } },
  { rule: 'W-21 two passwords', body: { password: 'p', PASSWORD: 'p ' }, expect: ambiguous('password') },
  { rule: 'W-21 two logins', body: { user_id: 'u', userid: 'v' }, expect: ambiguous('user_id') },
  { rule: 'W-21 the same login twice', body: { user_id: 'u', userid: ' u' }, expect: { userId: 'u' } },
  {
    rule: 'W-21 two logins spelled User_ID',
    body: '{"User_ID":"u","User_ID":"v"}',
    expect: ambiguous('user_id'),
  },
  {
    rule: 'W-21 two local operators spelled User_ID',
    body: '{"User_ID":"a","user_id":"u","User_ID":"b"}',
    expect: local('u', 'b'),
  },
  { rule: 'W-21 two NIKs in a form', body: 'nik=1&nik=2', expect: { nik: '' } },
  { rule: 'W-21 two addresses', body: { ip_user: 'a', ip_address: 'b' }, expect: { declaredAddress: 'b' } },
  { rule: 'W-21 two claims', body: { NO_RT: '1', no_rt: '2' }, expect: claims({ NO_RT: '2' }) },
  { rule: 'W-21 a claim, then a blank', body: { NO_RT: '1', no_rt: ' ' }, expect: {} },
  {
    rule: 'W-22 white space around values',
    body: { nik: ` ${NIK}\n`, user_id: '\tu ', ip_user: ' x ', User_ID: ' op ', ALAMAT: ' JL. CONTOH ' },
    expect: {
      ...claims({ ALAMAT: 'JL. CONTOH' }),
      nik: NIK,
      userId: 'u',
      declaredAddress: 'x',
      localOperator: 'op',
    },
  },
  { rule: 'W-22 white space around the password', body: { password: ' p\n' }, expect: { password: ' p\n' } },
  {
    rule: 'W-23 blanks',
    body: { nik: ' ', user_id: '', password: '  ', ip_user: ' ', TRESHOLD: '', AGAMA: ' ' },
    expect: {},
  },
  { rule: 'W-24 a claim as a number', body: { NO_KAB: 1 }, expect: claims({ NO_KAB: '1' }) },
  { rule: 'W-24 a claim in any case', body: { Nama_Lgkp: 'SITI' }, expect: claims({ NAMA_LGKP: 'SITI' }) },
  { rule: 'W-24 the NIK is no claim', body: { NIK }, expect: { nik: NIK } },
  {
    rule: 'W-25 a long address',
    body: { ip_user: 'x'.repeat(65) },
    expect: { declaredAddress: 'x'.repeat(64) },
  },
  {
    rule: 'W-25 a long operator',
    body: { user_id_lokal: 'x'.repeat(65) },
    expect: { localOperator: 'x'.repeat(64) },
  },
  {
    rule: 'W-25 a long claim',
    body: { ALAMAT: 'x'.repeat(301) },
    expect: claims({ ALAMAT: 'x'.repeat(300) }),
  },
  {
    rule: 'W-25 a pair at the cut',
    body: { ip_user: `${'x'.repeat(63)}😀` },
    expect: { declaredAddress: 'x'.repeat(63) },
  },
  {
    rule: 'W-25 a pair before the cut',
    body: { ip_user: `${'x'.repeat(62)}😀y` },
    expect: { declaredAddress: `${'x'.repeat(62)}😀` },
  },
  {
    rule: 'W-25 control characters',
    body: { ip_user: 'a\u0000b\nc\u0085' + 'd' },
    expect: { declaredAddress: 'a\ufffdb\ufffdc\ufffdd' },
  },
  { rule: 'W-25 a lone surrogate', body: { user_id_lokal: 'a\ud800' }, expect: { localOperator: 'a\ufffd' } },
  {
    rule: 'W-25 a long user id, password and NIK stay whole',
    body: { user_id: 'u'.repeat(999), password: 'p'.repeat(999), nik: '8'.repeat(999) },
    expect: { userId: 'u'.repeat(999), password: 'p'.repeat(999), nik: '8'.repeat(999) },
  },
]

describe('wire requests', () => {
  for (const { rule, body, expect } of rows) it(rule, () => assert.deepEqual(read(body), full(expect)))

  for (const element of ELEMENT_NAMES.filter((name) => name !== 'NIK')) {
    const isClaimable = CLAIMABLE_ELEMENTS.some((name) => name === element)
    it(`W-24 ${element} is ${isClaimable ? 'a claim' : 'ignored'}`, () =>
      assert.deepEqual(read({ [element]: 'x' }), full(isClaimable ? claims({ [element]: 'x' }) : {})))
  }

  it('W-24 requests without claims share one map', () => {
    const bodies = [{ nik: '1' }, { nik: '2', NO_RT: '' }, { NO_RT: '1', no_rt: '' }]
    const [first, ...others] = bodies.map((body) => read(body))
    assert.ok(first?.kind === 'request')
    for (const other of others) assert.ok(other.kind === 'request' && other.claims === first.claims)
  })
})
