import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { setUpInstallation, type TestInstallation } from '../../test/support/installation.ts'
import { COMPLETE_PERSON } from '../../test/support/residents.ts'
import { specimenPdf } from '../../test/support/specimen-files.ts'
import {
  openStaffedPortal,
  type PortalClient,
  type StaffedPortal,
} from '../../test/support/staffed-portal.ts'
import { enterAgencies, type TestAgency } from '../../test/support/two-agencies.ts'
import type { Task } from '../offices/index.ts'
import type { CalendarView } from './calendar.ts'
import type { StandingObligation } from './read-obligations.ts'

let installation: TestInstallation
let portal: StaffedPortal
let health: TestAgency
const staff: Record<string, PortalClient> = {}

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  const agencies = await enterAgencies(installation.pool)
  health = agencies.health
  portal = await openStaffedPortal(installation)
  const { officeId } = health
  staff.officer = await portal.signIn({ role: 'agreement-officer', username: 'pejabat.pks', officeId })
  staff.auditor = await portal.signIn({ role: 'auditor', username: 'pemeriksa', officeId })
  staff.head = await portal.signIn({ role: 'agency-head', username: 'kepala.dinas', ...health })
  staff.pic = await portal.signIn({ role: 'agency-pic', username: 'pic.dinas', ...health })
  staff.neighbour = await portal.signIn({ role: 'agency-pic', username: 'pic.lain', ...agencies.labour })
  staff.stranger = await portal.signIn({
    role: 'agreement-officer',
    username: 'pejabat.lain',
    officeId: agencies.elsewhere.officeId,
  })
  staff.operator = await portal.signIn({ role: 'operator', username: 'loket.satu', ...health })
})
after(async () => {
  await portal.close()
  await installation.close()
})
beforeEach(() =>
  installation.pool.query(
    'delete from obligation_state; delete from obligation_evidence; delete from own_obligation; delete from notification',
  ),
)

const as = (name: string): PortalClient => {
  const client = staff[name]
  assert.ok(client !== undefined)
  return client
}

const SCOPE = '/agreements/dinkes/obligations'
const KEY = 'semester-report:2026-1'
const of = (key: string, act: string) => `${SCOPE}/${encodeURIComponent(key)}/${act}`
const PDF = specimenPdf()

async function obligation(key: string, who = 'officer'): Promise<StandingObligation> {
  const { body } = await as(who).get<{ obligations: StandingObligation[] }>(SCOPE)
  const found = body.obligations.find((one) => one.key === key)
  assert.ok(found !== undefined, key)
  return found
}

const upload = (who: string, key: string, name = 'laporan.pdf', type = 'application/pdf', bytes = PDF) =>
  as(who).upload(of(key, 'evidence'), { bytes, name, type })

const lastEvent = async () => {
  const { rows } = await installation.pool.query<{ event: string; detail: string }>(
    'select event, detail from audit_entry order by seq desc limit 1',
  )
  return rows[0]
}

describe('obligations of an agreement', () => {
  it('OB-13 are seen by the office and the agency, and by nobody else', async () => {
    for (const who of ['officer', 'auditor', 'head', 'pic']) {
      assert.equal((await as(who).get(SCOPE)).status, 200, who)
    }
    for (const who of ['neighbour', 'stranger']) assert.equal((await as(who).get(SCOPE)).status, 404, who)
    assert.equal((await as('operator').get(SCOPE)).status, 403)
  })

  it('OB-14 the agency hands evidence in, the office accepts it, and both stand in the log', async () => {
    assert.equal((await obligation(KEY)).state, 'late')
    assert.equal((await upload('pic', KEY)).status, 204)
    const handedIn = await obligation(KEY)
    assert.equal(handedIn.state, 'submitted')
    assert.deepEqual(
      handedIn.evidence.map(({ name, addedBy }) => [name, addedBy]),
      [['laporan.pdf', 'staff:pic.dinas']],
    )
    assert.equal((await lastEvent())?.event, 'obligation.evidence_added')
    const tasks = await as('officer').get<Task[]>('/tasks')
    assert.ok(
      tasks.body.some(
        ({ kind, path }) => kind === 'obligation-evidence' && path === '/perjanjian/dinkes/kewajiban',
      ),
    )
    assert.equal((await as('officer').get<{ unread: number }>('/notifications/unread')).body.unread, 1)

    const done = await as('officer').send('POST', of(KEY, 'acceptance'), { metOn: '2026-07-10' })
    assert.equal(done.status, 204, done.text)
    const accepted = await obligation(KEY)
    assert.deepEqual([accepted.state, accepted.metOn], ['done', '2026-07-10'])
    assert.equal((await lastEvent())?.event, 'obligation.accepted')
    assert.equal((await upload('pic', KEY)).status, 422)
  })

  it('OB-15 rejected evidence leaves it open, and the agency learns why', async () => {
    await upload('pic', KEY)
    assert.equal((await as('officer').send('POST', of(KEY, 'rejection'), {})).status, 422)
    const rejected = await as('officer').send('POST', of(KEY, 'rejection'), { note: 'belum ditandatangani' })
    assert.equal(rejected.status, 204, rejected.text)
    const open = await obligation(KEY, 'pic')
    assert.deepEqual([open.state, open.stored?.note], ['late', 'belum ditandatangani'])
    assert.equal((await as('pic').get<{ unread: number }>('/notifications/unread')).body.unread, 1)
  })

  it('OB-16 letting off asks for a reason, is the office’s alone, and can be undone', async () => {
    const waive = (who: string, note: string) => as(who).send('POST', of(KEY, 'waiver'), { note })
    for (const who of ['pic', 'head', 'auditor']) assert.equal((await waive(who, 'x')).status, 403, who)
    assert.equal((await waive('stranger', 'x')).status, 404)
    assert.equal((await waive('officer', '')).status, 422)
    assert.equal((await waive('officer', `sudah ${COMPLETE_PERSON.nik}`)).status, 422)
    assert.equal((await waive('officer', 'disampaikan di atas kertas')).status, 204)
    assert.equal((await obligation(KEY)).state, 'waived')
    const again = await as('officer').send('POST', of(KEY, 'waiver'), { note: 'lagi' })
    assert.equal(again.status, 422)
    const reopened = await as('officer').send('POST', of(KEY, 'reopening'), {
      note: 'kertas tidak ditemukan',
    })
    assert.equal(reopened.status, 204, reopened.text)
    assert.equal((await obligation(KEY)).state, 'late')
  })

  it('OB-14 evidence is a file that nothing in acts; its opening stands in the log', async () => {
    assert.equal(
      (await upload('pic', KEY, 'laporan.pdf', 'application/pdf', Buffer.from('bukan pdf'))).status,
      422,
    )
    assert.equal((await upload('pic', KEY, `${COMPLETE_PERSON.nik}.pdf`)).status, 422)
    assert.equal((await upload('auditor', KEY)).status, 403)
    assert.equal((await upload('neighbour', KEY)).status, 404)
    assert.equal((await upload('pic', 'tidak-ada')).status, 404)
    assert.equal((await upload('pic', KEY, 'laporan.html', 'text/html')).status, 415)
    await upload('pic', KEY)
    const [file] = (await obligation(KEY)).evidence
    assert.ok(file !== undefined)
    const opened = await as('head').get(`${SCOPE}/evidence/${file.id}`)
    assert.equal(opened.status, 200)
    assert.equal(opened.header('content-type'), 'application/pdf')
    assert.match(opened.header('content-disposition'), /^attachment/)
    assert.equal((await lastEvent())?.event, 'file.opened')
    assert.equal((await as('neighbour').get(`${SCOPE}/evidence/${file.id}`)).status, 404)
    assert.equal(
      (await as('neighbour').get(`/agreements/disnaker/obligations/evidence/${file.id}`)).status,
      404,
    )
  })

  it('OB-11 the office adds one by hand', async () => {
    const own = { title: 'Rapat koordinasi', detail: 'triwulan I', owedBy: 'office', dueOn: '2099-01-31' }
    const added = await as('officer').send<{ key: string }>('POST', SCOPE, own)
    assert.equal(added.status, 201)
    const found = await obligation(added.body.key)
    assert.deepEqual(
      [found.title, found.about, found.owedBy, found.dueOn, found.state],
      ['Rapat koordinasi', 'triwulan I', 'office', '2099-01-31', 'due'],
    )
    const faulty = await as('officer').send<{ fields: { field: string }[] }>('POST', SCOPE, {
      title: '',
      dueOn: '2026-02-30',
    })
    assert.deepEqual(
      faulty.body.fields.map(({ field }) => field),
      ['title', 'owedBy', 'dueOn'],
    )
    assert.equal((await as('pic').send('POST', SCOPE, own)).status, 403)
  })
})

describe('the calendar', () => {
  it('OB-31 is an office’s of all its agencies, and an agency’s of its own', async () => {
    const codes = async (who: string) => {
      const { body } = await as(who).get<CalendarView>('/calendar?from=2026-01-01&until=2026-12-31')
      return [...new Set(body.items.map(({ code }) => code))].sort()
    }
    assert.deepEqual(await codes('officer'), ['dinkes', 'disnaker'])
    assert.deepEqual(await codes('pic'), ['dinkes'])
    assert.deepEqual(await codes('stranger'), ['kantor-lain'])
    const narrowed = await as('pic').get<CalendarView>('/calendar?agency=99999')
    assert.ok(narrowed.body.items.every(({ code }) => code === 'dinkes'))
    assert.equal((await as('operator').get('/calendar')).status, 403)
  })

  it('OB-31 by day, kind, state and party, with the holidays and what is not known of them', async () => {
    const { body } = await as('officer').get<CalendarView>(
      '/calendar?from=2026-07-01&until=2027-01-31&kind=semester-report&state=late&owedBy=agency',
    )
    assert.deepEqual(
      body.items.map(({ code, key, dueOn }) => [code, key, dueOn]),
      [
        ['dinkes', KEY, '2026-07-14'],
        ['disnaker', KEY, '2026-07-14'],
      ],
    )
    assert.deepEqual(body.incompleteYears, [2027])
    assert.ok(body.holidays.some(({ day }) => day === '2026-08-17'))
    for (const wrong of ['from=x', 'from=2026-01-02&until=2026-01-01', 'from=2020-01-01&until=2030-01-01']) {
      assert.equal((await as('officer').get(`/calendar?${wrong}`)).status, 422, wrong)
    }
  })

  it('OB-32 goes out as a file for other calendars', async () => {
    const file = await as('officer').get('/calendar.ics?from=2026-07-01&until=2026-07-31&owedBy=agency')
    assert.equal(file.header('content-type'), 'text/calendar; charset=utf-8')
    assert.equal(file.text.match(/BEGIN:VEVENT/g)?.length, 2)
    assert.match(file.text, /DTSTART;VALUE=DATE:20260714/)
  })

  it('WD-03 a due date moves with the list of holidays', async () => {
    const { officeId } = health
    const admin = await portal.signIn({ role: 'office-administrator', username: 'admin.kantor', officeId })
    const { body: years } =
      await as('officer').get<{ year: number; isComplete: boolean; holidays: object[] }[]>('/office/holidays')
    const year = years.find((one) => one.year === 2026)
    assert.ok(year?.isComplete)
    const put = (who: PortalClient, change: object) =>
      who.send<{ fields: { field: string }[] }>('PUT', '/office/holidays/2026', {
        ...year,
        basis: 'SKB Contoh',
        ...change,
      })
    const holidays = [...year.holidays, { day: '2026-07-06', name: 'Libur daerah', kind: 'national' }]
    assert.equal((await put(as('officer'), { holidays })).status, 403)
    assert.equal((await put(admin, { holidays })).status, 204)
    assert.equal((await lastEvent())?.event, 'office.holidays_changed')
    assert.equal((await obligation(KEY)).dueOn, '2026-07-15')
    assert.equal((await put(admin, { isComplete: false, basis: '' })).status, 204)
    assert.deepEqual((await obligation(KEY)).uncertainYears, [2026])
    const wrong = await put(admin, {
      basis: '',
      holidays: [
        { day: '2027-01-01', name: 'x', kind: 'national' },
        { day: '2026-01-01', name: '', kind: 'national' },
        { day: '2026-01-01', name: 'x', kind: 'lain' },
      ],
    })
    assert.deepEqual(wrong.body.fields.map(({ field }) => field).sort(), [
      'basis',
      'holidays[0].day',
      'holidays[1].name',
      'holidays[2].day',
      'holidays[2].kind',
    ])
    assert.equal((await admin.send('PUT', '/office/holidays/1999', {})).status, 404)
  })
})
