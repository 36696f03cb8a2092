import type { Tx } from '../kernel/database.ts'
import { HELD_COLUMNS } from './decided-columns.ts'

const WRITERS = 0x7265_6769 // "regi"

/**
 * Whoever decides about residents shares this lock; an import takes it alone, so that a decision which commits while
 * rows are staged is not overwritten by them. It ends with the transaction.
 */
export async function shareResidents(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock_shared(${WRITERS})`)
}

/** Waits until nobody decides about residents, and holds decisions and imports off until the transaction ends. */
export async function lockResidents(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(${WRITERS})`)
}

/**
 * Lets what was decided stand against the staged rows (FB-112), before they are merged into the real space. A file
 * that brings the decided value knows of the decision: from then on imports count again. One that brings what stood
 * before does not know of it. A third value is noted, for the registry officer to look at.
 *
 * Holds `lockResidents` until the transaction ends.
 */
export async function upholdDecisions(tx: Tx): Promise<void> {
  await lockResidents(tx)
  const { rows } = await tx.query('select from resident_hold limit 1')
  if (rows.length === 0) return
  for (const { name, type } of HELD_COLUMNS) {
    const met = `h.nik = i.nik and h.column_name = '${name}'`
    await tx.query(`delete from resident_hold h using incoming_resident i
      where ${met} and i.${name}::text is not distinct from h.value`)
    await tx.query(`update resident_hold h set contested_value = i.${name}::text, contested_at = clock_timestamp()
      from incoming_resident i where ${met} and i.${name}::text is distinct from h.value_before`)
    await tx.query(
      `update incoming_resident i set ${name} = h.value::${type} from resident_hold h where ${met}`,
    )
  }
}
