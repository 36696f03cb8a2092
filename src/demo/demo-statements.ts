import { inTx, type Pool } from '../kernel/database.ts'
import type { Log } from '../kernel/log.ts'
import type { PaperMaker } from '../papers/index.ts'
import { askStatement, enterStatement, listStatements } from '../statements/index.ts'

const BY = 'demo'

/** Signs in like the others, and is refused at the counter: the NDA waits for its signature. */
export const UNSIGNED_OPERATOR = 'operator.baru'

type Signer = {
  staffId: number
  name: string
  username: string
  agreementId: number
  officeId: number
  isHead: boolean
  /** The first day of the agreement, and today. */
  from: string
  today: string
}

/**
 * The confidentiality of the demo's heads and operators, signed with the agreement; that of one operator is
 * written and waits. Done again after an interruption, it enters none twice.
 */
export async function enterDemoStatements(
  pool: Pool,
  { paperMaker, log }: { paperMaker: PaperMaker; log: Log },
): Promise<void> {
  for (const signer of await listSigners(pool)) {
    const { agreementId, officeId, staffId, name: signerName, from, today, isHead } = signer
    const known = await listStatements(pool, { officeId, agencyId: null, agreementId })
    if (known.some((one) => one.kind === 'nda' && one.staffId === staffId)) continue
    const given = { agreementId, kind: 'nda', staffId, signerName, by: BY } as const
    const entered = await inTx(pool, (tx) =>
      signer.username === UNSIGNED_OPERATOR
        ? askStatement(tx, paperMaker, { ...given, isHead, date: today })
        : enterStatement(tx, { ...given, signed: { on: from, validUntil: null } }),
    )
    if (entered.kind === 'refused') {
      log.warn({ faults: entered.faults, username: signer.username }, 'a statement of the demo was refused')
    }
  }
}

async function listSigners(pool: Pool): Promise<Signer[]> {
  const { rows } = await pool.query<Signer>(
    `select p.id as "staffId", p.full_name as name, p.username, a.id as "agreementId", a.office_id as "officeId",
       p.role = 'agency-head' as "isHead", a.signed_on::text as "from",
       (clock_timestamp() at time zone o.time_zone)::date::text as today
     from staff p join office o on o.id = p.office_id
     join agreement a on a.agency_id = p.agency_id and a.sptjm_required
       and a.id = coalesce((select c.agreement_id from credential c where c.staff_id = p.id), a.id)
     where p.role in ('agency-head', 'operator') order by p.id`,
  )
  return rows
}
