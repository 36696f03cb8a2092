import type { Official, OfficialPosition } from '../agencies/index.ts'
import type { Tx } from '../kernel/database.ts'
import type { Appointment, Party } from './change-officials.ts'

const COLUMNS = `id, position, name, nip, rank, title, from_on as "from", until_on as until`

/** Everybody who held a position, of now and before; those of now first. */
export async function listOfficials(tx: Tx, { officeId, agencyId }: Party): Promise<Official[]> {
  const { rows } = await tx.query<Official>(
    `select ${COLUMNS} from official where office_id = $1 and agency_id is not distinct from $2
     order by until_on desc nulls first,
       array_position(array['head', 'secretary', 'division-head', 'pic', 'treasurer', 'other'], position),
       from_on desc, id`,
    [officeId, agencyId],
  )
  return rows
}

/** Holds back whoever else changes the officials of a party, until the transaction ends. */
export async function lockParty(tx: Tx, { officeId, agencyId }: Party): Promise<void> {
  // Not `for update`: rows that point to the party are inserted all the time and must not wait.
  await (agencyId === null
    ? tx.query('select from office where id = $1 for no key update', [officeId])
    : tx.query('select from user_agency where id = $1 for no key update', [agencyId]))
}

/** Who holds a position, or held it last. */
export async function findLast(
  tx: Tx,
  { officeId, agencyId }: Party,
  position: OfficialPosition,
): Promise<Official | undefined> {
  const { rows } = await tx.query<Official>(
    `select ${COLUMNS} from official where office_id = $1 and agency_id is not distinct from $2 and position = $3
     order by from_on desc limit 1`,
    [officeId, agencyId, position],
  )
  return rows[0]
}

/**
 * Ends what somebody holds; `until` is the first day that is not in.
 *
 * @returns false when the position would end before it began, has ended, or is somebody else's to end
 */
export async function endOfficial(tx: Tx, id: number, until: string, of?: Party): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update official set until_on = $2 where id = $1 and until_on is null and from_on < $2::date
       and ($3::int is null or (office_id = $3 and agency_id is not distinct from $4))`,
    [id, until, of?.officeId ?? null, of?.agencyId ?? null],
  )
  return rowCount === 1
}

export async function insertOfficial(
  tx: Tx,
  { officeId, agencyId }: Party,
  { position, name, nip, rank, title, from }: Appointment,
  by: string,
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into official (office_id, agency_id, position, name, nip, rank, title, from_on, entered_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [officeId, agencyId, position, name, nip, rank, title, from, by],
  )
  const [row] = rows
  if (row === undefined) throw new Error('the official was not inserted')
  return row.id
}

/** The agreement of an agency that runs longest; null: it has none in force. */
export async function findLongestAgreement(
  tx: Tx,
  { officeId, agencyId }: { officeId: number; agencyId: number },
): Promise<number | null> {
  const { rows } = await tx.query<{ id: number }>(
    `select id from agreement where office_id = $1 and agency_id = $2 and state = 'in_force'
       and valid_until > clock_timestamp() order by valid_until desc limit 1`,
    [officeId, agencyId],
  )
  return rows[0]?.id ?? null
}
