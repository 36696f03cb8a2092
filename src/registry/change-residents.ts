import { lockAuthority } from '../kernel/authority-lock.ts'
import type { Tx } from '../kernel/database.ts'
import { columnsOf, DECIDED_FIELD_NAMES, type DecidedField } from './decided-columns.ts'

/** What a decision says of one resident; `values` in the order of the field's columns. */
export type ResidentChange = {
  nik: string
  values: readonly (string | null)[]
  proposalId: number
  /** The change that this one takes back. */
  reverses?: number
}

/** A change as its history tells it. Values by column; null: none. */
export type PastChange = {
  id: number
  before: Readonly<Record<string, string | null>>
  after: Readonly<Record<string, string | null>>
  changedAt: string
  changedBy: string
  proposalId: number
  reverses: number | null
}

/** What the registry says now of what can be decided, by column; null: nothing. */
export type LiveValues = Readonly<Record<string, string | null>>

/**
 * Locks the rows of residents until the transaction ends, in the order of their NIKs, and says what stands there. Who is
 * not in the registry is missing. A transaction MUST lock all its residents at once, and hold `shareResidents`.
 */
export async function lockResidentRows(tx: Tx, niks: readonly string[]): Promise<Map<string, LiveValues>> {
  const columns = DECIDED_FIELD_NAMES.flatMap((field) => columnsOf(field).map(({ name }) => name))
  const { rows } = await tx.query<{ nik: string; live: LiveValues }>(
    `select nik, jsonb_build_object(${columns.map((name) => `'${name}', ${name}::text`).join(', ')}) as live
     from resident where nik = any($1::bigint[]) order by nik for update`,
    [`{${[...new Set(niks)].join()}}`],
  )
  return new Map(rows.map(({ nik, live }) => [nik, live]))
}

/** The values of one field, in the order of its columns. */
export const valuesOf = (field: DecidedField, live: LiveValues): (string | null)[] =>
  columnsOf(field).map(({ name }) => live[name] ?? null)

/**
 * Changes one field of residents, each at most once, with its history, and lets the new values stand against imports
 * (FB-110, FB-112). The residents MUST be locked (`lockResidentRows`). A death waits until the gate's answers under way
 * are given, so that in the log no disclosure follows it.
 *
 * @returns the ids of the changes, by proposal
 */
export async function changeResidents(
  tx: Tx,
  field: DecidedField,
  changes: readonly ResidentChange[],
  by: string,
): Promise<Map<number, number>> {
  if (changes.length === 0) return new Map()
  if (field === 'death') await lockAuthority(tx)
  const { rows } = await tx.query<{ id: string; proposal_id: string }>(changeStatement(field), [
    by,
    `{${changes.map(({ nik }) => nik).join()}}`,
    `{${changes.map(({ proposalId }) => proposalId).join()}}`,
    `{${changes.map(({ reverses }) => reverses ?? 'null').join()}}`,
    ...columnsOf(field).map((_, place) => changes.map(({ values }) => values[place] ?? null)),
  ])
  return new Map(rows.map((row) => [Number(row.proposal_id), Number(row.id)]))
}

function changeStatement(field: DecidedField): string {
  const columns = columnsOf(field)
  const parameters = columns.map((_, place) => `$${place + 5}::text[]`)
  const named = (prefix: string) =>
    `jsonb_build_object(${columns.map(({ name }) => `'${name}', ${prefix}.${name}::text`).join(', ')})`
  const held = columns.filter(({ isImported }) => isImported).map(({ name }) => `'${name}'`)
  return `
with asked as (
  select * from unnest($2::bigint[], $3::bigint[], $4::bigint[], ${parameters.join(', ')})
    as a (nik, proposal_id, reverses, ${columns.map(({ name }) => name).join(', ')})),
-- Read before they are written: all parts of a statement see what was there when it began.
was as (select a.*, ${named('r')} as before, ${named('a')} as after
  from asked a join resident r on r.nik = a.nik),
written as (update resident r
  set ${columns.map(({ name, type }) => `${name} = a.${name}::${type}`).join(', ')}, updated_at = now()
  from asked a where r.nik = a.nik),
history as (insert into resident_change (nik, before, after, changed_by, proposal_id, reverses)
  select nik, before, after, $1, proposal_id, reverses from was
  returning id, nik, before, after, proposal_id, reverses),
held as (insert into resident_hold as h (nik, column_name, value, value_before, change_id)
  select nik, column_name, after->>column_name, before->>column_name, id
  from history, unnest(array[${held.join(', ')}]) as column_name where reverses is null
  -- What stood before the first of several decisions is what an old file brings.
  on conflict (nik, column_name) do update set value = excluded.value, change_id = excluded.change_id,
    contested_value = null, contested_at = null),
released as (delete from resident_hold h using history c
  where c.reverses is not null and h.nik = c.nik and h.column_name in (${held.join(', ')}))
select id, proposal_id from history`
}

/** What was decided about a field of a resident, oldest first. */
export async function listResidentChanges(tx: Tx, field: DecidedField, nik: string): Promise<PastChange[]> {
  const { rows } = await tx.query<Omit<PastChange, 'changedAt'> & { changedAt: Date }>(
    `select id::float8, before, after, changed_at as "changedAt", changed_by as "changedBy",
       proposal_id::float8 as "proposalId", reverses::float8
     from resident_change where nik = $1 and after ? $2 order by id`,
    [nik, columnsOf(field)[0].name],
  )
  return rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() }))
}
