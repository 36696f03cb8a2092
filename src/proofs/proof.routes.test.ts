import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openApplication } from '../../test/support/agency-application.ts'
import { openProofDesk, type ProofDesk } from '../../test/support/proof-desk.ts'
import { findAgreement } from '../agreements/index.ts'
import { SCENARIOS } from '../verification/index.ts'

let desk: ProofDesk
before(async () => {
  desk = await openProofDesk()
})
after(() => desk.close())

const EYES = ['PC-20', 'PC-21', 'PC-22', 'PC-23']

/** A run in which everything is done well, and ticked but for the rules left out. */
async function goodRun(leavesOut: readonly string[] = []) {
  await desk.startRun()
  const { run } = await desk.live()
  const application = openApplication(desk.server)
  for (const { nik } of run?.subjects ?? []) await application.once(nik)
  for (const scenario of SCENARIOS) {
    await desk.scenario(scenario)
    await application.once(run?.subjects[0]?.nik ?? '')
  }
  for (const rule of EYES) {
    if (leavesOut.includes(rule)) continue
    await desk.must('examiner', 'ticks', { rule, isMet: true, note: 'ditunjukkan di layar' })
  }
}

const messageOf = (reply: { body: { fields?: { message: string }[] } }) =>
  reply.body.fields?.[0]?.message ?? ''

const eventsOf = async () =>
  (await desk.query(`select event from audit_entry where event like 'proof.%' order by seq`)).map(
    ({ event }) => event,
  )

describe('a proof of concept, from request to result', () => {
  it('PC-97 the agency asks, with its letter; the same version is not asked for twice at once', async () => {
    const reply = await desk.request()
    assert.equal(reply.status, 201, reply.text)
    assert.equal((await desk.live()).papers.length, 1)
    const again = await desk.request('simrs', '1.0')
    assert.equal(again.status, 422)
    assert.match(again.text, /sedang berjalan/)
  })

  for (const [field, body] of [
    ['application', { application: '', version: '1', description: 'x' }],
    ['version', { application: 'A', version: '', description: 'x' }],
    ['description', { application: 'A', version: '1', description: 'untuk 8801015708850001' }],
  ] as const) {
    it(`PC-97 a request with a faulty ${field} names it`, async () => {
      const reply = await desk.people.pic.send<{ fields: { field: string }[] }>('POST', desk.base, body)
      assert.equal(reply.status, 422)
      assert.deepEqual(
        reply.body.fields.map((one) => one.field),
        [field],
      )
    })
  }

  for (const [name, body] of [
    ['schedule', { on: '2099-01-05', from: '09:00', place: 'x', examiners: ['1'] }],
    ['runs', {}],
    ['scenario', {}],
    ['ticks', {}],
    ['examination', {}],
    ['result', { isPassed: true }],
  ] as const) {
    it(`PC-95 the agency may not do the office's ${name}, nor the auditor`, async () => {
      assert.equal((await desk.act('pic', name, body)).status, 403)
      assert.equal((await desk.act('auditor', name, body)).status, 403)
    })
  }

  it('PC-90 nothing is run before it is scheduled', async () => {
    assert.match(
      messageOf(await desk.act('examiner', 'runs', { userId: 'rsud.dev', minutes: 60 })),
      /dimohonkan/,
    )
  })

  for (const [field, change] of [
    ['on', { on: '2020-01-01' }],
    ['from', { from: '9 pagi' }],
    ['place', { place: '' }],
    ['examiners', { examiners: [] }],
    ['examiners', { examiners: ['999999'] }],
  ] as const) {
    it(`PC-97 a schedule with a faulty ${field} names it`, async () => {
      const examiners = [String(desk.people.examiner.staffId)]
      const body = { on: '2099-01-05', from: '09:00', place: 'Ruang rapat', examiners, ...change }
      const reply = await desk.act('officer', 'schedule', body)
      assert.equal(reply.status, 422)
      assert.deepEqual(
        reply.body.fields?.map((one) => one.field),
        [field],
      )
    })
  }

  it('PC-95 only whom the letter names examines', async () => {
    await desk.setSchedule()
    const reply = await desk.act('administrator', 'runs', { userId: 'rsud.dev', minutes: 60 })
    assert.match(messageOf(reply), /surat jadwal/)
  })

  it('PC-98 only a development User ID of the agreement is watched', async () => {
    assert.match(
      messageOf(await desk.act('examiner', 'runs', { userId: 'rsud.lain', minutes: 60 })),
      /bukan milik/,
    )
  })

  it('PC-92 the examiner does not stand in for the log', async () => {
    await desk.startRun()
    const reply = await desk.act('examiner', 'ticks', { rule: 'PC-02', isMet: true, note: 'kata orangnya' })
    assert.equal(reply.status, 422)
  })

  it('PC-94 what is missing keeps it from passing, and is named', async () => {
    await goodRun(['PC-22'])
    await desk.must('examiner', 'examination', { note: '' })
    const reply = await desk.act('officer', 'result', { isPassed: true, note: '' })
    assert.match(messageOf(reply), /PC-22 Jawaban tidak disimpan/)
  })

  it('PC-99 failed, it says what to mend, and can be asked for again', async () => {
    assert.equal((await desk.act('officer', 'result', { isPassed: false, note: '' })).status, 422)
    await desk.must('officer', 'result', { isPassed: false, note: 'Jawaban tersimpan di log aplikasi.' })
    assert.equal((await desk.live()).state, 'failed')
    assert.equal((await findAgreement(desk.pool, 'rsud-contoh'))?.isProofOfConceptMissing, true)
    assert.equal((await desk.request()).status, 201)
  })

  it('PC-96 with the end of the examination its grades stand, and the User ID is told the truth', async () => {
    await desk.setSchedule()
    await goodRun()
    await desk.must('examiner', 'examination', { note: 'Lancar.' })
    const application = openApplication(desk.server)
    const [subject] = (await desk.live()).run?.subjects ?? []
    assert.equal((await application.once(subject?.nik ?? '')).code, 'data')
    for (let again = 0; again < 6; again += 1) await application.once(subject?.nik ?? '')
    const { rows, isComplete } = await desk.live()
    assert.equal(isComplete, true, JSON.stringify(rows.filter(({ verdict }) => verdict !== 'met')))
    assert.equal(
      (await desk.act('examiner', 'ticks', { rule: 'PC-22', isMet: false, note: 'x' })).status,
      422,
    )
  })

  it('PC-89 whoever examined does not decide; the office administrator may', async () => {
    await desk.query('update proof set examined_by = $1 where id = $2', [
      desk.people.officer.staffId,
      desk.proof(),
    ])
    assert.match(messageOf(await desk.act('officer', 'result', { isPassed: true, note: '' })), /rekan/)
    await desk.must('administrator', 'result', { isPassed: true, note: '' })
    const { state, papers } = await desk.live()
    assert.deepEqual([state, papers.length], ['passed', 3])
    assert.equal((await findAgreement(desk.pool, 'rsud-contoh'))?.isProofOfConceptMissing, false)
  })

  it('PC-90 a result is final', async () => {
    assert.match(
      messageOf(await desk.act('officer', 'result', { isPassed: false, note: 'tidak jadi' })),
      /lulus/,
    )
    assert.match(messageOf(await desk.act('pic', 'withdrawal', { reason: 'tidak jadi' })), /lulus/)
  })

  it('requirement 2.9 a changed version and a further application are asked for anew, and told apart', async () => {
    await desk.request('SIMRS', '2.0')
    await desk.must('pic', 'withdrawal', { reason: 'salah versi' })
    await desk.request('Antrian', '1.0')
    const said = await desk.query(
      `select detail::json->>'occasion' as occasion from audit_entry where event = 'proof.requested' order by seq`,
    )
    assert.deepEqual(
      said.map(({ occasion }) => occasion),
      ['first', 'again', 'changed', 'further'],
    )
  })

  it('every act stands in the log, without a NIK', async () => {
    assert.deepEqual([...new Set(await eventsOf())].sort(), [
      'proof.examined',
      'proof.failed',
      'proof.passed',
      'proof.requested',
      'proof.rule_ticked',
      'proof.run_started',
      'proof.scenario_set',
      'proof.scheduled',
      'proof.withdrawn',
    ])
    const told = await desk.query(`select detail from audit_entry where event like 'proof.%'`)
    assert.ok(!told.some(({ detail }) => /[0-9]{16}/.test(detail)))
  })
})

describe('proofs of others', () => {
  it('another agency and another office find nothing', async () => {
    const { rows } = await desk.pool.query<{ id: number }>(
      `insert into user_agency (office_id, name, kind) select office_id, 'Dinas Lain', 'OPD' from user_agency limit 1
       returning id`,
    )
    const [{ office_id: officeId } = { office_id: 0 }] = await desk.query(
      'select office_id from agreement limit 1',
    )
    const stranger = await desk.signIn({
      role: 'agency-pic',
      username: 'uji.lain',
      officeId,
      agencyId: rows[0]?.id ?? 0,
    })
    assert.equal((await stranger.get(desk.base)).status, 404)
    assert.equal((await stranger.get(`${desk.base}/${desk.proof()}`)).status, 404)
    const body = { application: 'A', version: '1', description: 'x' }
    assert.equal((await stranger.send('POST', desk.base, body)).status, 404)
  })
})
