import { randomUUID } from 'node:crypto'
import type { Pool } from '../kernel/database.ts'
import { actOnObligation, addOwnObligation, readObligations, remindOffices } from '../obligations/index.ts'

const AGREEMENT = 'karanganyar-kesehatan-2026'

/**
 * Obligations as an office has them in the middle of a year: what is long past was met, one was waived, one was
 * added by hand, the rest is due or late; and people have been reminded. Done again, it changes nothing.
 */
export async function enterDemoObligations(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ id: number; today: string }>(
    `select id, (clock_timestamp() at time zone time_zone)::date::text as today
     from office order by id`,
  )
  for (const { id: officeId, today } of rows) {
    const who = { officeId, agencyId: null, username: 'perjanjian.dukcapil', address: '' }
    for (const { agreement, obligations } of await readObligations(pool, { officeId })) {
      if (agreement.life.overSince !== null) continue
      const where = { who, requestId: randomUUID(), agreementId: agreement.id }
      const late = obligations.filter(({ state, stored }) => state === 'late' && stored === null)
      // The last one stays as it is, for somebody to see to.
      for (const { key, dueOn } of late.slice(0, -1)) {
        await actOnObligation(pool, where, {
          key,
          act: key === 'card-readers' ? 'waive' : 'accept',
          note: key === 'card-readers' ? 'Perangkat sudah ada sebelum perjanjian ini' : '',
          metOn: key === 'card-readers' ? null : dueOn,
        })
      }
      const hasOwn = obligations.some(({ kind }) => kind === 'own')
      if (agreement.code === AGREEMENT && !hasOwn) {
        await addOwnObligation(pool, where, {
          title: 'Rapat koordinasi pemanfaatan data',
          detail: 'bersama seluruh Puskesmas',
          owedBy: 'office',
          dueOn: later(today, 21),
        })
      }
    }
  }
  await remindOffices(pool, 'Asia/Jakarta')
}

const later = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
