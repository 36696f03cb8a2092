import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { auditEntries } from '../../../test/support/audit.ts'
import { type ComplianceDesk, daysAgo, openComplianceDesk } from '../../../test/support/compliance.ts'
import type { PortalClient } from '../../../test/support/staffed-portal.ts'

type Row = {
  agency: string
  agreement: string | null
  userId: string | null
  operator: string | null
  hits: number
  people: number
  answered: number
  owed: number[]
}
type Page = {
  isUpToDate: boolean
  total: Omit<Row, 'agency'>
  months: { month: string; people: number; answered: number }[]
  rows: Row[]
  fields: { field: string }[]
}

let desk: ComplianceDesk
let people: string[]
let pic: PortalClient
before(async () => {
  desk = await openComplianceDesk()
  people = desk.people
  pic = desk.pic
})
after(() => desk.close())

const figures = async (query = '', who = desk.evaluator) =>
  (await who.get<Page>(`/feedback/compliance${query}`)).body

describe('accesses against feedback', () => {
  it('FB-121 counts people once, on the day of their first access, and says how old what is owed is', async () => {
    const { total, rows, isUpToDate } = await figures('?by=agreement')
    assert.equal(isUpToDate, true)
    assert.deepEqual([total.hits, total.people, total.answered, total.owed], [8, 7, 2, [2, 1, 1, 1]])
    assert.deepEqual(
      rows.map(({ agreement, people: looked, answered }) => [agreement, looked, answered]),
      [
        ['rsud-balikan', 6, 2],
        ['klinik-balikan', 1, 0],
      ],
    )
  })

  it('FB-121 by user and by local operator', async () => {
    const { rows } = await figures('?by=operator&agreement=rsud-balikan')
    assert.deepEqual(
      rows.map(({ userId, operator, hits, people: looked }) => [userId, operator, hits, looked]),
      [
        ['rsud-balikan.user', 'loket-1', 4, 3],
        ['rsud-balikan.user', 'loket-2', 3, 3],
      ],
    )
  })

  it('FB-121 in any span of days, month by month', async () => {
    const [from, until] = [daysAgo(70).slice(0, 10), daysAgo(10).slice(0, 10)]
    const page = await figures(`?from=${from}&until=${until}&agreement=rsud-balikan`)
    assert.deepEqual([page.total.people, page.total.answered], [3, 2])
    assert.equal(
      page.months.reduce((sum, { people: looked }) => sum + looked, 0),
      3,
    )
  })

  it('FB-122 only what came soon enough, where that is asked', async () => {
    const answered = async (within: string) =>
      (await figures(`?agreement=rsud-balikan${within}`)).total.answered
    assert.deepEqual(
      [await answered('&within=7'), await answered('&within=30'), await answered('')],
      [0, 1, 2],
    )
  })

  it('names what cannot be asked', async () => {
    const fields = (await figures('?from=2026-02-30&agreement=tidak-ada')).fields.map(({ field }) => field)
    assert.deepEqual(fields, ['from', 'agreement'])
    assert.deepEqual(
      (await figures('?from=2026-03-02&until=2026-03-01')).fields.map(({ field }) => field),
      ['from'],
    )
  })

  it('an agency sees its own, whatever it asks for', async () => {
    const { rows } = await figures('?by=agency', pic)
    assert.equal(rows.length, 1)
    assert.equal((await pic.get('/feedback/compliance?agreement=klinik-balikan')).status, 422)
    assert.equal((await pic.get('/feedback/compliance/klinik-balikan')).status, 404)
    assert.equal((await pic.get('/feedback/gaps/klinik-balikan')).status, 404)
  })
})

describe('the gaps', () => {
  it('FB-123 by day and user, the oldest first, page after page', async () => {
    const { body } = await pic.get<{
      items: { day: string; owed: number; ageDays: number; operator: string }[]
      next: null
    }>('/feedback/gaps/rsud-balikan')
    assert.deepEqual(
      body.items.map(({ owed, ageDays, operator }) => [owed, ageDays, operator]),
      [
        [1, 120, 'loket-2'],
        [1, 20, 'loket-1'],
        [2, 3, 'loket-1'],
      ],
    )
    assert.equal(body.next, null)
    const later = await pic.get<{ items: object[] }>(
      `/feedback/gaps/rsud-balikan?day=${body.items[1]?.day}&userId=rsud-balikan.user&operator=loket-1`,
    )
    assert.equal(later.body.items.length, 1)
  })

  it('FB-124 a template holds whom the agency looked up, the oldest first, and the log holds that it was told', async () => {
    const reply = await pic.get('/feedback/gaps/rsud-balikan/template?format=csv')
    const lines = reply.text.replace('\ufeff', '').trim().split('\r\n')
    assert.equal(lines[0], 'NIK;GOLONGAN_DARAH;NOMOR_REKAM_MEDIS;NOMOR_SURAT_KETERANGAN_KEMATIAN')
    assert.deepEqual(
      lines.slice(1),
      [5, 2, 0, 1].map((place) => `${people[place]};;;`),
    )
    const entry = (await auditEntries(desk.installation.pool)).at(-1)
    assert.equal(entry?.event, 'feedback-gaps.told')
    assert.doesNotMatch(JSON.stringify(entry), /\d{16}/)
    const some = await pic.get(
      `/feedback/gaps/rsud-balikan/template?format=csv&from=${daysAgo(30).slice(0, 10)}`,
    )
    assert.equal(some.text.trim().split('\r\n').length, 4)
  })

  it('FB-124 is told to nobody else: not to the office, not to the head, not to another agency', async () => {
    for (const who of [desk.evaluator, desk.auditor, desk.head]) {
      assert.equal((await who.get('/feedback/gaps/rsud-balikan/template')).status, 403)
    }
    assert.equal((await desk.stranger.get('/feedback/gaps/rsud-balikan/template')).status, 404)
  })

  it('FB-124 says how many the registry does not have any more', async () => {
    await desk.installation.pool.query('delete from resident where nik = $1', [people[2]])
    const reply = await pic.get('/feedback/gaps/rsud-balikan/template?format=csv')
    assert.match(reply.text, /# 1 orang lain/)
    assert.doesNotMatch(reply.text, new RegExp(people[2] ?? 'x'))
  })
})
