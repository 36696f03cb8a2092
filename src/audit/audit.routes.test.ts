import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { tamper } from '../../test/support/audit.ts'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import { COMPLETE_PERSON } from '../../test/support/residents.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { enterAgencies } from '../../test/support/two-agencies.ts'
import { changeAgencyState } from '../agencies/index.ts'
import { inTx } from '../kernel/database.ts'
import { append } from './append.ts'
import { checkExtract } from './check-extract.ts'
import type { LogReport } from './check-log.ts'
import { auditEntry } from './domain.ts'
import type { EntryDetail, EntryView } from './entry.store.ts'

let installation: TestInstallation
let portal: StaffedPortal
let auditor: PortalClient
let registryOfficer: PortalClient
let agreementOfficer: PortalClient
let operator: PortalClient
let foreignSeq: number

const { nik } = COMPLETE_PERSON
const GOOD = { nik, purpose: 'verifikasi data pasien', caseNumber: '2026/7' }

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  const { health, elsewhere } = await enterAgencies(installation.pool)
  portal = await openStaffedPortal(installation)
  const { officeId } = health
  auditor = await portal.signIn({ role: 'auditor', username: 'pemeriksa', officeId })
  registryOfficer = await portal.signIn({ role: 'registry-officer', username: 'petugas.data', officeId })
  agreementOfficer = await portal.signIn({ role: 'agreement-officer', username: 'pejabat.pks', officeId })
  operator = await portal.signIn({ role: 'operator', username: 'loket.satu', ...health })
  await inTx(installation.pool, (tx) =>
    append(tx, [
      auditEntry({
        event: 'verification.answered',
        outcome: 'disclosed',
        requestId: randomUUID(),
        officeId: elsewhere.officeId,
        nikHash: installation.nikHasher.hash(nik),
      }),
    ]),
  )
  foreignSeq = Number((await installation.pool.query('select seq from audit_head')).rows[0].seq)
  for (const from of ['10.88.0.70', '10.99.0.1'])
    await operator.send('POST', '/verifications', GOOD, { from })
})
after(async () => {
  await portal.close()
  await installation.close()
})

type Page = { items: EntryView[]; next: number | null }

const list = async (query: string) => (await auditor.get<Page>(`/audit?${query}`)).body

test("the viewer pages through the own office's entries, newest first, with words and without hashes of NIKs", async () => {
  const all = await list('limit=200')
  assert.equal(all.next, null)
  assert.ok(all.items.length > 5)
  assert.ok(!all.items.some(({ seq }) => seq === foreignSeq))
  const paged: number[] = []
  for (let next: number | null | undefined; next !== null; ) {
    const page = await list(`limit=2${next === undefined ? '' : `&before=${next}`}`)
    paged.push(...page.items.map(({ seq }) => seq))
    next = page.next
  }
  assert.deepEqual(
    paged,
    all.items.map(({ seq }) => seq),
  )
  const answered = all.items.find(({ event }) => event === 'verification.answered')
  assert.deepEqual(
    [
      answered?.outcome,
      answered?.agency,
      answered?.agreement,
      answered?.userId,
      answered?.purpose,
      answered?.isAboutNik,
    ],
    ['disclosed', 'Instansi dinkes', 'dinkes', 'loket.satu@portal', 'verifikasi data pasien · 2026/7', true],
  )
  const issued = all.items.find(({ event }) => event === 'credential.issued')
  assert.equal(issued?.by, 'uji')
})

const filters: { query: string; test: (item: EntryView) => boolean; atLeast: number }[] = [
  { query: 'event=verification', test: ({ event }) => event.startsWith('verification.'), atLeast: 2 },
  { query: 'event=verification.refused', test: ({ event }) => event === 'verification.refused', atLeast: 1 },
  { query: 'event=verif', test: () => false, atLeast: 0 },
  { query: 'outcome=disclosed', test: ({ outcome }) => outcome === 'disclosed', atLeast: 1 },
  { query: 'agency=DINKES', test: ({ agency }) => agency === 'Instansi dinkes', atLeast: 4 },
  { query: 'agency=Instansi+kantor-lain', test: () => false, atLeast: 0 },
  { query: 'userId=LOKET.SATU@portal', test: ({ userId }) => userId === 'loket.satu@portal', atLeast: 3 },
  { query: 'userId=kantor-lain.program', test: () => false, atLeast: 0 },
  { query: 'from=2020-01-01&until=2020-12-31', test: () => false, atLeast: 0 },
  { query: 'from=2020-01-01&outcome=disclosed', test: ({ outcome }) => outcome === 'disclosed', atLeast: 1 },
]
for (const { query, test: fits, atLeast } of filters) {
  test(`the filter ${query}`, async () => {
    const { items } = await list(query)
    assert.ok(items.every(fits), JSON.stringify(items))
    assert.ok(items.length >= atLeast, `${items.length}`)
  })
}

test("the filter by agency finds acts on the agency and on its people, not another office's", async () => {
  const { pool } = installation
  const { rows } = await pool.query<{ id: number; name: string }>('select id, name from user_agency')
  const idOf = (name: string) => rows.find((row) => row.name === name)?.id ?? 0
  for (const act of ['suspend', 'reactivate'] as const) {
    await changeAgencyState(pool, {
      officeCode: '33.13',
      name: 'Instansi dinkes',
      act,
      reason: 'uji',
      by: 'uji',
    })
    await changeAgencyState(pool, {
      officeCode: '33.03',
      name: 'Instansi kantor-lain',
      act,
      reason: 'uji',
      by: 'uji',
    })
  }
  for (const agency of ['dinkes', String(idOf('Instansi dinkes'))]) {
    const { items } = await list(`agency=${agency}&limit=200`)
    const events = new Set(items.map(({ event }) => event))
    for (const event of ['agency.suspended', 'agency.reactivated', 'staff.created', 'credential.issued']) {
      assert.ok(events.has(event), event)
    }
    assert.ok(items.every((item) => item.agency === 'Instansi dinkes'))
    assert.ok(!items.some(({ by }) => by === 'staff:pemeriksa'))
  }
  for (const agency of ['kantor-lain', String(idOf('Instansi kantor-lain'))]) {
    assert.deepEqual((await list(`agency=${agency}`)).items, [])
  }
})

test('the auditor of an office sees nothing of the people of another', async () => {
  const { rows } = await installation.pool.query<{ officeId: number }>(
    `select id as "officeId" from office where code = '33.03'`,
  )
  const officeId = rows[0]?.officeId ?? 0
  const there = await portal.signIn({ role: 'auditor', username: 'pemeriksa.lain', officeId })
  const own = await there.get<Page>('/audit?event=staff&limit=200')
  assert.deepEqual([...new Set(own.body.items.map(({ by }) => by))], ['uji'])
  assert.equal(own.body.items.length, 1)
  const { items } = await list('event=staff&limit=200')
  assert.ok(!items.some(({ seq }) => own.body.items.some((item) => item.seq === seq)))
})

test('A-25 an extract is held against the log: whole, altered, made up, cut, of another office', async () => {
  const { text } = await auditor.get('/audit/extract?event=verification')
  const check = async (file: string, who = auditor) =>
    who.sendFile<{ faults: { fault: string; seq: number }[]; isInLog: boolean; entries: number }>(
      '/audit/extract-check',
      'application/x-ndjson',
      file,
    )
  const faultsOf = async (file: string, who = auditor) => {
    const { status, body } = await check(file, who)
    assert.equal(status, 200)
    return body.faults.map(({ fault }) => fault)
  }
  assert.deepEqual(await faultsOf(text), [])
  assert.equal((await check(text)).body.isInLog, true)
  const lines = text.trimEnd().split('\n')
  assert.deepEqual(await faultsOf(text.replace('disclosed', 'not-found')), ['altered'])
  assert.deepEqual(await faultsOf(lines.slice(0, -1).join('\n')), ['cut'])
  // Whoever changes an entry and hashes it again agrees with themselves, and not with the log.
  const entry = lines.find((line) => line.includes('"disclosed"')) ?? ''
  const end = { ...JSON.parse(lines.at(-1) ?? ''), entries: 1 }
  const forged = [lines[0], rehashed(entry, 'disclosed', 'not-found'), JSON.stringify(end)].join('\n')
  assert.deepEqual(await faultsOf(forged), ['not-in-log'])
  assert.deepEqual((await faultsOf('apa saja')).includes('unreadable'), true)
  assert.equal((await check(text, agreementOfficer)).status, 403)
  const noted = await list('event=audit.extract_checked')
  assert.deepEqual(new Set(noted.items.map(({ outcome }) => outcome)), new Set(['done', 'faulty']))
  const noFile = await auditor.send('POST', '/audit/extract-check', {})
  assert.equal(noFile.status, 422)
})

/** An entry of an extract in which a word was changed, with its hash derived anew. */
function rehashed(line: string, word: string, other: string): string {
  const { previous, entry } = JSON.parse(line.replace(`"${word}"`, `"${other}"`))
  const hash = createHash('sha256')
    .update(`${previous}\n${JSON.stringify(entry)}`)
    .digest('hex')
  return JSON.stringify({ previous, entry, hash })
}

test('a filter that cannot be read is refused by name', async () => {
  const reply = await auditor.get<{ fields: { field: string }[] }>('/audit?from=kemarin&until=2026-02-30')
  assert.equal(reply.status, 422)
  assert.deepEqual(
    reply.body.fields.map(({ field }) => field),
    ['from', 'until'],
  )
})

test("one entry with everything but the NIK's hash; another office's is not found", async () => {
  const { items } = await list('event=verification.refused')
  const { status, body, text } = await auditor.get<EntryDetail>(`/audit/${items[0]?.seq}`)
  assert.equal(status, 200)
  assert.match(String(body.detail), /^V-11/)
  assert.match(body.hash, /^[0-9a-f]{64}$/)
  assert.match(body.previousHash, /^[0-9a-f]{64}$/)
  assert.ok(!text.includes(installation.nikHasher.hash(nik).toString('hex')))
  for (const seq of [foreignSeq, 999_999, 'x']) assert.equal((await auditor.get(`/audit/${seq}`)).status, 404)
})

test('a NIK search is recorded before it tells, names its reason, and keeps to the own office', async () => {
  const search = (body: object, who = registryOfficer) =>
    who.send<Page & { fields: { field: string }[] }>('POST', '/audit/nik-search', body)
  const reason = 'permintaan subjek data 12/2026'
  const { status, body } = await search({ nik, reason })
  assert.equal(status, 200)
  assert.deepEqual(
    body.items.map(({ outcome }) => outcome),
    ['address-not-registered', 'disclosed'],
  )
  const again = await search({ nik: nik.replace(/(....)/g, '$1 '), reason })
  assert.deepEqual(again.body.items.map(({ event, by, purpose }) => [event, by, purpose])[0], [
    'audit.searched',
    'staff:petugas.data',
    reason,
  ])
  assert.deepEqual(
    (await search({ nik: '123', reason: '' })).body.fields.map(({ field }) => field),
    ['nik', 'reason'],
  )
  assert.equal((await search({ nik, reason }, agreementOfficer)).status, 403)
  const forged = await registryOfficer.send(
    'POST',
    '/audit/nik-search',
    { nik, reason },
    { withoutCsrf: true },
  )
  assert.deepEqual([forged.status, forged.body.code], [403, 'csrf'])
})

test('who may not read the log does not', async () => {
  for (const path of ['/audit', '/audit/1', '/audit/extract']) {
    for (const who of [operator, agreementOfficer, registryOfficer]) {
      assert.equal((await who.get(path)).status, 403, path)
    }
  }
  assert.equal((await operator.send('POST', '/audit/check')).status, 403)
  assert.equal((await auditor.send('POST', '/audit/check', {}, { withoutCsrf: true })).body.code, 'csrf')
})

test('an extract is a file that checks without the installation', async () => {
  const reply = await auditor.get('/audit/extract?event=verification')
  assert.equal(reply.status, 200)
  assert.match(reply.header('content-type'), /^application\/x-ndjson/)
  assert.match(reply.header('content-disposition'), /^attachment; filename="audit-.*\.ndjson"$/)
  assert.equal(reply.header('cache-control'), 'no-store')
  const report = await checkExtract(reply.text.trimEnd().split('\n'))
  assert.deepEqual([report.faults, report.entries], [[], 2])
  assert.equal((await list('event=audit.extracted')).items[0]?.by, 'staff:pemeriksa')
})

test('I6 the check on request finds nothing in an honest log, and what was changed in another', async () => {
  const check = () => auditor.send<LogReport>('POST', '/audit/check')
  const both = await Promise.all([check(), check()])
  for (const { status, body } of both) {
    assert.deepEqual([status, body.faults, typeof body.lastSeq], [200, [], 'number'])
  }
  assert.equal((await list('event=audit.checked')).items.length, 2)
  await tamper(installation.pool, `update audit_entry set address = '10.0.0.1' where seq = 3`)
  const found = await check()
  assert.deepEqual(
    found.body.faults.map(({ fault, seq }) => [fault, seq]),
    [['altered', '3']],
  )
})
