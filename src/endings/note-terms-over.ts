import { randomUUID } from 'node:crypto'
import { effectiveEnd } from '../agreements/effective-end.ts'
import { append, auditEntry } from '../audit/index.ts'
import { inTx, type Pool } from '../kernel/database.ts'
import { tellOfEnding } from './end-agreement.ts'
import { flagReaders, insertEnding } from './ending.store.ts'

/** What was over long before is history, which nobody is told any more. */
const NEWS_DAYS = 30

/**
 * Notes the agreements whose term is over by itself (EN-05): access ended that second without anybody's act; what
 * is left is to tell people and to see to the readers. Done again, it finds none.
 */
export async function noteTermsOver(pool: Pool): Promise<number> {
  return inTx(pool, async (tx) => {
    const { rows } = await tx.query<{
      id: number
      officeId: number
      agencyId: number
      code: string
      number: string
      lastDay: string
      isNews: boolean
    }>(
      `select a.id, a.office_id as "officeId", a.agency_id as "agencyId", a.code, a.civil_registry_number as number,
         to_char((${effectiveEnd('a', 'clock_timestamp()')} - interval '1 second') at time zone o.time_zone,
           'YYYY-MM-DD') as "lastDay",
         ${effectiveEnd('a', 'clock_timestamp()')} > clock_timestamp() - interval '${NEWS_DAYS} days' as "isNews"
       from agreement a join office o on o.id = a.office_id
       where a.state = 'in_force' and clock_timestamp() >= ${effectiveEnd('a', 'clock_timestamp()')}
         and not exists (select from agreement_ending e where e.agreement_id = a.id and e.ground = 'term-over'
           and e.decided_at >= ${effectiveEnd('a', 'clock_timestamp()')})
       order by a.id for update of a skip locked`,
    )
    for (const { id: agreementId, officeId, agencyId, code, number, lastDay, isNews } of rows) {
      const ground = 'term-over'
      const endingId = await insertEnding(tx, {
        officeId,
        agreementId,
        ground,
        act: null,
        reason: `Jangka waktu berakhir pada ${lastDay}`,
        paperId: null,
        by: 'gapura',
        orderedAt: null,
        decidedSeq: null,
      })
      await flagReaders(tx, agreementId, endingId)
      if (isNews) await tellOfEnding(tx, { officeId, agencyId, code, number, ground })
      const detail = JSON.stringify({ by: 'gapura', endingId, ground, act: null, lastDay })
      const entry = {
        event: 'agreement.ending_noted',
        requestId: randomUUID(),
        officeId,
        agreementId,
        detail,
      }
      await append(tx, [auditEntry(entry)])
    }
    return rows.length
  })
}
