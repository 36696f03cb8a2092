import type { AgreementState } from '../agreements/index.ts'
import type { TimeZone } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import type { IsoDay } from '../registry/index.ts'
import type { Life } from './derive.ts'

/** An agreement with what its obligations follow from. */
export type LivingAgreement = {
  id: number
  code: string
  number: string
  officeId: number
  timeZone: TimeZone
  agencyId: number
  agency: string
  state: AgreementState
  /** The office's day of the instant that was asked about. */
  today: IsoDay
  /** The agreement's file, as addenda have made it. */
  document: unknown
  life: Life
}

/** Which agreements: of an office, of one of its agencies, or one. */
export type Scope = { officeId: number; agencyId?: number | null; agreementId?: number }

// An application is shown anew within this time after the change that made it necessary (OB-10).
const PROOF_DAYS = 30

const SELECT = `
select a.id, a.code, a.civil_registry_number as number, a.office_id as "officeId", o.time_zone as "timeZone",
  a.agency_id as "agencyId", g.name as agency, a.state, day.today::text as today,
  coalesce((select d.document from agreement_document d where d.agreement_id = a.id and d.valid_from <= instant.at
    order by d.valid_from desc limit 1), a.document) as document,
  json_build_object(
    'signedOn', a.signed_on,
    'lastDay', ((a.valid_until - interval '1 second') at time zone o.time_zone)::date,
    'overSince', case
      when a.state in ('ended', 'revoked') then (a.state_changed_at at time zone o.time_zone)::date
      when a.valid_until <= instant.at then (a.valid_until at time zone o.time_zone)::date end,
    'renewalAskedOn', (select min(r.asked_on) from renewal_request r
      where r.agreement_id = a.id and r.state in ('open', 'granted')),
    'userIdRequests', coalesce((select json_agg(json_build_object('id', f.id, 'number', null,
        'askedOn', f.requested_on, 'metOn', f.handed_over_on) order by f.id)
      from user_id_form f where f.agreement_id = a.id and f.withdrawn_at is null), '[]'),
    'statements', coalesce((select json_agg(json_build_object('id', s.id, 'kind', s.kind, 'signer', s.signer_name,
        'lastDay', ((s.valid_until - interval '1 second') at time zone o.time_zone)::date,
        'metOn', (select min(n.signed_on) from statement n where n.agreement_id = a.id and n.kind = s.kind
          and n.state = 'accepted' and n.id > s.id and n.staff_id is not distinct from s.staff_id
          and (s.kind <> 'nda' or n.signer_name = s.signer_name)
          and (n.valid_until is null or n.valid_until > s.valid_until))) order by s.id)
      from statement s where s.agreement_id = a.id and s.state = 'accepted' and s.valid_until is not null
        and s.valid_until < a.valid_until and s.extends_until is null), '[]'),
    'proofs', coalesce((select json_agg(json_build_object('id', c.id, 'title', c.reason,
        'dueOn', (c.in_effect_at at time zone o.time_zone)::date + ${PROOF_DAYS},
        'metOn', (select min((p.decided_at at time zone o.time_zone)::date) from proof p
          where p.agreement_id = a.id and p.state = 'passed' and p.decided_at >= c.in_effect_at)) order by c.id)
      from change_request c where c.agreement_id = a.id and c.state = 'in-effect' and c.kind in ('elements', 'method')
        and a.proof_of_concept_required), '[]'),
    'meetings', coalesce((select json_agg(json_build_object('kind', m.kind,
        'on', (m.starts_at at time zone o.time_zone)::date) order by m.starts_at)
      from meeting m where m.agency_id = a.agency_id and m.state = 'held'
        and coalesce(m.agreement_id, a.id) = a.id and m.kind in ('socialisation', 'technical-guidance')), '[]'),
    'own', coalesce((select json_agg(json_build_object('id', w.id, 'title', w.title, 'detail', w.detail,
        'owedBy', w.owed_by, 'dueOn', w.due_on) order by w.id)
      from own_obligation w where w.agreement_id = a.id), '[]')) as life
from (select coalesce($1::timestamptz, clock_timestamp()) as at) instant
join agreement a on true
join office o on o.id = a.office_id
join user_agency g on g.id = a.agency_id
cross join lateral (select (instant.at at time zone o.time_zone)::date as today) day
where a.office_id = $2 and ($3::int is null or a.agency_id = $3) and ($4::int is null or a.id = $4)
  and a.valid_from <= instant.at
order by a.code`

/** Agreements that have begun, with their lives until an instant (now when null). */
export async function listLivingAgreements(
  tx: Tx,
  { officeId, agencyId = null, agreementId }: Scope,
  at: string | null = null,
): Promise<LivingAgreement[]> {
  const { rows } = await tx.query<LivingAgreement>(SELECT, [at, officeId, agencyId, agreementId ?? null])
  return rows
}
