import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { addendaOf } from '../../../test/support/agreement.ts'
import { setUpInstallation, type TestInstallation } from '../../../test/support/installation.ts'
import { COMPLETE_PERSON } from '../../../test/support/residents.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../../test/support/staffed-portal.ts'
import { enterAgencies } from '../../../test/support/two-agencies.ts'
import { ELEMENT_NAMES } from '../../registry/index.ts'

let installation: TestInstallation
let portal: StaffedPortal
let operator: PortalClient
let evaluator: PortalClient
let logged = ''

before(async () => {
  installation = await setUpInstallation({ people: 20 })
  const { health } = await enterAgencies(installation.pool)
  await addendaOf(installation.pool, health.file)({ elements: [...ELEMENT_NAMES] })
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk)
      done()
    },
  })
  portal = await openStaffedPortal(installation, pino({ level: 'trace' }, sink))
  operator = await portal.signIn({ role: 'operator', username: 'tanpa.jejak', ...health })
  evaluator = await portal.signIn({ role: 'evaluator', username: 'penilai', officeId: health.officeId })
})
after(async () => {
  await portal.close()
  await installation.close()
})

const { nik, nama_lgkp, no_kk, alamat, nama_lgkp_ibu, no_akta_lhr } = COMPLETE_PERSON
const SECRETS = [nik, nama_lgkp, no_kk, alamat, nama_lgkp_ibu, no_akta_lhr].map(String)
const CLAIM = 'KLAIM YANG DIKETIK'

async function rowsOfEveryTable(): Promise<string> {
  const { rows } = await installation.pool.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname not in ('resident', 'dummy_resident')`,
  )
  assert.ok(rows.some(({ name }) => name === 'staff_session'))
  const texts = await Promise.all(
    rows.map(({ name }) =>
      installation.pool.query<{ text: string }>(`select t::text as text from ${name} t`),
    ),
  )
  return texts.flatMap((table) => table.rows.map(({ text }) => text)).join('\n')
}

test('I7 after answers, matches, refusals and a search, no table and no log line holds a NIK, a value or a claim', async () => {
  const good = { nik, purpose: 'verifikasi data pasien', caseNumber: '1' }
  const answer = await operator.send('POST', '/verifications', good)
  for (const secret of SECRETS) assert.ok(answer.text.includes(secret), 'the answer itself holds the values')
  const claims = { NAMA_LGKP: CLAIM, ALAMAT: CLAIM }
  assert.equal((await operator.send('POST', '/matches', { ...good, claims })).status, 200)
  assert.equal((await operator.send('POST', '/verifications', { ...good, caseNumber: nik })).status, 422)
  assert.equal((await operator.send('POST', '/verifications', { ...good, nik: `${nik}0` })).status, 200)
  assert.equal((await operator.send('POST', '/verifications', good, { from: '10.99.0.1' })).status, 200)
  const search = await evaluator.send<{ items: object[] }>('POST', '/audit/nik-search', {
    nik,
    reason: 'aduan warga',
  })
  assert.equal(search.body.items.length, 3)
  assert.equal(
    (await evaluator.send('POST', '/audit/nik-search', { nik, reason: `aduan ${nik}` })).status,
    422,
  )
  assert.equal((await evaluator.get(`/audit?userId=${nik}`)).status, 422)

  const kept = await rowsOfEveryTable()
  assert.match(kept, /verifikasi data pasien · 1/)
  for (const secret of [...SECRETS, CLAIM]) {
    assert.ok(!kept.includes(secret), 'a table holds it')
    assert.ok(!logged.includes(secret), 'the log holds it')
  }
})
