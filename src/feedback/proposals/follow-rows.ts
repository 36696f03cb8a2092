import { setTimeout as sleep } from 'node:timers/promises'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import { lockResidents } from '../../registry/index.ts'
import type { FeedbackField } from '../domain.ts'
import { recheckConflicts } from './conflicts.store.ts'
import {
  CODES,
  type Mapping,
  mappingOf,
  PROPOSED_VALUE,
  registryValueOf,
  SAYS_MORE,
} from './proposed-values.ts'

/** Rows taken in one transaction, while nobody can decide: about half a second of work. */
const SPAN = 10_000
const PATIENCE_MS = 10_000
const PAUSE_MS = 50

/**
 * Makes proposals of the rows that came since (FB-100), each row once, whatever process asks: they take turns at the
 * cursor. While a file is loaded nothing is done, for both would only be slower.
 *
 * @param options.spanRows ids in one transaction
 * @param options.signal ends it after the transaction in hand
 * @returns how many rows were passed
 */
export async function followFeedbackRows(
  pool: Pool,
  { spanRows = SPAN, signal }: { spanRows?: number; signal?: AbortSignal } = {},
): Promise<number> {
  const top = await settledTop(pool)
  if (top === undefined) return 0
  const mapping = mappingOf(await listProposing(pool))
  let passed = 0
  for (;;) {
    const done = await inTx(pool, (tx) => followSpan(tx, mapping, top, spanRows))
    passed += done
    if (done === 0 || signal?.aborted === true) return passed
  }
}

/**
 * The highest id below which no row can come any more; undefined when there is nothing to do now. Ids are given out
 * before their transactions commit, so the highest that can be seen is not enough: those under way when it was seen
 * must have ended. A writer has its transaction's number before its first row's id (row.store.ts).
 */
async function settledTop(pool: Pool): Promise<number | undefined> {
  const { rows } = await pool.query<{ top: string | null; fence: string; is_loading: boolean }>(
    `select (select max(id) from feedback_row where id > (select row_id from registry_proposal_cursor)) as top,
       pg_snapshot_xmax(pg_current_snapshot())::text as fence,
       exists (select from feedback_delivery where state = 'loading'
         and changed_at > clock_timestamp() - interval '30 seconds') as is_loading`,
  )
  const [found] = rows
  if (found === undefined || found.top === null || found.is_loading) return undefined
  for (let waited = 0; waited < PATIENCE_MS; waited += PAUSE_MS) {
    const { rows: now } = await pool.query<{ settled: boolean }>(
      'select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as settled',
      [found.fence],
    )
    if (now[0]?.settled === true) return Number(found.top)
    await sleep(PAUSE_MS)
  }
  return undefined
}

async function listProposing(pool: Pool) {
  const { rows } = await pool.query<{ id: number; fields: FeedbackField[] }>(
    `select id, fields from feedback_definition where fields @? '$[*].proposes'`,
  )
  return rows
}

async function followSpan(tx: Tx, mapping: Mapping, top: number, spanRows: number): Promise<number> {
  const { rows } = await tx.query('select row_id::float8 from registry_proposal_cursor for update')
  const from = Number(rows[0]?.row_id ?? 0)
  if (from >= top) return 0
  const until = Math.min(top, from + spanRows)
  // No decision and no import meanwhile: a proposal never says what the registry has come to say.
  await lockResidents(tx)
  // The tables grow from nothing while this runs; plans that read them through would take the square of the time.
  await tx.query('set local enable_seqscan = off')
  const { rows: made } = await tx.query<{ ids: number[] }>(FOLLOW, [
    JSON.stringify(CODES),
    from,
    until,
    mapping.definitionIds,
    mapping.fields,
    mapping.places,
    mapping.dayPlaces,
  ])
  await recheckConflicts(tx, made[0]?.ids ?? [])
  await tx.query('update registry_proposal_cursor set row_id = $1', [until])
  return until - from
}

const FOLLOW = `
with mapping as (
  select * from unnest($4::int[], $5::text[], $6::int[], $7::int[]) as m (definition_id, field, place, day_place)),
asked as materialized (
  select f.id as row_id, f.agreement_id, f.delivery_id, f.nik, f.nik_hash, f.received_at, m.field,
    f.access_seq is null as is_stranger, ${PROPOSED_VALUE} as value,
    case when m.field = 'death' then f.cells[m.place] end as document_no,
    case when m.day_place > 0 then f.cells[m.day_place]::date end as document_on
  from feedback_row f join mapping m on m.definition_id = f.definition_id
  where f.id > $2 and f.id <= $3 and f.cells[m.place] is not null),
fresh as materialized (
  select a.*, g.office_id, g.agency_id, r.nik is null as is_unknown, ${registryValueOf('a.field')} as old_value
  from asked a join agreement g on g.id = a.agreement_id left join resident r on r.nik = a.nik
  where a.value is not null and (r.nik is null or ${SAYS_MORE})
    and not exists (
      select from registry_proposal_evidence e where e.row_id = a.row_id and e.field = a.field)),
-- What an agency said before and was refused, it may say again: nobody is asked again.
refused as materialized (
  select f.row_id, f.field, p.id as proposal_id from fresh f cross join lateral (
    select p.id from registry_proposal p
    where p.nik = f.nik and p.field = f.field and p.office_id = f.office_id and p.new_value = f.value
      and p.state = 'rejected' and p.old_value is not distinct from f.old_value
      and exists (select from registry_proposal_evidence e where e.proposal_id = p.id
        and e.agency_id = f.agency_id and e.document_no is not distinct from f.document_no)
    order by p.id desc limit 1) p),
made as (
  insert into registry_proposal as p
    (office_id, field, nik, nik_hash, old_value, new_value, is_unknown, is_doubtful, evidence_at)
  select office_id, field, nik, nik_hash, min(old_value), value, bool_or(is_unknown), bool_and(is_stranger),
    max(received_at)
  from fresh f
  where not exists (select from refused r where r.row_id = f.row_id and r.field = f.field)
  group by office_id, field, nik, nik_hash, value order by min(row_id)
  on conflict (nik, field, new_value, office_id) where state = 'open' do update
    set is_doubtful = p.is_doubtful and excluded.is_doubtful,
      evidence_at = greatest(p.evidence_at, excluded.evidence_at)
  returning id, office_id, nik, field, new_value),
told as (
  insert into registry_proposal_evidence (row_id, field, proposal_id, agency_id, agreement_id, delivery_id,
    document_no, document_on, is_stranger, received_at)
  select f.row_id, f.field, coalesce(r.proposal_id, m.id), f.agency_id, f.agreement_id, f.delivery_id,
    f.document_no, f.document_on, f.is_stranger, f.received_at
  from fresh f
  left join refused r on r.row_id = f.row_id and r.field = f.field
  left join made m on m.nik = f.nik and m.field = f.field and m.new_value = f.value and m.office_id = f.office_id
  returning proposal_id)
select coalesce(array_agg(distinct proposal_id::float8), '{}') as ids from told`
