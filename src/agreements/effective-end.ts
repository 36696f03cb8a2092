/**
 * SQL for the moment at which an agreement ends: its paper's, or that of an extension granted by then (RN-04). An
 * extension counts only as long as the SPTJM that it stands on.
 *
 * @param agreement the alias of the agreement's row
 * @param at SQL for the instant that is asked about
 */
export function effectiveEnd(agreement: string, at: string): string {
  // greatest() passes over the null of an agreement without an extension.
  return `greatest(${agreement}.valid_until, (select max(x.until) from agreement_extension x
    join statement xs on xs.id = x.statement_id
    where x.agreement_id = ${agreement}.id and x.approved_at <= ${at} and coalesce(${at} < x.closed_at, true)
      and ${countsAt('xs', at)}))`
}

/** SQL for whether a statement lets somebody in at an instant (ST-05). */
export function countsAt(statement: string, at: string): string {
  return `(${statement}.valid_from <= ${at} and coalesce(${at} < ${statement}.valid_until, true)
    and coalesce(${at} < ${statement}.withdrawn_at, true))`
}
