import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Habits, openApplication } from '../../test/support/agency-application.ts'
import { openProofDesk, type ProofDesk } from '../../test/support/proof-desk.ts'
import { SCENARIOS } from '../verification/index.ts'
import { RULES } from './checklist.ts'

/** What an application does in a run; the good one does all that the checklist asks. */
type Play = {
  habits?: Partial<Habits>
  leavesOut?: readonly string[]
  scenarios?: readonly string[]
  /** Besides. */
  more?: (application: ReturnType<typeof openApplication>, found: string) => Promise<unknown>
}

/** A run per fault: which rules are broken, and which the log has not seen. */
const FAULTS: { what: string; play: Play; broken: readonly string[]; unseen: readonly string[] }[] = [
  { what: 'none', play: {}, broken: [], unseen: [] },
  {
    what: 'PC-02 never asks about somebody dead',
    play: { leavesOut: ['deceased'] },
    broken: [],
    unseen: ['PC-02'],
  },
  {
    what: 'PC-06 refuses a malformed NIK itself',
    play: { leavesOut: ['malformed'] },
    broken: [],
    unseen: ['PC-06'],
  },
  {
    what: 'PC-08 was never told that the quota is used up',
    play: { scenarios: SCENARIOS.filter((name) => name !== 'quota-exhausted') },
    broken: [],
    unseen: ['PC-08'],
  },
  {
    what: 'PC-07 tries a failed log-in again and again',
    play: { scenarios: ['login-failed'], habits: { repeats: 7, pauseMs: 20 } },
    broken: ['PC-07', 'PC-16'],
    unseen: ['PC-08', 'PC-09', 'PC-10', 'PC-11', 'PC-12', 'PC-13'],
  },
  {
    what: 'PC-13 asks again at once while the registry is down',
    play: { scenarios: ['registry-unavailable'], habits: { repeats: 9, pauseMs: 5 } },
    broken: ['PC-13', 'PC-16'],
    unseen: ['PC-07', 'PC-08', 'PC-09', 'PC-10', 'PC-11', 'PC-12'],
  },
  {
    what: 'PC-14 calls from an address that is not registered',
    play: {
      more: async (_, found) => {
        const elsewhere = openApplication(desk.server, { from: '127.0.0.2' })
        assert.equal((await elsewhere.once(found)).code, '04')
      },
    },
    broken: ['PC-14'],
    unseen: [],
  },
  {
    what: 'PC-15 does not say who asks',
    play: { habits: { sendsOperator: false } },
    broken: ['PC-15'],
    unseen: [],
  },
  {
    what: 'PC-16 asks about one NIK over and over',
    play: {
      more: async (application, found) => {
        for (let again = 0; again < 4; again += 1) await application.once(found)
      },
    },
    broken: ['PC-16'],
    unseen: [],
  },
  {
    what: 'PC-17 goes through a list at once',
    play: {
      more: (application) => Promise.all(desk.dummies(24).map((nik) => application.once(nik))),
    },
    broken: ['PC-17'],
    unseen: [],
  },
  {
    what: 'PC-18 counts upwards from a NIK it knows',
    play: {
      more: async (application, found) => {
        const next = (step: bigint) => String(BigInt(found) + step)
        for (const step of [1n, 2n, 3n]) await application.once(next(step))
      },
    },
    broken: ['PC-18'],
    unseen: [],
  },
]

let desk: ProofDesk
before(async () => {
  desk = await openProofDesk()
  await desk.schedule()
})
after(() => desk.close())

/** One run: NIKs of each kind, each scenario, whatever else; answers what the page shows then. */
async function run({ habits, leavesOut = [], scenarios = SCENARIOS, more }: Play) {
  await desk.startRun()
  const { run: opened } = await desk.live()
  assert.ok(opened !== null)
  const application = openApplication(desk.server, habits)
  for (const { kind, nik } of opened.subjects) if (!leavesOut.includes(kind)) await application.ask(nik)
  const [found = ''] = opened.subjects.filter(({ kind }) => kind === 'found').map(({ nik }) => nik)
  for (const scenario of scenarios) {
    await desk.scenario(scenario)
    await application.ask(found)
  }
  await desk.scenario('')
  await more?.(application, found)
  return desk.live()
}

const rulesOf = (rows: readonly { rule: string; verdict: string }[], verdict: string) =>
  rows.filter((row) => row.verdict === verdict).map(({ rule }) => rule)

describe('a run over the wire', () => {
  for (const { what, play, broken, unseen } of FAULTS) {
    it(`an application with the fault “${what}”`, async () => {
      const { rows } = await run(play)
      assert.deepEqual(rulesOf(rows, 'broken'), broken)
      // None of these applications sends feedback: the examiner may tell (PC-92).
      assert.deepEqual(rulesOf(rows, 'unseen'), [...unseen, 'PC-20'])
      assert.deepEqual(rulesOf(rows, 'by-examiner'), ['PC-21', 'PC-22', 'PC-23'])
    })
  }

  it('V-40 each scenario is told as the wire contract has it, to this User ID only, and ends with the run', async () => {
    await desk.startRun()
    const { run: opened } = await desk.live()
    const [found = ''] = opened?.subjects.map(({ nik }) => nik) ?? []
    const application = openApplication(desk.server)
    const other = openApplication(desk.otherServer)
    const codes: string[] = []
    for (const scenario of SCENARIOS) {
      await desk.scenario(scenario)
      codes.push((await application.once(found)).code)
      assert.equal(
        (await other.once(found)).code,
        '13',
        'production reads the real space, and goes on as ever',
      )
    }
    assert.deepEqual(codes, ['03', '04', '05', '06', '16', '17', 'registry-unavailable'])
    await desk.startRun()
    assert.equal((await application.once(found)).code, 'data')
    await desk.scenario('agency-inactive')
    await desk.query(`update credential set scenario_until = clock_timestamp() where scenario is not null`)
    assert.equal((await application.once(found)).code, 'data', 'its time is over')
  })

  it('V-40 the schema keeps a scenario from a production User ID', async () => {
    await assert.rejects(
      desk.query(
        `update credential set scenario = 'login-failed', scenario_until = 'infinity' where kind = 'production'`,
      ),
      /credential_scenario/,
    )
  })

  it('the page holds neither secret nor password, and every rule with its hint', async () => {
    const { text, rows, run: opened } = await desk.live()
    assert.ok(!text.includes(desk.server.secret))
    assert.deepEqual(
      rows.map(({ rule }) => rule),
      RULES,
    )
    assert.ok(rows.every(({ hint }) => hint.length > 20))
    for (const { curl, nik } of opened?.subjects ?? []) {
      assert.ok(curl?.includes(`"nik":"${nik}"`) && curl.includes('$GAPURA_KATA_SANDI'), curl ?? 'none')
    }
  })
})
