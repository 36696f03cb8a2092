import type { Tx } from '../kernel/database.ts'

export type OfficeFacts = { code: string; name: string; level: string; address: string | null; zone: string }

export type AgencyFacts = { name: string; kind: string; headName: string | null }

/** What the database knows of an office and, where the paper is about one, of an agency of it. */
export async function getParties(
  tx: Tx,
  of: { officeId: number; agencyId: number | null },
): Promise<{ office: OfficeFacts; agency: AgencyFacts | null }> {
  const offices = await tx.query<OfficeFacts>(
    'select code, name, level, address, time_zone as zone from office where id = $1',
    [of.officeId],
  )
  const [office] = offices.rows
  if (office === undefined) throw new Error(`there is no office ${of.officeId}`)
  if (of.agencyId === null) return { office, agency: null }
  const agencies = await tx.query<AgencyFacts>(
    `select g.name, g.kind, (select s.full_name from staff s where s.agency_id = g.id and s.role = 'agency-head'
       and s.state = 'active' order by s.id limit 1) as "headName"
     from user_agency g where g.id = $1 and g.office_id = $2`,
    [of.agencyId, of.officeId],
  )
  const [agency] = agencies.rows
  if (agency === undefined) throw new Error(`there is no agency ${of.agencyId} of office ${of.officeId}`)
  return { office, agency }
}

export type AgreementFacts = {
  code: string
  officeId: number
  agencyId: number
  /** An agreement file: as it was entered, or as changes have made it by that day. */
  document: unknown
  validFrom: string
  /** The last day that is in. */
  validUntil: string
  signedOn: string
  elements: string[]
  methods: string[]
  quotaPerDay: number | null
  isQuotaUnlimited: boolean
  maxUsers: number | null
}

/** An agreement with the terms of a day; before its first day, with its first terms. */
export async function findAgreementFacts(
  tx: Tx,
  id: number,
  day: string,
): Promise<AgreementFacts | undefined> {
  const { rows } = await tx.query<AgreementFacts>(
    `select a.code, a.office_id as "officeId", a.agency_id as "agencyId",
       coalesce((select d.document from agreement_document d where d.agreement_id = a.id
           and d.valid_from < ($2::date + 1)::timestamp at time zone o.time_zone
           order by d.valid_from desc, d.id desc limit 1), a.document) as document,
       to_char(a.valid_from at time zone o.time_zone, 'YYYY-MM-DD') as "validFrom",
       to_char((a.valid_until - interval '1 second') at time zone o.time_zone, 'YYYY-MM-DD') as "validUntil",
       a.signed_on as "signedOn", t.elements, t.methods, t.quota_per_day as "quotaPerDay",
       t.quota_unlimited as "isQuotaUnlimited", t.max_users as "maxUsers"
     from agreement a join office o on o.id = a.office_id
     join lateral (select * from agreement_term t where t.agreement_id = a.id
       order by (t.valid_from < ($2::date + 1)::timestamp at time zone o.time_zone) desc,
         case when t.valid_from < ($2::date + 1)::timestamp at time zone o.time_zone then t.version end desc,
         t.version limit 1) t on true
     where a.id = $1`,
    [id, day],
  )
  return rows[0]
}
