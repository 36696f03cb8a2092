import assert from 'node:assert/strict'
import { definitionInForce, followAccesses, followFeedbackRows, rowWriter } from '../../src/feedback/index.ts'
import type { ProposalView } from '../../src/feedback/proposals/proposal-view.ts'
import { inTx, type Pool } from '../../src/kernel/database.ts'
import type { NikHasher } from '../../src/kernel/secrets.ts'
import { loadResidents, RESIDENT_STATUS } from '../../src/registry/index.ts'
import { hospitalOwingFeedback, lookUpAll } from './feedback.ts'
import { setUpInstallation } from './installation.ts'
import { openStaffedPortal } from './staffed-portal.ts'

/** A row by its fields' keys. */
export type SentRow = { nik: string } & Readonly<Record<string, string>>

/**
 * Stores rows as a delivery of an agreement, with or without an access before.
 *
 * @returns the delivery
 */
export async function sendRows(
  given: { pool: Pool; nikHasher: NikHasher },
  sender: { officeId: number; agreementId: number },
  rows: readonly SentRow[],
): Promise<number> {
  const { pool, nikHasher } = given
  return inTx(pool, async (tx) => {
    const definition = await definitionInForce(tx, sender.agreementId)
    assert.ok(definition !== undefined)
    const { rows: made } = await tx.query<{ id: string; at: Date }>(
      `insert into feedback_delivery (office_id, agreement_id, definition_id, channel, state, sent_by, rows_read,
         rows_stored)
       values ($1, $2, $3, 'upload', 'finished', 'staff:uji', $4, $4) returning id, begun_at as at`,
      [sender.officeId, sender.agreementId, definition.id, rows.length],
    )
    const [delivery] = made
    assert.ok(delivery !== undefined)
    const writer = rowWriter(definition, nikHasher)
    const read = rows.map(({ nik, ...values }) => ({
      nik,
      cells: definition.fields.map(({ key }) => values[key] ?? null),
    }))
    const fates = await writer.store(
      tx,
      { id: Number(delivery.id), receivedAt: delivery.at.toISOString() },
      await writer.prepare(tx, read),
    )
    assert.ok(
      fates.every(({ kind }) => kind !== 'refused'),
      JSON.stringify(fates),
    )
    return Number(delivery.id)
  })
}

/** Whatever a definition holds, replaced: what its fields propose is what these tests are about. */
export async function redefine(
  pool: Pool,
  agreementId: number,
  fields: readonly object[],
  policy = 'refuse',
) {
  await inTx(pool, (tx) => definitionInForce(tx, agreementId))
  await pool.query(
    `update feedback_definition set fields = $2, stranger_policy = $3 where agreement_id = $1`,
    [agreementId, JSON.stringify(fields), policy],
  )
}

/** A field whose values propose something. */
export const proposing = (
  key: string,
  proposes: string,
  type: object = { type: 'text', maxLength: 100 },
) => ({
  key,
  label: key,
  required: false,
  unique: false,
  proposes,
  ...type,
})

/** Every field that can propose. */
export const ALL_PROPOSING = [
  proposing('GOLONGAN_DARAH', 'blood-type'),
  proposing('PEKERJAAN', 'occupation'),
  proposing('PENDIDIKAN', 'education'),
  proposing('AKTA_LAHIR', 'birth-certificate'),
  proposing('SURAT_KEMATIAN', 'death'),
  proposing('TANGGAL_KEMATIAN', 'death-date', { type: 'date', past: true }),
  { key: 'CATATAN', label: 'Catatan', required: false, unique: false, type: 'text', maxLength: 100 },
]

/** What there is, without ids and times: the same for the same rows, whatever way they were followed. */
export async function proposalsOf(pool: Pool) {
  const { rows } = await pool.query(
    `select p.nik, p.field, p.old_value as old, p.new_value as new, p.is_unknown as unknown,
       p.is_doubtful as doubtful, p.is_contested as contested, p.state,
       (select array_agg(e.row_id::int order by e.row_id) from registry_proposal_evidence e
        where e.proposal_id = p.id) as rows
     from registry_proposal p order by p.nik, p.field, p.new_value, rows`,
  )
  return rows
}

/** Two agencies that may propose everything and have looked everybody up, and a registry officer in the portal. */
export async function openProposalDesk() {
  const installation = await setUpInstallation({ people: 60 })
  const { pool, nikHasher } = installation
  const hospital = await hospitalOwingFeedback(pool)
  const clinic = await hospitalOwingFeedback(pool, 'klinik-balikan')
  const people = installation.people.filter(({ status }) => status === RESIDENT_STATUS.active)
  for (const agency of [hospital, clinic]) {
    await redefine(pool, agency.agreementId, ALL_PROPOSING, 'flag')
    await lookUpAll(
      pool,
      nikHasher,
      agency,
      people.map(({ nik }) => nik),
    )
  }
  await followAccesses(pool)
  const portal = await openStaffedPortal(installation)
  const { officeId } = hospital
  const officer = await portal.signIn({ role: 'registry-officer', username: 'petugas.data', officeId })
  const sendOf =
    (agency: typeof hospital) =>
    async (...rows: SentRow[]) => {
      const delivery = await sendRows(installation, agency, rows)
      await followFeedbackRows(pool)
      return delivery
    }
  return {
    installation,
    pool,
    hospital,
    clinic,
    /** Active people of the real space. */
    people,
    portal,
    officer,
    /** Rows of the hospital, followed at once. */
    send: sendOf(hospital),
    sendOfClinic: sendOf(clinic),
    /** What the registry says of a person. */
    residentOf: async (nik: string) => {
      const { rows } = await pool.query(
        `select status, gol_darah, jenis_pkrjn, pddk_akh, no_akta_lhr, no_bukti_mati, tgl_mati from resident
         where nik = $1`,
        [nik],
      )
      return rows[0]
    },
    /** The open proposals' ids, oldest first. */
    openIds: async (): Promise<number[]> => {
      const { rows } = await pool.query(
        `select id::int from registry_proposal where state = 'open' order by id`,
      )
      return rows.map(({ id }) => id)
    },
    /** The proposal as its page has it. */
    view: async (id: number) => (await officer.get<ProposalView>(`/registry-proposals/${id}`)).body,
    /** Opens a proposal and accepts what its page showed. */
    accept: async (id: number) => {
      const { body } = await officer.get<ProposalView>(`/registry-proposals/${id}`)
      return officer.send('POST', `/registry-proposals/${id}/acceptance`, {
        seen: body.now?.seen ?? null,
        reason: 'sesuai bukti rumah sakit',
      })
    },
    /** Everything proposed so far is forgotten, and residents are as they were. */
    forget: async () => {
      await pool.query(`truncate registry_proposal, registry_proposal_act, registry_proposal_evidence, resident_hold,
          resident_change, registry_proposal_digest, feedback_row, feedback_unique cascade;
        update resident set no_bukti_mati = null, tgl_mati = null`)
      await inTx(pool, (tx) => loadResidents(tx, 'real', installation.people))
    },
    close: async () => {
      await portal.close()
      await installation.close()
    },
  }
}

export type ProposalDesk = Awaited<ReturnType<typeof openProposalDesk>>
