import { definitionInForce } from '../../src/feedback/definition.store.ts'
import { addToTally } from '../../src/feedback/delivery.store.ts'
import { followAccesses } from '../../src/feedback/looked-up.store.ts'
import { rowWriter } from '../../src/feedback/store-rows.ts'
import { tallyOf } from '../../src/feedback/tally.ts'
import { inTx } from '../../src/kernel/database.ts'
import { RESIDENT_STATUS } from '../../src/registry/index.ts'
import type { Question } from '../../src/verification/domain.ts'
import { hospitalOwingFeedback } from './feedback.ts'
import { openTestGate, outcomeOf } from './gate.ts'
import { type Furnished, setUpInstallation } from './installation.ts'
import { openStaffedPortal } from './staffed-portal.ts'

/** A hospital whose accesses and feedback are made as they come: by the gate, and by the writer of rows. */
export async function openHospital(
  installation: Furnished,
  code = 'rsud-balikan',
  strangers: 'refuse' | 'flag' = 'refuse',
) {
  const { pool, nikHasher } = installation
  const hospital = await hospitalOwingFeedback(pool, code)
  const gate = openTestGate(installation)
  const writer = rowWriter(await getDefinition(), nikHasher)
  let deliveries = 0

  async function getDefinition() {
    const definition = await inTx(pool, (tx) => definitionInForce(tx, hospital.agreementId))
    if (definition === undefined) throw new Error('the hospital owes nothing')
    await pool.query('update feedback_definition set stranger_policy = $2 where id = $1', [
      definition.id,
      strangers,
    ])
    return { ...definition, strangerPolicy: strangers }
  }

  return {
    ...hospital,
    gate,
    /** One look-up as at an instant; its outcome. */
    async ask(nik: string, at: string | null, change: Partial<Question> = {}): Promise<string> {
      gate.setTime(at)
      const path = { region: '3313', agency: code.replaceAll('-', '_'), method: 'call_nik' }
      const { credentialId } = hospital
      return outcomeOf(await gate.ask({ credentialId, path, address: '127.0.0.1', nik, ...change }))
    },
    /** Feedback about people, as having come at an instant. */
    async answer(niks: readonly string[], receivedAt: string): Promise<void> {
      await followAccesses(pool)
      const rows = niks.map((nik) => ({ nik, cells: ['A', `MR-${nik.slice(-8)}`, null] }))
      const prepared = await writer.prepare(pool, rows)
      deliveries += 1
      await inTx(pool, async (tx) => {
        const { rows: made } = await tx.query<{ id: string }>(
          `insert into feedback_delivery (office_id, agreement_id, definition_id, channel, state, sent_by)
           select $1, $2, id, 'form', 'finished', 'uji ${deliveries}' from feedback_definition
           where agreement_id = $2 returning id`,
          [hospital.officeId, hospital.agreementId],
        )
        const id = Number(made[0]?.id)
        const fates = await writer.store(tx, { id, receivedAt }, prepared)
        await addToTally(tx, id, tallyOf(fates))
      })
    },
    close: () => gate.close(),
  }
}

export type TestHospital = Awaited<ReturnType<typeof openHospital>>

export const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

/**
 * Two hospitals with people looked up 3, 3, 20, 60, 60 and 120 days ago, the two of 60 days with feedback, one of
 * them after ten days; and who reads and decides what follows from it.
 */
export async function openComplianceDesk() {
  const installation = await setUpInstallation({ people: 40 })
  const { pool } = installation
  const hospital = await openHospital(installation)
  const clinic = await openHospital(installation, 'klinik-balikan')
  const people = installation.people
    .filter(({ status }) => status === RESIDENT_STATUS.active)
    .map(({ nik }) => nik)
    .slice(0, 10)
  for (const [place, days] of [3, 3, 20, 60, 60, 120].entries()) {
    await hospital.ask(people[place] ?? '', daysAgo(days), {
      localOperator: place < 3 ? 'loket-1' : 'loket-2',
    })
  }
  await hospital.ask(people[5] ?? '', daysAgo(2), { localOperator: 'loket-1' })
  await hospital.answer([people[3] ?? ''], daysAgo(50))
  await hospital.answer([people[4] ?? ''], daysAgo(1))
  await clinic.ask(people[9] ?? '', daysAgo(40))
  const portal = await openStaffedPortal(installation)
  const { officeId } = hospital
  const agencyOf = async (agreementId: number): Promise<number> =>
    (await pool.query('select agency_id as id from agreement where id = $1', [agreementId])).rows[0].id
  const agencyId = await agencyOf(hospital.agreementId)
  const elsewhere = await agencyOf(clinic.agreementId)
  const office = { officeId }
  return {
    installation,
    people,
    evaluator: await portal.signIn({ role: 'evaluator', username: 'evaluator', ...office }),
    stale: await portal.signIn({
      role: 'evaluator',
      username: 'ev.dua',
      ...office,
      isReauthenticated: false,
    }),
    auditor: await portal.signIn({ role: 'auditor', username: 'auditor', ...office }),
    pic: await portal.signIn({ role: 'agency-pic', username: 'pic.rsud', officeId, agencyId }),
    head: await portal.signIn({ role: 'agency-head', username: 'kepala.rsud', officeId, agencyId }),
    stranger: await portal.signIn({
      role: 'agency-pic',
      username: 'pic.klinik',
      officeId,
      agencyId: elsewhere,
    }),
    close: async () => {
      await portal.close()
      await hospital.close()
      await clinic.close()
      await installation.close()
    },
  }
}

export type ComplianceDesk = Awaited<ReturnType<typeof openComplianceDesk>>
