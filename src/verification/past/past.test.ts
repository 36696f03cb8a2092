import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { addendaOf, agreementFile, enterAgreement } from '../../../test/support/agreement.ts'
import { tamper } from '../../../test/support/audit.ts'
import { openTestGate, type TestGate } from '../../../test/support/gate.ts'
import { issue, setUpInstallation, type TestInstallation } from '../../../test/support/installation.ts'
import { openStaffedPortal, type StaffedPortal } from '../../../test/support/staffed-portal.ts'
import { turnBack } from '../../audit/index.ts'
import { changeState } from '../../credentials/index.ts'
import { inTx, type Tx } from '../../kernel/database.ts'
import { readAuthorities } from '../authority.store.ts'
import { reproduceDecision } from './reproduce.ts'
import type { ReproductionView } from './reproduction-view.ts'

let installation: TestInstallation
let gate: TestGate
let portal: StaffedPortal
let credentialId: number
let officeId: number
const query = (sql: string, values: unknown[] = []) => installation.pool.query(sql, values)

before(async () => {
  installation = await setUpInstallation({ people: 5 })
  await enterAgreement(installation.pool, agreementFile())
  credentialId = (await issue(installation.pool, { userId: 'rsud.contoh' })).credentialId
  gate = openTestGate(installation)
  portal = await openStaffedPortal(installation)
  officeId = (await query('select id from office')).rows[0].id
})
after(async () => {
  await portal.close()
  await gate.close()
  await installation.close()
})

async function call(): Promise<number> {
  await gate.ask({ credentialId, nik: installation.people[2]?.nik ?? '' })
  return lastSeq()
}

async function lastSeq(): Promise<number> {
  return Number((await query('select seq from audit_head')).rows[0].seq)
}

const again = async (seq: number) => {
  const found = await reproduceDecision(installation.pool, { seq, officeId: null })
  assert.ok(found?.kind === 'reproduced', JSON.stringify(found))
  return found
}

describe('CH-21 the past that is kept', () => {
  it('has the tables that authority is read from, with every column of them', async () => {
    const { rows } = await query(
      `select table_name as name, array_agg(column_name::text order by ordinal_position) as columns
       from information_schema.columns where table_schema = 'past' group by 1 order by 1`,
    )
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['agreement', 'agreement_extension', 'agreement_term', 'credential', 'statement', 'user_agency'],
    )
    for (const { name, columns } of rows) {
      const now = await query(
        `select array_agg(column_name::text order by ordinal_position) as columns from information_schema.columns
         where table_schema = 'public' and table_name = $1`,
        [name],
      )
      assert.deepEqual(columns, now.rows[0].columns, `${name}: end the migration with select renew_past()`)
    }
  })

  it('names every table of the statement that reads authority, but those that no act changes', async () => {
    let text = ''
    const heard: Pick<Tx, 'query'> = {
      query: ((given: { text: string }) => {
        text = given.text
        return { rows: [] }
      }) as never,
    }
    await readAuthorities(heard, [], null)
    const tables = new Set([...text.matchAll(/\b(?:from|join) ([a-z_]+)\b/g)].map(([, name]) => name))
    // `extract(epoch from c.expires_at)` names no table.
    for (const known of ['instant', 'unnest', 'lateral', 'office', 'c', 'a', 'greatest']) tables.delete(known)
    const { rows } = await query(
      `select table_name::text as name from information_schema.views where table_schema = 'past'`,
    )
    const kept = rows.map(({ name }) => name)
    assert.deepEqual(
      [...tables].filter((name) => name !== undefined && !kept.includes(name)),
      [],
    )
  })

  it('is, at the end of the log, what is now', async () => {
    await query(`update agreement set sptjm_required = true, proof_of_concept_required = true`)
    await query(`update credential set hours_from = '07:00', hours_until = '16:00', quota_per_day = 9,
      previous_secret_hash = secret_hash, previous_secret_until = '2030-01-01', expires_at = '2031-01-01'`)
    const at = '2026-11-21T03:00:00Z'
    const now = await readAuthorities(installation.pool, [credentialId], at)
    const past = await inTx(installation.pool, async (tx) => {
      await turnBack(tx, Number.MAX_SAFE_INTEGER)
      return readAuthorities(tx, [credentialId], at)
    })
    assert.deepEqual(past, now)
    await query(`update agreement set sptjm_required = false, proof_of_concept_required = false`)
    await query(
      `update credential set hours_from = null, hours_until = null, quota_per_day = null, expires_at = null`,
    )
  })

  it('holds no secret, no document and no name', async () => {
    const { rows } = await query('select distinct jsonb_object_keys(facts) as key from authority_history')
    const keys = rows.map(({ key }) => key)
    for (const left of ['secret_hash', 'previous_secret_hash', 'document', 'signer_name', 'purpose']) {
      assert.ok(!keys.includes(left), left)
    }
  })

  it('cannot be written or changed by the server', async () => {
    for (const sql of [
      `insert into authority_history (subject, subject_id, after_seq) values ('credential', 1, 1)`,
      `update authority_history set after_seq = 0`,
      `delete from authority_history`,
    ]) {
      const attempt = inTx(installation.pool, async (tx) => {
        await tx.query('set local role gapura_app')
        await tx.query(sql)
      })
      await assert.rejects(attempt, /permission denied/)
    }
    await assert.rejects(query('delete from authority_history'), /append-only/)
  })
})

describe('a decision made again', () => {
  it('CH-22 uses what was known then: a version entered later with effect back changes nothing', async () => {
    const seq = await call()
    await addendaOf(installation.pool, agreementFile())({ elements: ['NIK'] })
    const found = await again(seq)
    assert.deepEqual(found.differences, [])
    assert.equal(found.again.termVersion, 1)
    assert.equal((await again(await call())).again.termVersion, 2)
  })

  it('CH-24 tells when the log and what is kept do not agree', async () => {
    const seq = await call()
    await tamper(
      installation.pool,
      `update audit_entry set outcome = 'quota-exhausted', event = 'verification.refused',
      element_mask = 0, detail = 'V-20 no hit is left today' where seq = ${seq}`,
    )
    const found = await again(seq)
    assert.deepEqual(found.differences, ['outcome'])
    assert.equal(found.again.outcome, 'granted')
  })

  it('CH-25 claims nothing about what is older than the past, nor about what is no decision', async () => {
    const seq = await call()
    const other = await reproduceDecision(installation.pool, { seq: 1, officeId: null })
    assert.deepEqual(other, { kind: 'not-a-decision' })
    await tamper(
      installation.pool,
      `insert into authority_history (subject, subject_id, after_seq, is_baseline, facts)
       select 'credential', id, ${seq}, true, to_jsonb(c) - 'secret_hash' from credential c`,
    )
    const old = await reproduceDecision(installation.pool, { seq, officeId: null })
    assert.deepEqual(old, { kind: 'before-history', historySince: seq })
    assert.deepEqual((await again(await call())).differences, [])
  })

  it('CH-26 is shown to who may read the log of this office, and changes nothing', async () => {
    await changeState(installation.pool, { userId: 'rsud.contoh', act: 'suspend', reason: 'uji', by: 'uji' })
    const seq = await call()
    await changeState(installation.pool, {
      userId: 'rsud.contoh',
      act: 'reactivate',
      reason: 'uji',
      by: 'uji',
    })
    const auditor = await portal.signIn({ role: 'auditor', username: 'auditor.contoh', officeId })
    const before = await lastSeq()
    const reply = await auditor.get<ReproductionView>(`/audit/${seq}/decision`)
    assert.ok(reply.body.kind === 'reproduced', reply.text)
    const { isSame, again: verdict, authority } = reply.body
    assert.deepEqual([isSame, verdict.rule, authority?.credentialState], [true, 'V-04', 'suspended'])
    assert.equal(await lastSeq(), before)
    assert.equal((await auditor.get('/audit/99999999/decision')).status, 404)
    const officer = await portal.signIn({ role: 'agreement-officer', username: 'petugas.contoh', officeId })
    assert.equal((await officer.get(`/audit/${seq}/decision`)).status, 403)
  })
})
