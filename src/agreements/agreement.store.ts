import type { TimeZone } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import type { AgreementFile } from './agreement-file.ts'
import type { AgreementState, AgreementTerm } from './domain.ts'

/** The agreement as it was entered; undefined when the code is not known. */
export async function findAgreementDocument(
  tx: Tx,
  code: string,
): Promise<{ id: number; officeId: number; timeZone: TimeZone; document: unknown } | undefined> {
  const { rows } = await tx.query(
    `select a.id, a.office_id as "officeId", o.time_zone as "timeZone", a.document
     from agreement a join office o on o.id = a.office_id where a.code = $1`,
    [code],
  )
  return rows[0]
}

export async function findAgreementId(tx: Tx, code: string): Promise<number | undefined> {
  const { rows } = await tx.query('select id from agreement where code = $1', [code])
  return rows[0]?.id
}

/** Adds a central approval, or finds the one with this number. */
export async function insertCentralApproval(
  tx: Tx,
  officeId: number,
  approval: NonNullable<AgreementFile['centralApproval']>,
): Promise<number> {
  const { rows } = await tx.query(
    `with added as (
       insert into central_approval (office_id, number, approved_on, purpose, elements, methods)
       values ($1, $2, $3, $4, $5, $6) on conflict (office_id, number) do nothing returning id)
     select id from added union all select id from central_approval where office_id = $1 and number = $2`,
    [
      officeId,
      approval.number,
      approval.date,
      approval.purpose ?? null,
      approval.elements ?? null,
      approval.methods ?? null,
    ],
  )
  return rows[0].id
}

/**
 * Adds an agreement. Its term runs from the start of the day of signing to the midnight that ends its last
 * day, in the office's time zone.
 *
 * @returns undefined when the office has used this number before
 */
export async function insertAgreement(
  tx: Tx,
  agreement: {
    file: AgreementFile & { code: string }
    officeId: number
    agencyId: number
    renewsId: number | null
    approvalId: number | null
  },
): Promise<number | undefined> {
  const { file } = agreement
  const { rows } = await tx.query(
    `insert into agreement (office_id, agency_id, code, renews_id, central_approval_id, civil_registry_number,
       user_agency_number, technical_guideline_number, request_letter_number, request_letter_on,
       request_letter_subject, purpose, signed_on, valid_from, valid_until, proof_of_concept_required,
       proof_of_concept_passed_on, document, portal_purposes, sptjm_required)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::date, $13::date::timestamp at time zone o.time_zone,
       ($14::date + 1)::timestamp at time zone o.time_zone, $15, $16, $17, $18, $19
     from office o where o.id = $1
     on conflict (office_id, civil_registry_number) do nothing returning id`,
    [
      agreement.officeId,
      agreement.agencyId,
      file.code,
      agreement.renewsId,
      agreement.approvalId,
      file.number.civilRegistry,
      file.number.userAgency,
      file.technicalGuideline ?? null,
      file.requestLetter?.number ?? null,
      file.requestLetter?.date ?? null,
      file.requestLetter?.subject ?? null,
      file.purpose,
      file.signedOn,
      file.validUntil,
      file.proofOfConceptRequired ?? false,
      file.proofOfConceptPassedOn ?? null,
      JSON.stringify(file),
      file.purposes ?? [],
      file.sptjmRequired ?? false,
    ],
  )
  return rows[0]?.id
}

/** Adds the SPTJM that came with a signed agreement; it counts from the day of its signature. */
export async function insertSignedSptjm(
  tx: Tx,
  agreementId: number,
  sptjm: NonNullable<AgreementFile['sptjm']>,
  by: string,
): Promise<void> {
  await tx.query(
    `insert into statement (office_id, agency_id, agreement_id, kind, signer_name, signed_on, valid_from, valid_until,
       state, asked_by, handed_in_by, handed_in_at, decided_by, decided_at)
     select a.office_id, a.agency_id, a.id, 'sptjm', coalesce($2, left('Kepala ' || g.name, 120)), $3::date,
       $3::date::timestamp at time zone o.time_zone, ($4::date + 1)::timestamp at time zone o.time_zone,
       'accepted', $5, $5, clock_timestamp(), $5, clock_timestamp()
     from agreement a join user_agency g on g.id = a.agency_id join office o on o.id = a.office_id where a.id = $1`,
    [agreementId, sptjm.signer ?? null, sptjm.signedOn, sptjm.validUntil ?? null, by],
  )
}

/**
 * Adds the next version of the terms.
 *
 * @param added.validFrom ISO instant; null: with the agreement
 * @returns the version; undefined when it would not begin after the last one
 */
export async function insertTerm(
  tx: Tx,
  added: { agreementId: number; validFrom: string | null; basis: string; term: AgreementTerm },
): Promise<number | undefined> {
  const { term } = added
  const { rows } = await tx.query(
    `insert into agreement_term (agreement_id, version, valid_from, elements, methods, quota_per_day,
       quota_unlimited, max_users, wire_methods, basis, print_allowed)
     select a.id, coalesce(last.version, 0) + 1, coalesce($2::timestamptz, a.valid_from), $3, $4, $5, $6, $7, $8, $9,
       $10
     from agreement a
     left join lateral (select version, valid_from from agreement_term where agreement_id = a.id
       order by version desc limit 1) last on true
     where a.id = $1 and (last.valid_from is null or $2::timestamptz > last.valid_from)
     returning version`,
    [
      added.agreementId,
      added.validFrom,
      term.elements,
      term.methods,
      term.quotaPerDay,
      term.isQuotaUnlimited,
      term.maxUsers,
      JSON.stringify(term.wireMethods),
      added.basis,
      term.isPrintAllowed,
    ],
  )
  return rows[0]?.version
}

/** The instant that ends a local day of an agreement's office, which is the last one of that day's terms. */
export async function findEndOfDay(tx: Tx, code: string, day: string): Promise<string | undefined> {
  const { rows } = await tx.query(
    `select (($2::date + 1)::timestamp at time zone o.time_zone - interval '1 microsecond')::text as at
     from agreement a join office o on o.id = a.office_id where a.code = $1`,
    [code, day],
  )
  return rows[0]?.at
}

/** A version of an agreement's terms, in short. */
export type TermVersion = { version: number; validFrom: string; basis: string; elements: string[] }

/** Every version of an agreement's terms, oldest first; `validFrom` in the office's time. */
export async function listTermVersions(tx: Tx, code: string): Promise<TermVersion[]> {
  const { rows } = await tx.query<TermVersion>(
    `select t.version, to_char(t.valid_from at time zone o.time_zone, 'YYYY-MM-DD HH24:MI') as "validFrom",
       t.basis, t.elements
     from agreement_term t join agreement a on a.id = t.agreement_id join office o on o.id = a.office_id
     where a.code = $1 order by t.version`,
    [code],
  )
  return rows
}

/** The state of an agreement, its row locked until the transaction ends. */
export async function findStateForUpdate(
  tx: Tx,
  code: string,
): Promise<{ id: number; officeId: number; state: AgreementState } | undefined> {
  const { rows } = await tx.query(
    'select id, office_id as "officeId", state from agreement where code = $1 for update',
    [code],
  )
  return rows[0]
}

export async function updateAgreementState(tx: Tx, id: number, state: string, reason: string): Promise<void> {
  await tx.query(
    'update agreement set state = $2, state_reason = $3, state_changed_at = clock_timestamp() where id = $1',
    [id, state, reason],
  )
}

export async function updatePurposes(tx: Tx, id: number, purposes: readonly string[]): Promise<void> {
  await tx.query('update agreement set portal_purposes = $2 where id = $1', [id, purposes])
}

export async function updateProofOfConcept(tx: Tx, id: number, passedOn: string): Promise<void> {
  await tx.query('update agreement set proof_of_concept_passed_on = $2 where id = $1', [id, passedOn])
}

/** The number of the technical guideline, in the agreement and in its document. */
export async function updateGuideline(tx: Tx, id: number, number: string): Promise<void> {
  await tx.query(
    `update agreement set technical_guideline_number = $2,
       document = document || jsonb_build_object('technicalGuideline', $2::text) where id = $1`,
    [id, number],
  )
}

/**
 * Adds the version of the terms with the quota that the paper promises for after the proof of concept; before
 * the first one passed, and where the quota is still the one of the paper.
 *
 * @returns undefined when there is nothing to raise
 */
export async function insertQuotaAfterProof(
  tx: Tx,
  agreementId: number,
  basis: string,
): Promise<{ version: number; quotaPerDay: number | null } | undefined> {
  const { rows } = await tx.query(
    `insert into agreement_term (agreement_id, version, valid_from, elements, methods, quota_per_day,
       quota_unlimited, max_users, wire_methods, basis, print_allowed)
     select t.agreement_id, t.version + 1, clock_timestamp(), t.elements, t.methods,
       nullif(a.document->>'quotaAfterProofOfConcept', 'unlimited')::int,
       a.document->>'quotaAfterProofOfConcept' = 'unlimited', t.max_users, t.wire_methods, $2, t.print_allowed
     from agreement a
     join lateral (select * from agreement_term where agreement_id = a.id order by version desc limit 1) t on true
     where a.id = $1 and a.proof_of_concept_passed_on is null and a.document ? 'quotaAfterProofOfConcept'
       and t.quota_per_day is not distinct from nullif(a.document->>'quotaPerUserPerDay', 'unlimited')::int
       and t.quota_unlimited = (coalesce(a.document->>'quotaPerUserPerDay', '') = 'unlimited')
       and t.valid_from < clock_timestamp()
     returning version, quota_per_day as "quotaPerDay"`,
    [agreementId, basis],
  )
  return rows[0]
}
