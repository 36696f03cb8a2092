import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { auditEntries } from '../../../test/support/audit.ts'
import { type ComplianceDesk, daysAgo, openComplianceDesk } from '../../../test/support/compliance.ts'
import { specimenPdf } from '../../../test/support/specimen-files.ts'
import { evaluateOffices } from './evaluate.ts'

const REASON = 'Sudah dibicarakan dalam rapat.'

let desk: ComplianceDesk
before(async () => {
  desk = await openComplianceDesk()
})
after(() => desk.close())

const RULE = {
  kind: 'lower',
  targetPercent: 80,
  graceDays: 7,
  spanDays: 180,
  floorQuota: 5,
  baseQuota: null,
  warnDays: 7,
  reason: 'Data balikan tidak dikirim sejak lama.',
}
const decide = (body: object, who = desk.evaluator) =>
  who.send<{ id: number; fields: { field: string }[] }>(
    'POST',
    '/feedback/compliance/rsud-balikan/rules',
    body,
  )

type Standing = {
  rules: { kind: string; version: number }[]
  now: {
    people: number
    answered: number
    quotas: { userId: string; granted: number; quota: number }[]
  } | null
  evaluations: { result: string }[]
  lowerings: { lowered: number; liftedAt: string | null }[]
  appeals: { id: number; state: string; evidence: string | null }[]
}

describe('rules and appeals in the portal', () => {
  it('FB-125 is decided by the evaluator alone, proved and with a reason', async () => {
    assert.equal((await decide(RULE, desk.auditor)).status, 403)
    assert.equal((await decide(RULE, desk.pic)).status, 403)
    assert.equal((await decide(RULE, desk.stale)).status, 403)
    const wrong = await decide({ ...RULE, targetPercent: 0, warnDays: 3, baseQuota: -1 })
    assert.deepEqual(
      wrong.body.fields.map(({ field }) => field),
      ['targetPercent', 'warnDays', 'baseQuota'],
    )
    assert.deepEqual((await decide({ ...RULE, reason: '' })).body.fields[0]?.field, 'reason')
    assert.equal((await decide(RULE)).status, 201)
  })

  it('FB-127 shows both sides what the formula gives with the figures of now', async () => {
    const { body } = await desk.pic.get<Standing>('/feedback/compliance/rsud-balikan')
    assert.deepEqual([body.now?.people, body.now?.answered], [4, 2])
    // 100,000 × 50 % ÷ 80 %.
    assert.deepEqual(body.now?.quotas, [{ userId: 'rsud-balikan.user', granted: 100_000, quota: 62_500 }])
    const looked = await desk.evaluator.get<NonNullable<Standing['now']>>(
      '/feedback/compliance/rsud-balikan/outlook?kind=lower&targetPercent=100&graceDays=7&spanDays=180&floorQuota=5&warnDays=7',
    )
    assert.equal(looked.body.quotas[0]?.quota, 50_000)
  })

  it('FB-130 an agency appeals with a paper once it is warned; the evaluator decides', async () => {
    const file = (who = desk.pic) =>
      who.send<{ id: number }>('POST', '/feedback/compliance/rsud-balikan/appeals', {
        reason: 'Aplikasi kami sedang diganti.',
      })
    assert.equal((await file()).status, 422)
    // As if the evening had come: what it finds is tested in lower-quota.test.ts.
    await evaluateOffices(desk.installation.pool, 'Asia/Jakarta', `${daysAgo(9).slice(0, 10)}T16:10:00Z`)
    await evaluateOffices(desk.installation.pool, 'Asia/Jakarta', `${daysAgo(0).slice(0, 10)}T16:10:00Z`)
    assert.equal((await file(desk.auditor)).status, 403)
    const filed = await file()
    assert.equal(filed.status, 201, filed.text)
    const path = `/feedback/appeals/${filed.body.id}/evidence`
    const paper = { bytes: specimenPdf(), name: 'bukti.pdf', type: 'application/pdf' }
    assert.equal((await desk.pic.upload(path, { ...paper, bytes: Buffer.from('x') })).status, 422)
    assert.equal((await desk.stranger.upload(path, paper)).status, 404)
    assert.equal((await desk.pic.upload(path, paper)).status, 201)
    assert.equal((await desk.evaluator.get(path)).status, 200)
    assert.equal((await desk.stranger.get(path)).status, 404)
    const tasks = await desk.evaluator.get<{ kind: string; path: string }[]>('/tasks')
    assert.deepEqual(
      tasks.body.filter(({ kind }) => kind === 'compliance-appeal').map(({ path: to }) => to),
      ['/kepatuhan/rsud-balikan'],
    )
    const settle = (body: object, who = desk.evaluator) =>
      who.send('POST', `/feedback/appeals/${filed.body.id}/decision`, body)
    assert.equal((await settle({ decision: 'refuse', reason: REASON }, desk.stale)).status, 403)
    assert.equal((await settle({ decision: 'grant', reason: REASON })).status, 422)
    const until = daysAgo(-20).slice(0, 10)
    assert.equal((await settle({ decision: 'grant', reason: REASON, exceptedUntil: until })).status, 201)
    assert.equal((await settle({ decision: 'refuse', reason: REASON })).status, 422)
    const { body } = await desk.head.get<Standing>('/feedback/compliance/rsud-balikan')
    assert.deepEqual(
      body.appeals.map(({ state, evidence }) => [state, evidence]),
      [['granted', 'bukti.pdf']],
    )
    assert.ok(body.lowerings.every(({ liftedAt }) => liftedAt !== null))
  })

  it('everything that was done stands in the log, with nobody’s NIK', async () => {
    const entries = await auditEntries(desk.installation.pool)
    const events = new Set(entries.map(({ event }) => event))
    for (const event of [
      'compliance-rule.decided',
      'compliance.warned',
      'compliance.lowered',
      'compliance-appeal.filed',
      'compliance-appeal.evidence_added',
      'compliance-appeal.granted',
    ]) {
      assert.ok(events.has(event), event)
    }
    assert.doesNotMatch(JSON.stringify(entries.map(({ detail }) => detail)), /\b\d{16}\b/)
  })
})
