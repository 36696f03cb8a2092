import { randomUUID } from 'node:crypto'
import { findAgreement } from '../agreements/index.ts'
import { append, auditEntry } from '../audit/index.ts'
import { findCredential } from '../credentials/index.ts'
import { definitionInForce, followAccesses, followFeedbackRows, rowWriter } from '../feedback/index.ts'
import { inTx, type Pool, type Tx } from '../kernel/database.ts'
import type { NikHasher } from '../kernel/secrets.ts'
import type { DemoResidents } from './demo-residents.ts'

type Row = { nik: string; values: Readonly<Record<string, string>> }

const HOSPITAL = { code: 'karanganyar-rsud-2026', userId: 'rsud.karanganyar' }
const HEALTH = { code: 'karanganyar-kesehatan-2026', userId: 'dinkes.karanganyar' }

/**
 * Feedback of two agencies that differs from the registry, so that the registry officer has something to decide: plain
 * values, two that contradict each other, a death, and a row about somebody nobody looked up. Done again, it adds none.
 */
export async function enterDemoProposals(
  pool: Pool,
  residents: DemoResidents,
  nikHasher: NikHasher,
): Promise<void> {
  const { rows } = await pool.query('select from registry_proposal limit 1')
  if (rows.length > 0) return
  const people = residents.active.slice(200, 226)
  const blood = ['A', 'O', 'AB-', 'B-'] as const
  const ofHospital = people.map((nik, place) => ({
    nik,
    values: {
      NOMOR_REKAM_MEDIS: `RM-${7001 + place}`,
      GOLONGAN_DARAH: blood[place % blood.length] ?? 'O',
      ...(place === 3 ? { NOMOR_SURAT_KETERANGAN_KEMATIAN: 'SKK/2026/0117' } : {}),
    },
  }))
  const ofHealth = people.slice(0, 2).map((nik, place) => ({
    nik,
    values: { NOMOR_REKAM_MEDIS: `PKM/${301 + place}`, GOLONGAN_DARAH: 'B+' },
  }))
  const stranger = {
    nik: residents.active[230] ?? '',
    values: { NOMOR_REKAM_MEDIS: 'PKM/399', GOLONGAN_DARAH: 'AB-' },
  }
  await lookUp(pool, nikHasher, HOSPITAL, ofHospital)
  await lookUp(pool, nikHasher, HEALTH, ofHealth)
  await followAccesses(pool)
  await send(pool, nikHasher, HOSPITAL.code, ofHospital)
  await send(pool, nikHasher, HEALTH.code, [...ofHealth, stranger])
  await followFeedbackRows(pool)
}

async function agreementOf(tx: Tx, code: string): Promise<{ id: number; officeId: number }> {
  const agreement = await findAgreement(tx, code)
  if (agreement === undefined) throw new Error(`the demo has no agreement ${code}`)
  return agreement
}

/** What looking these people up leaves in the log. */
async function lookUp(
  pool: Pool,
  nikHasher: NikHasher,
  { code, userId }: { code: string; userId: string },
  rows: readonly Row[],
): Promise<void> {
  await inTx(pool, async (tx) => {
    const { id: agreementId, officeId } = await agreementOf(tx, code)
    const credential = await findCredential(tx, userId)
    if (credential === undefined) throw new Error(`the demo has no User ID ${userId}`)
    const entries = rows.map(({ nik }) =>
      auditEntry({
        event: 'verification.answered',
        outcome: 'disclosed',
        requestId: randomUUID(),
        officeId,
        agreementId,
        credentialId: credential.id,
        termVersion: 1,
        method: 'web-service:biodata',
        nikHash: nikHasher.hash(nik),
      }),
    )
    await append(tx, entries)
  })
}

async function send(pool: Pool, nikHasher: NikHasher, code: string, rows: readonly Row[]): Promise<void> {
  await inTx(pool, async (tx) => {
    const { id: agreementId, officeId } = await agreementOf(tx, code)
    const definition = await definitionInForce(tx, agreementId)
    if (definition === undefined) throw new Error(`${code} owes no feedback`)
    // The last row is about somebody nobody looked up: kept with its mark, as a definition may say.
    const writer = rowWriter({ ...definition, strangerPolicy: 'flag' }, nikHasher)
    const { rows: made } = await tx.query<{ id: string; at: Date }>(
      `insert into feedback_delivery (office_id, agreement_id, definition_id, channel, state, sent_by, rows_read,
         rows_stored)
       values ($1, $2, $3, 'upload', 'finished', 'demo', $4, $4) returning id, begun_at as at`,
      [officeId, agreementId, definition.id, rows.length],
    )
    const [delivery] = made
    if (delivery === undefined) throw new Error('an insert returned nothing')
    const read = rows.map(({ nik, values }) => ({
      nik,
      cells: definition.fields.map(({ key }) => values[key] ?? null),
    }))
    const into = { id: Number(delivery.id), receivedAt: delivery.at.toISOString() }
    await writer.store(tx, into, await writer.prepare(tx, read))
  })
}
