import type { Tx } from '../kernel/database.ts'
import type { CredentialKind } from './domain.ts'

export type UserIdFormRow = {
  id: number
  agreementId: number
  requestId: number | null
  kind: CredentialKind
  sealId: string
  holderSealed: Buffer
  requestedOn: string
  dueOn: string
  /** Not handed over, and the day it was due is behind its office's today. */
  isLate: boolean
  userId: string | null
  handedOverOn: string | null
}

const SELECT = `
select f.id, f.agreement_id as "agreementId", f.request_id as "requestId", f.kind, f.seal_id as "sealId",
  f.holder_sealed as "holderSealed", f.requested_on as "requestedOn", f.due_on as "dueOn",
  f.handed_over_on is null and f.due_on < (clock_timestamp() at time zone o.time_zone)::date as "isLate",
  f.user_id as "userId", f.handed_over_on as "handedOverOn"
from user_id_form f join office o on o.id = f.office_id`

/** The forms of an agreement that were not taken back, the newest first. */
export async function listUserIdForms(tx: Tx, agreementId: number): Promise<UserIdFormRow[]> {
  const { rows } = await tx.query<UserIdFormRow>(
    `${SELECT} where f.agreement_id = $1 and f.withdrawn_at is null order by f.id desc`,
    [agreementId],
  )
  return rows
}

export async function findUserIdForm(tx: Tx, id: number): Promise<UserIdFormRow | undefined> {
  const { rows } = await tx.query<UserIdFormRow>(`${SELECT} where f.id = $1 and f.withdrawn_at is null`, [id])
  return rows[0]
}

/** Adds a form; an earlier one of its request and kind that nothing was handed over for is taken back. */
export async function insertUserIdForm(
  tx: Tx,
  form: {
    officeId: number
    agreementId: number
    requestId: number | null
    kind: CredentialKind
    sealId: string
    holderSealed: Buffer
    requestedOn: string
    dueWeeks: number
    requestedBy: string
  },
): Promise<{ id: number; dueOn: string }> {
  await tx.query(
    `update user_id_form set withdrawn_at = clock_timestamp()
     where request_id = $1 and kind = $2 and handed_over_on is null and withdrawn_at is null`,
    [form.requestId, form.kind],
  )
  const { rows } = await tx.query(
    `insert into user_id_form (office_id, agreement_id, request_id, kind, seal_id, holder_sealed, requested_on,
       due_on, requested_by)
     values ($1, $2, $3, $4, $5, $6, $7::date, $7::date + 7 * $8::int, $9) returning id, due_on as "dueOn"`,
    [
      form.officeId,
      form.agreementId,
      form.requestId,
      form.kind,
      form.sealId,
      form.holderSealed,
      form.requestedOn,
      form.dueWeeks,
      form.requestedBy,
    ],
  )
  return rows[0]
}

/** @returns whether the form waited for it */
export async function updateHandedOver(
  tx: Tx,
  handed: { formId: number; userId: string; on: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update user_id_form set user_id = $2, handed_over_on = $3
     where id = $1 and handed_over_on is null and withdrawn_at is null`,
    [handed.formId, handed.userId, handed.on],
  )
  return rowCount === 1
}
