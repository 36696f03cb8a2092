import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { agreementFile, enterAgreement } from '../../../test/support/agreement.ts'
import { openTestGate, outcomeOf, type TestGate } from '../../../test/support/gate.ts'
import { issue, setUpInstallation, type TestInstallation } from '../../../test/support/installation.ts'
import { inTx } from '../../kernel/database.ts'
import type { Element } from '../../registry/index.ts'
import type { Question } from '../../verification/domain.ts'
import { WHAT_IF_DAYS, type WhatIf } from './domain.ts'
import type { Terms } from './replay.ts'
import { runWhatIf } from './run-what-if.ts'

const ELEMENTS: Element[] = ['NIK', 'NAMA_LGKP', 'JENIS_KLMIN', 'TGL_LHR']
const QUOTA = 4
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let installation: TestInstallation
let gate: TestGate
let ids: number[]
let agreementId: number

before(async () => {
  installation = await setUpInstallation({ people: 40 })
  const { pool } = installation
  await enterAgreement(pool, agreementFile({ elements: ELEMENTS, quotaPerUserPerDay: QUOTA }))
  const first = await issue(pool, { userId: 'rsud.pagi', addresses: ['10.88.0.0/24', '10.99.0.0/24'] })
  const hours = { from: '07:00', until: '16:00' }
  const second = await issue(pool, { userId: 'rsud.sore', addresses: ['10.88.0.0/24'], hours })
  ids = [first.credentialId, second.credentialId]
  agreementId = (await pool.query(`select id from agreement where code = 'rsud-contoh'`)).rows[0].id
  gate = openTestGate(installation)
})
after(async () => {
  await gate.close()
  await installation.close()
})

const KINDS: Record<string, () => Partial<Question>> = {
  person: () => ({ nik: installation.people[3]?.nik ?? '' }),
  other: () => ({ nik: installation.people[9]?.nik ?? '', address: '10.99.0.7' }),
  nobody: () => ({ nik: '8801015708850099' }),
  match: () => ({
    nik: installation.people[3]?.nik ?? '',
    path: { region: null, agency: 'rsud_contoh', method: 'call_verify_by_elemen' },
    claims: new Map([['NAMA_LGKP', 'X']]),
  }),
  malformed: () => ({ nik: '12' }),
  far: () => ({ nik: '8801015708850099', address: '192.0.2.7' }),
  unknownMethod: () => ({
    nik: '8801015708850099',
    path: { region: null, agency: 'rsud_contoh', method: 'lain' },
  }),
  badLogin: () => ({ refusal: 'login-failed' }),
}

/** Empties the log of calls, so that each run of a property looks at its own. */
async function forget() {
  await inTx(installation.pool, async (tx) => {
    await tx.query('set local session_replication_role = replica')
    await tx.query(`delete from audit_entry where event like 'verification.%'`)
    await tx.query('delete from quota_use')
  })
}

/** Calls of both User IDs, in the order of their instants. */
async function play(calls: readonly { who: number; kind: string; hoursAgo: number }[]) {
  const ordered = calls.toSorted((a, b) => b.hoursAgo - a.hoursAgo)
  const outcomes: string[] = []
  for (const { who, kind, hoursAgo } of ordered) {
    gate.setTime(new Date(Date.now() - hoursAgo * HOUR_MS - 60_000).toISOString())
    outcomes.push(outcomeOf(await gate.ask({ credentialId: ids[who] ?? 0, ...KINDS[kind]?.() })))
  }
  gate.setTime(null)
  return outcomes
}

const replay = (then: (id: number, now: Terms) => Terms): Promise<WhatIf> =>
  inTx(installation.pool, async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    return runWhatIf(tx, { agreementId, days: WHAT_IF_DAYS }, then)
  })

const callsOf = (kinds: readonly string[]) =>
  fc.array(
    fc.record({
      who: fc.nat({ max: 1 }),
      kind: fc.constantFrom(...kinds),
      hoursAgo: fc.integer({ min: 0, max: 24 * 5 }),
    }),
    { minLength: 5, maxLength: 40 },
  )

describe('a replay', () => {
  it('CH-31 under unchanged terms finds no difference, and every answer as it was', async () => {
    await fc.assert(
      fc.asyncProperty(callsOf(Object.keys(KINDS)), async (calls) => {
        await forget()
        const outcomes = await play(calls)
        const found = await replay((_, now) => now)
        assert.equal(found.calls, calls.length)
        assert.deepEqual(found.rows, [])
        assert.deepEqual(found.elements, [])
        assert.equal(found.passing, found.passingThen)
        assert.equal(found.otherwise, 0, 'the replay answers as the gate did')
        const hits = outcomes.filter((outcome) =>
          [
            'disclosed',
            'matched',
            'not-found',
            'deceased',
            'duplicate',
            'inactive',
            'not-processable',
          ].includes(outcome),
        )
        assert.equal(found.passing, hits.length)
        assert.equal(found.untouched, outcomes.filter((outcome) => outcome === 'login-failed').length)
        // Unchanged terms are also those that are equal, not only the same object.
        const equal = await replay((_, now) => structuredClone(now))
        assert.deepEqual({ ...equal, until: '' }, { ...found, until: '' })
      }),
      { numRuns: 10, seed: 11 },
    )
  })

  it('CH-32 under another quota each day passes as many as there are calls and quota', async () => {
    await fc.assert(
      fc.asyncProperty(
        callsOf(['person', 'nobody', 'far']),
        fc.integer({ min: 1, max: 8 }),
        async (calls, quota) => {
          await forget()
          await play(calls)
          const found = await replay((_, now) => ({ ...now, term: { ...now.term, quotaPerDay: quota } }))
          const { rows } = await installation.pool.query(
            `select count(*)::int as calls from audit_entry
           where event like 'verification.%' and outcome in ('disclosed', 'not-found', 'quota-exhausted', 'deceased',
             'duplicate', 'inactive', 'not-processable')
           group by credential_id, (at at time zone 'Asia/Jakarta')::date`,
          )
          const expected = rows.reduce((total, row) => total + Math.min(row.calls, quota), 0)
          assert.equal(found.passingThen, expected)
          const effects = new Set(found.rows.map(({ reason, effect }) => `${reason} ${effect}`))
          for (const effect of effects) {
            assert.equal(effect, quota > QUOTA ? 'quota newly-passes' : 'quota newly-fails')
          }
        },
      ),
      { numRuns: 8, seed: 12 },
    )
  })

  it('CH-33 tells by unit and reason what would newly fail, pass, and hold less', async () => {
    await forget()
    const at10 = (24 + new Date(Date.now() + 7 * HOUR_MS).getUTCHours() - 10) % 24
    const ago = at10 + 24
    await play([
      { who: 0, kind: 'person', hoursAgo: ago },
      { who: 0, kind: 'other', hoursAgo: ago },
      { who: 1, kind: 'person', hoursAgo: ago },
      { who: 1, kind: 'match', hoursAgo: ago },
      { who: 1, kind: 'far', hoursAgo: ago },
      { who: 1, kind: 'unknownMethod', hoursAgo: ago },
    ])
    const moved = await replay((_, now) => ({ ...now, addresses: '{10.88.0.0/24,192.0.2.0/24}' }))
    assert.deepEqual(
      moved.rows.toSorted((a, b) => a.unit.localeCompare(b.unit)),
      [
        { unit: 'rsud.pagi', reason: 'address', effect: 'newly-fails', calls: 1 },
        { unit: 'rsud.sore', reason: 'address', effect: 'newly-passes', calls: 1 },
      ],
    )
    const without = await replay((_, now) => ({ ...now, term: { ...now.term, methods: ['web-portal'] } }))
    assert.equal(without.passingThen, 0)
    assert.deepEqual([...new Set(without.rows.map(({ reason }) => reason))], ['method'])
    const fewer = await replay((_, now) => ({
      ...now,
      term: { ...now.term, elements: ['NIK', 'NAMA_LGKP'] },
    }))
    assert.equal(fewer.passingThen, fewer.passing)
    assert.deepEqual([...new Set(fewer.rows.map(({ effect }) => effect))], ['fewer-elements'])
    assert.deepEqual(
      fewer.elements.map(({ element, gained }) => [element, gained]),
      [
        ['JENIS_KLMIN', 0],
        ['TGL_LHR', 0],
      ],
    )
    const named = await replay((_, now) => ({
      ...now,
      term: {
        ...now.term,
        wireMethods: [...now.term.wireMethods, { name: 'lain', operation: 'biodata', elements: null }],
      },
    }))
    assert.deepEqual(named.rows, [{ unit: 'rsud.sore', reason: 'method', effect: 'newly-passes', calls: 1 }])
  })

  it('CH-33 refusals that were only counted pass where a quota has room for them', async () => {
    await forget()
    const at = new Date(Date.now() - DAY_MS).toISOString()
    await installation.pool.query(
      `insert into audit_entry (seq, at, event, outcome, office_id, credential_id, agreement_id, request_id, detail, hash)
       select 900000 + n, $1, 'verification.refusals_counted', 'quota-exhausted', 1, $2, $3, gen_random_uuid(), $4, '\\x00'
       from generate_series(1, 2) n`,
      [at, ids[0], agreementId, JSON.stringify({ minute: at, count: 50 })],
    )
    const found = await replay((_, now) => ({ ...now, term: { ...now.term, quotaPerDay: 90 } }))
    assert.equal(found.counted, 100)
    assert.equal(found.passingThen, 90)
    assert.equal(
      found.passing,
      QUOTA,
      'no hit stands in the log of that day, so the quota of now has room for some',
    )
    await forget()
  })

  it('CH-35 what lies before its days is not looked at', async () => {
    await forget()
    await play([{ who: 0, kind: 'person', hoursAgo: 24 * (WHAT_IF_DAYS + 1) }])
    assert.equal((await replay((_, now) => now)).calls, 0)
  })
})
