import type { Tx } from '../../kernel/database.ts'
import type { IsoDay } from '../../registry/index.ts'

/** People whom one user looked up first on one day, and about whom nothing has come. */
export type Gap = {
  day: IsoDay
  unit: string
  userId: string
  operator: string
  people: number
  owed: number
  ageDays: number
}

export type GapKey = Pick<Gap, 'day' | 'userId' | 'operator'>

/** The gaps of an agreement, the oldest first. */
export async function listGaps(
  tx: Tx,
  agreementId: number,
  { after, limit }: { after: GapKey | null; limit: number },
): Promise<Gap[]> {
  const { rows } = await tx.query<Gap>(
    `select d.day::text as day, coalesce(w.name, '') as unit, c.user_id as "userId", d.operator, d.people,
       d.people - d.answered as owed, (clock_timestamp() at time zone o.time_zone)::date - d.day as "ageDays"
     from compliance_day d join credential c on c.id = d.credential_id join office o on o.id = c.office_id
     left join staff s on s.id = c.staff_id left join work_unit w on w.id = s.work_unit_id
     where d.agreement_id = $1 and d.people > d.answered
       and ($2::date is null or (d.day, c.user_id, d.operator) > ($2, $3, $4))
     order by d.day, c.user_id, d.operator limit $5`,
    [agreementId, after?.day ?? null, after?.userId ?? null, after?.operator ?? null, limit],
  )
  return rows
}

/** Whose gaps: all of an agreement, or those of some days and one User ID. */
export type GapFilter = { from: IsoDay | null; until: IsoDay | null; userId: string | null }

/** The keyed hashes of the people about whom nothing has come, by the age of the first access. */
export async function listOwedHashes(
  tx: Tx,
  agreementId: number,
  { from, until, userId }: GapFilter,
  limit: number,
): Promise<Buffer[]> {
  const { rows } = await tx.query<{ hash: Buffer }>(
    `select l.nik_hash as hash from looked_up l join credential c on c.id = l.first_credential_id
     where l.agreement_id = $1 and l.answered_at is null and ($2::date is null or l.first_on >= $2)
       and ($3::date is null or l.first_on <= $3) and ($4::text is null or c.user_id = $4)
     order by l.first_at, l.nik_hash limit $5`,
    [agreementId, from, until, userId, limit],
  )
  return rows.map(({ hash }) => hash)
}
