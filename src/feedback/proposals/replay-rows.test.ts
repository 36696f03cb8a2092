import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { hospitalOwingFeedback, lookUpAll } from '../../../test/support/feedback.ts'
import { setUpInstallation, type TestInstallation } from '../../../test/support/installation.ts'
import {
  ALL_PROPOSING,
  proposalsOf,
  redefine,
  type SentRow,
  sendRows,
} from '../../../test/support/proposals.ts'
import { COMPLETE_PERSON } from '../../../test/support/residents.ts'
import { RESIDENT_STATUS } from '../../registry/index.ts'
import { followAccesses } from '../looked-up.store.ts'
import { followFeedbackRows } from './follow-rows.ts'

let installation: TestInstallation
let hospital: Awaited<ReturnType<typeof hospitalOwingFeedback>>
let clinic: typeof hospital
let people: string[]

const { nik } = COMPLETE_PERSON

before(async () => {
  installation = await setUpInstallation({ people: 60 })
  const { pool, nikHasher } = installation
  hospital = await hospitalOwingFeedback(pool)
  clinic = await hospitalOwingFeedback(pool, 'klinik-balikan')
  people = installation.people
    .filter(({ status }) => status === RESIDENT_STATUS.active)
    .map((person) => person.nik)
  for (const agency of [hospital, clinic]) {
    await redefine(pool, agency.agreementId, ALL_PROPOSING, 'flag')
    await lookUpAll(pool, nikHasher, agency, people)
  }
  await followAccesses(pool)
})
after(() => installation.close())
beforeEach(async () => {
  await installation.pool.query(`truncate registry_proposal cascade;
    truncate registry_proposal_evidence, feedback_row, feedback_unique;
    update registry_proposal_cursor set row_id = (select coalesce(max(row_id), 0) from registry_proposal_cursor)`)
})

const send = (...rows: SentRow[]) => sendRows(installation, hospital, rows)
const follow = () => followFeedbackRows(installation.pool)

async function made() {
  await follow()
  return (await proposalsOf(installation.pool)).map(({ rows, ...proposal }) => ({
    ...proposal,
    rows: rows.length,
  }))
}

describe('following', () => {
  it('FB-100 a row that commits after a later one is not passed over', async () => {
    const { pool } = installation
    const late = await pool.connect()
    await late.query('begin')
    await late.query(`select pg_current_xact_id();
      insert into feedback_row (agreement_id, delivery_id, definition_id, nik, nik_hash, content_hash, cells,
        access_seq, received_at)
      select ${hospital.agreementId}, 1, id, ${nik}, '\\x00000000000000000000000000000000', 1, '{O}', 1, now()
      from feedback_definition where agreement_id = ${hospital.agreementId}`)
    await sendRows(installation, clinic, [{ nik, GOLONGAN_DARAH: 'A' }])
    const following = follow()
    await late.query('select pg_sleep(0.2)')
    await late.query('commit')
    late.release()
    await following
    assert.deepEqual(
      (await made()).map(({ new: value }) => value),
      ['1', '4'],
    )
  })

  it('FB-100 replaying the rows from any point, in any portions, by two at once, gives the same proposals', async () => {
    const { pool } = installation
    const row = fc.record({
      who: fc.nat(4),
      from: fc.boolean(),
      blood: fc.constantFrom('A', 'O', 'AB+', ''),
      proof: fc.constantFrom('SKK/1', 'SKK/2', ''),
    })
    const { rows: start } = await pool.query('select row_id::int as id from registry_proposal_cursor')
    const begin = start[0].id
    const portions = fc.array(fc.record({ back: fc.nat(12), span: fc.integer({ min: 1, max: 9 }) }), {
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 14 }), portions, async (rows, replays) => {
        await pool.query(
          `truncate registry_proposal cascade; truncate registry_proposal_evidence, feedback_row`,
        )
        for (const [index, { who, from, blood, proof }] of rows.entries()) {
          await sendRows(installation, from ? hospital : clinic, [
            {
              nik: people[who] ?? '',
              CATATAN: String(index),
              ...(blood === '' ? {} : { GOLONGAN_DARAH: blood }),
              ...(proof === '' ? {} : { SURAT_KEMATIAN: proof }),
            },
          ])
        }
        const { rows: last } = await pool.query('select max(id)::int as id from feedback_row')
        const end = last[0].id
        const back = (to: number) => pool.query('update registry_proposal_cursor set row_id = $1', [to])
        await back(begin)
        await follow()
        const once = await proposalsOf(pool)
        await pool.query(`truncate registry_proposal cascade; truncate registry_proposal_evidence`)
        await back(begin)
        for (const { back: steps, span } of replays) {
          const spanRows = span
          await Promise.all([followFeedbackRows(pool, { spanRows }), followFeedbackRows(pool, { spanRows })])
          await back(Math.max(begin, end - steps))
        }
        await follow()
        assert.deepEqual(await proposalsOf(pool), once)
      }),
      { numRuns: 25 },
    )
  })

  it('FB-105 what an agency was refused it may say again: the proposal stays refused', async () => {
    const { pool } = installation
    await send({ nik, GOLONGAN_DARAH: 'O' })
    await follow()
    await pool.query(`update registry_proposal set state = 'rejected'`)
    await send({ nik, GOLONGAN_DARAH: 'O', CATATAN: 'sekali lagi' })
    assert.deepEqual(
      (await made()).map(({ state, rows }) => [state, rows]),
      [['rejected', 2]],
    )
    await sendRows(installation, clinic, [{ nik, GOLONGAN_DARAH: 'O' }])
    assert.deepEqual(
      (await made()).map(({ state, rows }) => [state, rows]),
      [
        ['rejected', 2],
        ['open', 1],
      ],
    )
  })

  it('FB-105 another paper of a death is asked anew', async () => {
    await send({ nik, SURAT_KEMATIAN: 'SKK/1' })
    await follow()
    await installation.pool.query(`update registry_proposal set state = 'rejected'`)
    await send({ nik, SURAT_KEMATIAN: 'SKK/2' })
    assert.deepEqual((await made()).map(({ state }) => state).sort(), ['open', 'rejected'])
  })

  it('FB-100 nothing is done while a file is loaded', async () => {
    const delivery = await send({ nik, GOLONGAN_DARAH: 'O' })
    await installation.pool.query(
      `update feedback_delivery set state = 'loading', changed_at = now() where id = $1`,
      [delivery],
    )
    assert.equal(await follow(), 0)
    await installation.pool.query(`update feedback_delivery set state = 'finished' where id = $1`, [delivery])
    assert.ok((await follow()) > 0)
  })
})
