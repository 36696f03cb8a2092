import type { Tx } from '../../kernel/database.ts'

/**
 * Marks the open proposals about the same field of the same people as these: contested are those beside which another
 * value is open, and deaths whose proofs name several papers or days (FB-103).
 */
export async function recheckConflicts(tx: Tx, proposalIds: readonly number[]): Promise<void> {
  if (proposalIds.length === 0) return
  await tx.query(RECHECK, [proposalIds])
}

const RECHECK = `
with touched as (
  select distinct nik, field, office_id from registry_proposal where id = any($1::bigint[])),
counted as (
  select p.id, p.field, count(*) over (partition by p.nik, p.field, p.office_id) as values
  from touched t
  join registry_proposal p
    on p.nik = t.nik and p.field = t.field and p.office_id = t.office_id and p.state = 'open'),
judged as (
  select c.id, c.values > 1 or (c.field = 'death' and (
    select count(distinct upper(regexp_replace(e.document_no, '\\s', '', 'g'))) > 1
      or count(distinct e.document_on) > 1
    from registry_proposal_evidence e where e.proposal_id = c.id)) as is_contested
  from counted c)
update registry_proposal p set is_contested = j.is_contested from judged j
where p.id = j.id and p.is_contested <> j.is_contested`
