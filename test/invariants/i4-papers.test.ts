import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { findAgreement } from '../../src/agreements/index.ts'
import { inTx } from '../../src/kernel/database.ts'
import { closeRenewalIn } from '../../src/renewals/index.ts'
import { rejectStatement, withdrawStatement } from '../../src/statements/change-statement.ts'
import { enterAgreement, otherAgreement } from '../support/agreement.ts'
import { openTestGate, outcomeOf, type TestGate } from '../support/gate.ts'
import { issue, setUpInstallation, type TestInstallation } from '../support/installation.ts'
import { COMPLETE_PERSON } from '../support/residents.ts'
import { type ServerProcess, startNode } from '../support/server-process.ts'
import { openStaffedPortal, type StaffedPortal } from '../support/staffed-portal.ts'
import { signSptjm } from '../support/statements.ts'
import { createWireClient, type WireClient } from '../support/wire-client.ts'

// Access depends on papers (V-25, V-26, V-08 with an extension). Process A is this one, in which the office decides;
// process B is the server that answers. The gate of this process answers as at any instant that a test names.
let installation: TestInstallation
let server: ServerProcess
let client: WireClient
let gate: TestGate
let portal: StaffedPortal

before(async () => {
  installation = await setUpInstallation({ people: 20 })
  server = await startNode(installation)
  client = createWireClient(server.address, 8)
  gate = openTestGate(installation)
  portal = await openStaffedPortal(installation)
})
after(async () => {
  client.close()
  await portal.close()
  await gate.close()
  await server.stop()
  await installation.close()
})

const ELEMENTS = ['NIK', 'NAMA_LGKP'] as const

/** An agreement that asks for its SPTJM, with a program's User ID. */
async function caller(name: string, change: Parameters<typeof otherAgreement>[1] = {}) {
  const { pool } = installation
  await enterAgreement(
    pool,
    otherAgreement(name, {
      elements: [...ELEMENTS],
      sptjmRequired: true,
      methods: ['web-service', 'web-portal'],
      ...change,
    }),
  )
  const credential = await issue(pool, { userId: `user.${name}`, agreementCode: name, profile: 'G2' })
  const agreement = await findAgreement(pool, name)
  assert.ok(agreement !== undefined)
  return {
    agreement,
    credential,
    who: { officeId: agreement.officeId, agencyId: null },
    /** On process B, now. */
    call: async () => {
      const path = `33-13/${name}/CALL_NIK`
      const { userId, secret } = credential
      const reply = await client.call({ userId, password: secret, nik: COMPLETE_PERSON.nik, path })
      return reply.code ?? Object.keys(reply.row).join()
    },
    /** Here, at an instant. */
    callAt: async (instant: string) => {
      gate.setTime(instant)
      const path = { region: '3313', agency: name, method: 'call_nik' }
      const answer = await gate.ask({ credentialId: credential.credentialId, path, nik: COMPLETE_PERSON.nik })
      gate.setTime(null)
      return outcomeOf(answer)
    },
  }
}

const query = async (sql: string, values: unknown[] = []) => (await installation.pool.query(sql, values)).rows
const on = (one: { who: { officeId: number; agencyId: null } }, id: number) => ({
  id,
  who: one.who,
  by: 'uji',
  reason: 'Penanda tangan keliru',
})

describe('V-25 the SPTJM', () => {
  it('lets in from its acceptance on, and its withdrawal is obeyed by the next call on another process', async () => {
    const one = await caller('sptjm-ditarik')
    assert.equal(await one.call(), '16')
    const id = await signSptjm(installation.pool, one.agreement.code)
    assert.equal(await one.call(), ELEMENTS.join())
    assert.equal((await withdrawStatement(installation.pool, on(one, id))).kind, 'done')
    assert.equal(await one.call(), '16')
  })

  it('runs out to the microsecond', async () => {
    const one = await caller('sptjm-habis')
    await signSptjm(installation.pool, one.agreement.code, '2026-03-01T17:00:00Z')
    assert.equal(await one.callAt('2026-03-01T16:59:59.999999Z'), 'disclosed')
    assert.equal(await one.callAt('2026-03-01T17:00:00Z'), 'agency-inactive')
    assert.equal(await one.call(), '16')
  })

  it('does not count while it waits, nor when it was sent back', async () => {
    const one = await caller('sptjm-menunggu')
    const id = await signSptjm(installation.pool, one.agreement.code)
    await query(
      `update statement set state = 'waiting', valid_from = null, decided_at = null, decided_by = null where id = $1`,
      [id],
    )
    assert.equal(await one.call(), '16')
    assert.equal((await rejectStatement(installation.pool, on(one, id))).kind, 'done')
    assert.equal(await one.call(), '16')
  })

  it('of a past instant is told as it was then', async () => {
    const one = await caller('sptjm-dahulu')
    const id = await signSptjm(installation.pool, one.agreement.code)
    await withdrawStatement(installation.pool, on(one, id))
    assert.equal(await one.callAt('2026-03-01T00:00:00Z'), 'disclosed')
    assert.equal(await one.callAt('2098-03-01T00:00:00Z'), 'agency-inactive')
  })

  it('is not asked for where the agreement does not say so, and comes with it where it was signed already', async () => {
    const free = await caller('tanpa-sptjm', { sptjmRequired: false })
    assert.equal(await free.call(), ELEMENTS.join())
    const sptjm = { number: '1', signedOn: '2020-01-02', validUntil: '2021-01-01' }
    const signed = await caller('dengan-sptjm', { sptjm })
    assert.equal(await signed.callAt('2020-01-01T16:59:59.999999Z'), 'agency-inactive')
    assert.equal(await signed.callAt('2020-01-01T17:00:00Z'), 'disclosed')
    assert.equal(await signed.callAt('2021-01-01T16:59:59.999999Z'), 'disclosed')
    assert.equal(await signed.callAt('2021-01-01T17:00:00Z'), 'agency-inactive')
  })
})

describe('V-26 the NDA of an operator', () => {
  it('runs out to the microsecond, and the screen says so', async () => {
    const one = await caller('nda-habis', { sptjmRequired: false })
    const { officeId, agencyId } = one.agreement
    const operator = await portal.signIn({ role: 'operator', username: 'loket.nda', officeId, agencyId })
    const [nda] = await query('select id, staff_id as "staffId" from statement where staff_id = $1', [
      operator.staffId,
    ])
    const [{ id: credentialId }] = await query('select id from credential where staff_id = $1', [
      operator.staffId,
    ])
    const askAt = async (instant: string | null) => {
      gate.setTime(instant)
      const answer = await gate.ask({
        credentialId,
        method: 'web-portal',
        operation: 'biodata',
        nik: COMPLETE_PERSON.nik,
      })
      gate.setTime(null)
      return outcomeOf(answer)
    }
    const ask = async () => {
      const body = { nik: COMPLETE_PERSON.nik, purpose: 'verifikasi data pasien', caseNumber: '1' }
      const reply = await operator.send<{ outcome: string; detail?: { cause?: string; changedOn?: string } }>(
        'POST',
        '/verifications',
        body,
      )
      assert.equal(reply.status, 200, reply.text)
      return [reply.body.outcome, reply.body.detail?.cause, reply.body.detail?.changedOn]
    }
    assert.deepEqual(await ask(), ['disclosed', undefined, undefined])
    await query(`update statement set valid_until = '2026-03-01T17:00:00Z' where id = $1`, [nda.id])
    assert.equal(await askAt('2026-03-01T16:59:59.999999Z'), 'disclosed')
    assert.equal(await askAt('2026-03-01T17:00:00Z'), 'credential-inactive')
    assert.deepEqual(await ask(), ['credential-inactive', 'nda-expired', '2026-03-01'])
    await query('update statement set valid_until = null where id = $1', [nda.id])
    await withdrawStatement(installation.pool, on(one, nda.id))
    assert.deepEqual(await ask(), ['credential-inactive', 'nda-missing', undefined])
  })

  it('of another agreement does not count', async () => {
    const one = await caller('nda-lain', { sptjmRequired: false })
    const { officeId, agencyId } = one.agreement
    const operator = await portal.signIn({ role: 'operator', username: 'loket.lain', officeId, agencyId })
    const [{ id: credentialId }] = await query('select id from credential where staff_id = $1', [
      operator.staffId,
    ])
    const ask = async () =>
      outcomeOf(
        await gate.ask({
          credentialId,
          method: 'web-portal',
          operation: 'biodata',
          nik: COMPLETE_PERSON.nik,
        }),
      )
    assert.equal(await ask(), 'disclosed')
    await query('update statement set agreement_id = (select min(id) from agreement) where staff_id = $1', [
      operator.staffId,
    ])
    assert.equal(await ask(), 'credential-inactive')
  })
})

describe('V-08 an extension while the renewal is open', () => {
  const END = '2026-03-01T17:00:00Z'
  const UNTIL = '2026-05-01T17:00:00Z'

  /** An agreement that ended on 1 March 2026, extended to 1 May on 20 February. */
  async function extended(name: string) {
    const one = await caller(name, { sptjmRequired: false })
    const { id, officeId } = one.agreement
    await query('update agreement set valid_until = $2 where id = $1', [id, END])
    const statement = await signSptjm(installation.pool, name)
    await query(`update statement set extends_until = '2026-05-01', valid_until = $2 where id = $1`, [
      statement,
      UNTIL,
    ])
    await query(
      `with asked as (insert into renewal_request (office_id, agreement_id, asked_on, is_in_time, asked_by)
         values ($1, $2, '2025-12-01', true, 'uji') returning id)
       insert into agreement_extension (agreement_id, renewal_request_id, statement_id, until, approved_by, approved_at)
       select $2, asked.id, $3, $4, 'uji', '2026-02-20T00:00:00Z' from asked`,
      [officeId, id, statement, UNTIL],
    )
    return { ...one, statement }
  }

  it('goes on after the end, and ends to the microsecond', async () => {
    const one = await extended('diperpanjang')
    for (const [instant, expect] of [
      [END, 'disclosed'],
      ['2026-05-01T16:59:59.999999Z', 'disclosed'],
      [UNTIL, 'agency-inactive'],
    ] as const) {
      assert.equal(await one.callAt(instant), expect, instant)
    }
    const then = await findAgreement(installation.pool, 'diperpanjang', '2026-03-15T00:00:00Z')
    assert.deepEqual(
      [then?.validUntil, then?.extendedFrom, then?.isWithinTerm],
      ['2026-05-01', '2026-03-01', true],
    )
    const before = await findAgreement(installation.pool, 'diperpanjang', '2026-02-01T00:00:00Z')
    assert.deepEqual([before?.validUntil, before?.extendedFrom], ['2026-03-01', null])
  })

  it('is void without its SPTJM', async () => {
    const one = await extended('tanpa-dasar')
    await query(
      `update statement set withdrawn_at = '2026-03-10T00:00:00Z', state = 'withdrawn', decision_reason = 'uji'
      where id = $1`,
      [one.statement],
    )
    assert.equal(await one.callAt('2026-03-09T23:59:59Z'), 'disclosed')
    assert.equal(await one.callAt('2026-03-10T00:00:00Z'), 'agency-inactive')
  })

  it('ends at once, on another process too, when the renewal is refused', async () => {
    const one = await extended('ditolak')
    await query(`update agreement_extension set until = '2099-01-01' where agreement_id = $1`, [
      one.agreement.id,
    ])
    await query(`update statement set valid_until = '2099-01-01' where id = $1`, [one.statement])
    assert.equal(await one.call(), ELEMENTS.join())
    const asked = { code: 'ditolak', as: 'refused', reason: 'Syarat tidak terpenuhi', by: 'uji' } as const
    const closed = await inTx(installation.pool, (tx) => closeRenewalIn(tx, asked))
    assert.equal(closed.kind, 'done')
    assert.equal(await one.call(), '16')
  })
})
