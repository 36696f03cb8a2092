import type { Tx } from '../../kernel/database.ts'
import { isOutcome } from '../../verification/index.ts'
import type { CallKind } from './replay.ts'

/** The User IDs of an agreement that may have called, each with the unit it is counted under. */
export async function listCallers(tx: Tx, agreementId: number): Promise<{ id: number; unit: string }[]> {
  const { rows } = await tx.query<{ id: number; unit: string }>(
    `select c.id, coalesce(u.name, c.user_id) as unit
     from credential c left join staff s on s.id = c.staff_id left join work_unit u on u.id = s.work_unit_id
     where c.agreement_id = $1 order by c.id`,
    [agreementId],
  )
  return rows
}

/** The instants between which calls are replayed: whole local days, the last one up to now. In microseconds. */
export async function findWindow(
  tx: Tx,
  agreementId: number,
  days: number,
): Promise<{ from: number; until: number; offset: number; fromIso: string; untilIso: string }> {
  const { rows } = await tx.query<{
    from: string
    until: string
    offset: string
    fromIso: Date
    untilIso: Date
  }>(
    `with w as (
       select o.time_zone, clock_timestamp() as until, date_trunc('day', clock_timestamp() at time zone o.time_zone)
         - make_interval(days => $2 - 1) as local_from
       from agreement a join office o on o.id = a.office_id where a.id = $1)
     select (extract(epoch from local_from at time zone time_zone) * 1000000)::bigint as from,
       (extract(epoch from until) * 1000000)::bigint as until, local_from at time zone time_zone as "fromIso",
       until as "untilIso",
       (extract(epoch from local_from - (local_from at time zone time_zone at time zone 'UTC')) * 1000000)::bigint
         as offset
     from w`,
    [agreementId, days],
  )
  const row = rows[0]
  if (row === undefined) throw new Error(`there is no agreement ${agreementId}`)
  return {
    from: Number(row.from),
    until: Number(row.until),
    offset: Number(row.offset),
    fromIso: row.fromIso.toISOString(),
    untilIso: row.untilIso.toISOString(),
  }
}

const PAGE = 10_000
const PART = '\x1f'

/**
 * The calls of one credential in the order of the log, a page at a time: a cursor, so that no number of calls fills
 * the memory. What they have in common travels as one text.
 */
export async function* streamCalls(
  tx: Tx,
  of: { credentialId: number; agreementId: number; from: number; until: number },
): AsyncGenerator<readonly (readonly [at: string, key: string])[]> {
  await tx.query(
    `declare replayed no scroll cursor for
     select (extract(epoch from at) * 1000000)::bigint,
       concat_ws(E'\\x1f', outcome, coalesce(method, ''), coalesce(address, ''), coalesce(declared_address, ''),
         case when event = 'verification.refused' then left(coalesce(detail, ''), 4) else '' end,
         element_mask, nik_hash is not null, coalesce(term_version, 0))
     from audit_entry
     where credential_id = ${of.credentialId} and agreement_id = ${of.agreementId}
       and event in ('verification.answered', 'verification.refused')
       and at >= timestamptz 'epoch' + ${of.from}::bigint * interval '1 microsecond'
       and at < timestamptz 'epoch' + ${of.until}::bigint * interval '1 microsecond'
     order by seq`,
  )
  for (;;) {
    const { rows } = await tx.query<[string, string]>({
      text: `fetch ${PAGE} from replayed`,
      rowMode: 'array',
    })
    if (rows.length > 0) yield rows
    if (rows.length < PAGE) break
  }
  await tx.query('close replayed')
}

/** Reads what calls of a kind have in common. */
export function readCallKind(key: string): CallKind & { termVersion: number } {
  const [outcome = '', method = '', address = '', declared = '', rule = '', mask, hasNik, version] =
    key.split(PART)
  if (!isOutcome(outcome)) throw new Error(`an entry of a call has the outcome ${outcome}`)
  return {
    outcome,
    method,
    address: address === '' ? null : address,
    declaredAddress: declared === '' ? null : declared,
    rule: rule === '' ? null : rule,
    elementMask: Number(mask),
    hasNik: hasNik === 't' || hasNik === 'true',
    termVersion: Number(version),
  }
}

/** Refusals for want of quota that were only counted, by local day (as a number of days) and credential. */
export async function listCountedRefusals(
  tx: Tx,
  of: { agreementId: number; from: number; until: number; offset: number },
): Promise<Map<number, Map<number, number>>> {
  const { rows } = await tx.query<{ credentialId: number; day: string; count: string }>(
    `select credential_id as "credentialId", sum((detail::json->>'count')::bigint) as count,
       floor((extract(epoch from (detail::json->>'minute')::timestamptz) * 1000000 + $4::bigint) / 86400000000) as day
     from audit_entry
     where agreement_id = $1 and event = 'verification.refusals_counted' and outcome = 'quota-exhausted'
       and at >= timestamptz 'epoch' + $2::bigint * interval '1 microsecond'
       and at < timestamptz 'epoch' + $3::bigint * interval '1 microsecond'
       and credential_id = any(array(select id from credential where agreement_id = $1))
     group by 1, 3`,
    [of.agreementId, of.from, of.until, of.offset],
  )
  const counted = new Map<number, Map<number, number>>()
  for (const { credentialId, day, count } of rows) {
    const days = counted.get(credentialId) ?? new Map<number, number>()
    days.set(Number(day), Number(count))
    counted.set(credentialId, days)
  }
  return counted
}
