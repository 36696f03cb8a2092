import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import { shelvePaper } from '../../test/support/shelved-papers.ts'
import { openStaffedPortal, type StaffedPortal } from '../../test/support/staffed-portal.ts'
import { enterAgencies } from '../../test/support/two-agencies.ts'
import { type Standing, standingOf } from './genuineness.ts'
import { createVisitLimit } from './visit-limit.ts'

type Found = { standing: Standing; replacedBy: unknown; validUntil: string | null }

let installation: TestInstallation
let portal: StaffedPortal
let agencies: Awaited<ReturnType<typeof enterAgencies>>
let visitor = 0

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  agencies = await enterAgencies(installation.pool)
  portal = await openStaffedPortal(installation)
})

after(async () => {
  await portal.close()
  await installation.close()
})

/** What somebody without any account is told, each time from another address. */
async function visit(token: string, from?: string) {
  visitor += 1
  const address = from ?? `198.51.100.${visitor}`
  const reply = await portal.app.inject({ url: `/api/portal/genuineness/${token}`, remoteAddress: address })
  return { status: reply.statusCode, body: reply.json<Found & Record<string, unknown>>() }
}

const shelve = (given: Partial<Parameters<typeof shelvePaper>[2]>) => {
  const { officeId, agencyId, code } = agencies.health
  return shelvePaper(installation.pool, portal.vault, { officeId, agencyId, agreementCode: code, ...given })
}

const RUNNING = { state: 'in_force', isOver: false, isWithinTerm: true } as const

const STANDINGS: [
  paper: Parameters<typeof standingOf>[0]['state'],
  agreement: Parameters<typeof standingOf>[1],
  standing: Standing,
][] = [
  ['issued', undefined, 'issued'],
  ['issued', RUNNING, 'in-force'],
  ['issued', { ...RUNNING, isWithinTerm: false }, 'not-yet'],
  ['issued', { ...RUNNING, isOver: true, isWithinTerm: false }, 'expired'],
  ['issued', { ...RUNNING, state: 'suspended' }, 'suspended'],
  ['issued', { ...RUNNING, state: 'suspended', isOver: true, isWithinTerm: false }, 'expired'],
  ['issued', { ...RUNNING, state: 'ended' }, 'ended'],
  ['issued', { ...RUNNING, state: 'revoked' }, 'revoked'],
  ['withdrawn', RUNNING, 'withdrawn'],
  ['replaced', RUNNING, 'replaced'],
]

describe('where a paper stands (F-14)', () => {
  for (const [state, agreement, standing] of STANDINGS) {
    it(`${state}, agreement ${JSON.stringify(agreement) ?? 'none'}: ${standing}`, () => {
      assert.equal(standingOf({ state }, agreement), standing)
    })
  }
})

describe('the page of a QR code', () => {
  it('F-13 tells whoever holds the paper what it is, and no more', async () => {
    const paper = await shelve({ kind: 'agreement', number: '1/PKS/2026', subject: 'Perjanjian dengan Budi' })
    const { status, body } = await visit(paper.token)
    assert.equal(status, 200)
    const { issuedAt, ...rest } = body
    assert.match(String(issuedAt), /^\d{4}-\d{2}-\d{2}T/)
    assert.deepEqual(rest, {
      kind: 'Perjanjian Kerja Sama',
      number: '1/PKS/2026',
      date: '2026-11-21',
      office: 'Dinas Kependudukan dan Pencatatan Sipil Kabupaten Karanganyar',
      agency: agencies.health.file.userAgency.name,
      standing: 'in-force',
      validUntil: agencies.health.file.validUntil,
      replacedBy: null,
      isSigned: false,
      sha256: paper.sha256,
    })
  })

  it('F-14 follows the agreement: what ends it ends its papers, letters stay what they were', async () => {
    const agreement = await shelve({ kind: 'agreement', agreementCode: agencies.labour.code })
    const letter = await shelve({ kind: 'forwarding-letter', agreementCode: agencies.labour.code })
    await installation.pool.query(
      `update agreement set state = 'revoked', state_reason = 'uji', state_changed_at = now() where code = $1`,
      [agencies.labour.code],
    )
    assert.equal((await visit(agreement.token)).body.standing, 'revoked')
    assert.deepEqual(
      [(await visit(letter.token)).body.standing, (await visit(letter.token)).body.validUntil],
      ['issued', null],
    )
  })

  it('F-14 names the paper that stands in a replaced one’s place', async () => {
    const old = await shelve({})
    const next = await shelve({ number: '470/13/2026', date: '2026-11-22' })
    await installation.pool.query(
      `update paper set state = 'replaced', state_reason = 'uji', state_changed_at = now(), replaced_by = $2
       where id = $1`,
      [old.id, next.id],
    )
    const { body } = await visit(old.token)
    assert.equal(body.standing, 'replaced')
    assert.deepEqual(body.replacedBy, { kind: 'Surat Perintah', number: '470/13/2026', date: '2026-11-22' })
  })

  it('F-13 a code that is none is not found, whatever it is made of', async () => {
    for (const token of ['a'.repeat(26), 'x', '%00', `'or'1'='1`, 'é']) {
      assert.ok([400, 404].includes((await visit(encodeURIComponent(token))).status), token)
    }
  })

  it('F-15 an address that asks too often is turned away, others are not', async () => {
    const { token } = await shelve({})
    const statuses: number[] = []
    for (let time = 0; time < 31; time += 1) statuses.push((await visit(token, '203.0.113.9')).status)
    assert.deepEqual([statuses.lastIndexOf(200), statuses[30]], [29, 429])
    assert.equal((await visit(token)).status, 200)
  })
})

describe('how often an address may ask (F-15)', () => {
  it('thirty times a minute, one network of IPv6 together', () => {
    let now = 0
    const limit = createVisitLimit(() => now)
    const ask = (address: string, times: number) =>
      Array.from({ length: times }, () => limit.admits(address)).filter(Boolean).length
    assert.equal(ask('10.0.0.1', 40), 30)
    assert.equal(ask('2001:db8:1:2::1', 20) + ask('2001:db8:1:2:ffff::9', 20), 30)
    now = 60_000
    assert.equal(ask('10.0.0.1', 1), 1)
  })

  it('forgets addresses rather than fill the memory', () => {
    const limit = createVisitLimit(() => 1)
    for (let n = 0; n < 25_000; n += 1) assert.ok(limit.admits(`10.0.${n >> 8}.${n & 255}.${n}`))
  })
})
