import { effectiveEnd } from '../../agreements/effective-end.ts'
import type { Tx } from '../../kernel/database.ts'

/** What a refusal's words name: the paper, what people decided, and whom to ask. */
export type RefusalFacts = {
  agreementNumber: string
  /** The last day that is in. */
  validUntil: string
  agreementState: string
  agreementReason: string | null
  agreementChangedOn: string
  agencyState: string
  credentialState: string
  credentialReason: string | null
  credentialChangedOn: string
  /** The last day of the SPTJM and of the holder's NDA that ran out last; null: there was none. */
  sptjmEndedOn: string | null
  ndaEndedOn: string | null
  /** Whom to ask when access is closed: the person the office has named, or the office (P-20). */
  officeContact: string
  /** The person the agency has named, or its own administrator; null when it has neither. */
  agencyContact: string | null
}

/** `Contoh Narahubung (Kepala Seksi), 0000-000-001` */
const CONTACT = `p.name || ' (' || p.position || ')' || coalesce(', ' || p.phone, ', ' || p.email, '')`

const endedOn = (which: string) =>
  `(select to_char((max(s.valid_until) - interval '1 second') at time zone o.time_zone, 'YYYY-MM-DD')
    from statement s where ${which} and s.state = 'accepted' and s.valid_until <= clock_timestamp())`

export async function findRefusalFacts(tx: Tx, credentialId: number): Promise<RefusalFacts | undefined> {
  const { rows } = await tx.query<RefusalFacts>(
    `select a.civil_registry_number as "agreementNumber",
       to_char((${effectiveEnd('a', 'clock_timestamp()')} - interval '1 second') at time zone o.time_zone,
         'YYYY-MM-DD') as "validUntil",
       a.state as "agreementState", a.state_reason as "agreementReason",
       to_char(a.state_changed_at at time zone o.time_zone, 'YYYY-MM-DD') as "agreementChangedOn",
       g.state as "agencyState", c.state as "credentialState", c.state_reason as "credentialReason",
       to_char(c.state_changed_at at time zone o.time_zone, 'YYYY-MM-DD') as "credentialChangedOn",
       ${endedOn(`s.kind = 'sptjm' and s.agreement_id = a.id`)} as "sptjmEndedOn",
       ${endedOn(`s.kind = 'nda' and s.staff_id = c.staff_id and s.agreement_id = a.id`)} as "ndaEndedOn",
       coalesce((select ${CONTACT} from contact_person p
         where p.office_id = o.id and p.agency_id is null and p.is_asked), o.name) as "officeContact",
       coalesce((select ${CONTACT} from contact_person p where p.agency_id = g.id and p.is_asked),
         (select s.full_name from staff s
          where s.agency_id = g.id and s.role = 'agency-administrator' and s.state = 'active'
          order by s.id limit 1)) as "agencyContact"
     from credential c join agreement a on a.id = c.agreement_id join user_agency g on g.id = a.agency_id
     join office o on o.id = c.office_id where c.id = $1`,
    [credentialId],
  )
  return rows[0]
}

/** The paper an operator asks under. */
export type OperatorAgreement = {
  code: string
  civilRegistry: string
  validUntil: string
  daysLeft: number
  purpose: string
  purposes: string[]
  /** What the office has set for the screens of its operators; null: as delivered. */
  clearAfterSeconds: number | null
}

export async function findOperatorAgreement(
  tx: Tx,
  credentialId: number,
): Promise<OperatorAgreement | undefined> {
  const { rows } = await tx.query<OperatorAgreement>(
    `select a.code, a.civil_registry_number as "civilRegistry",
       to_char((${effectiveEnd('a', 'clock_timestamp()')} - interval '1 second') at time zone o.time_zone,
         'YYYY-MM-DD') as "validUntil",
       (${effectiveEnd('a', 'clock_timestamp()')} at time zone o.time_zone)::date - 1
         - (clock_timestamp() at time zone o.time_zone)::date as "daysLeft",
       a.purpose, a.portal_purposes as purposes, w.clear_after_seconds as "clearAfterSeconds"
     from credential c join agreement a on a.id = c.agreement_id join office o on o.id = a.office_id
     left join office_setting w on w.office_id = o.id where c.id = $1`,
    [credentialId],
  )
  return rows[0]
}

/** What an operator may choose from: the list of the office, or the purpose of the paper. */
export function purposesOf({ purpose, purposes }: OperatorAgreement): string[] {
  return purposes.length > 0 ? purposes : [purpose]
}

/**
 * Whether a version of an agreement's terms lets answers be printed (P-30). Versions are never changed, so this is
 * what the authority granted by which the answer was decided. It is asked here and not with the authority, because
 * programs would pay for it and have no use for it.
 */
export async function isPrintGranted(
  tx: Tx,
  by: { agreementId: number; termVersion: number },
): Promise<boolean> {
  const { rows } = await tx.query<{ isGranted: boolean }>(
    `select print_allowed as "isGranted" from agreement_term where agreement_id = $1 and version = $2`,
    [by.agreementId, by.termVersion],
  )
  return rows[0]?.isGranted === true
}

/** Hits of a local day. */
export async function countUsed(tx: Tx, credentialId: number, day: string): Promise<number> {
  const { rows } = await tx.query<{ used: number }>(
    'select used from quota_use where credential_id = $1 and day = $2::date',
    [credentialId, day],
  )
  return rows[0]?.used ?? 0
}
