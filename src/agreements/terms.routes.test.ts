import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type OfficeOfThree, openOfficeOfThree } from '../../test/support/office-of-three.ts'
import { importAgreement } from './import-agreement.ts'

let office: OfficeOfThree
before(async () => {
  office = await openOfficeOfThree()
  const { file } = office.agencies.health
  const amend = (number: string, from: string, change: object) =>
    importAgreement(office.pool, { ...file, ...change }, { by: 'uji', addendum: { number, from } })
  assert.equal((await amend('ADD/1', '2021-03-01', { elements: ['NIK', 'NAMA_LGKP'] })).kind, 'amended')
  const network = { kind: 'closed', bandwidthMbps: 10 }
  assert.equal(
    (await amend('ADD/2', '2099-01-01', { quotaPerUserPerDay: 'unlimited', network })).kind,
    'amended',
  )
})
after(() => office.close())

type Terms = {
  at: string
  version: number | null
  answeredBy: number | null
  state: string | null
  network: { bandwidth: string | null }
  versions: {
    version: number
    isRetroactive: boolean
    elements: { element: string }[]
    quotaPerDay: unknown
  }[]
}

const terms = (at: string) =>
  office
    .as('auditor')
    .get<Terms & { fields: { field: string }[] }>(`/agreements/dinkes/terms?at=${encodeURIComponent(at)}`)

const rows: { rule: string; at: string; version: number | null; answeredBy?: number | null }[] = [
  { rule: 'before the first', at: '2019-12-31', version: null },
  { rule: 'the first day', at: '2020-01-01', version: 1 },
  { rule: 'the last moment before the addendum', at: '2021-02-28', version: 1 },
  {
    rule: 'its first day; calls were still answered by the one before, for it came later',
    at: '2021-03-01',
    version: 2,
    answeredBy: 1,
  },
  { rule: 'its first instant, in local time', at: '2021-03-01T00:00:00', version: 2, answeredBy: 1 },
  { rule: 'a second before, with a zone', at: '2021-02-28T16:59:59Z', version: 1 },
  { rule: 'what is to come', at: '2099-01-01', version: 3 },
]

describe('CH-15 what was allowed on a day', () => {
  for (const { rule, at, version, answeredBy = null } of rows) {
    it(`${rule}: ${version}`, async () => {
      const { status, body, text } = await terms(at)
      assert.equal(status, 200, text)
      assert.deepEqual([body.version, body.answeredBy], [version, answeredBy])
    })
  }

  it('tells every version whole, and which of them were entered afterwards', async () => {
    const { body } = await terms('')
    assert.deepEqual(
      body.versions.map(({ version, isRetroactive, elements, quotaPerDay }) => [
        version,
        isRetroactive,
        elements.length,
        quotaPerDay,
      ]),
      [
        [1, false, 8, 50],
        [2, true, 2, 50],
        [3, false, 8, 'unlimited'],
      ],
    )
    assert.equal(body.state, 'in_force')
    assert.equal(body.network.bandwidth, null)
    assert.equal((await terms('2099-02-01')).body.network.bandwidth, '10 Mbps')
  })

  it('does not know what people had decided before the past was kept', async () => {
    assert.equal((await terms('2020-05-01')).body.state, null)
  })

  it('takes days and instants only, and nothing of another agency', async () => {
    assert.deepEqual(
      (await terms('kemarin')).body.fields?.map(({ field }) => field),
      ['at'],
    )
    assert.equal((await office.as('auditor').get('/agreements/kantor-lain/terms')).status, 404)
  })
})
