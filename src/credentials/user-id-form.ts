import { randomUUID } from 'node:crypto'
import { append, auditEntry } from '../audit/index.ts'
import type { Tx } from '../kernel/database.ts'
import type { Sealer } from '../kernel/seal.ts'
import type { CredentialKind } from './domain.ts'
import {
  findUserIdForm,
  insertUserIdForm,
  listUserIdForms,
  type UserIdFormRow,
  updateHandedOver,
} from './user-id-form.store.ts'
import { maskNik, type UserIdHolder } from './user-id-holder.ts'

/** A form as pages show it: the NIK is masked. */
export type UserIdForm = Omit<UserIdFormRow, 'sealId' | 'holderSealed'> & {
  holder: Omit<UserIdHolder, 'nik'> & { nikMasked: string }
}

/** What was sealed for one form cannot be opened as another's. */
const purposeOf = (sealId: string) => `user id form ${sealId}`

/**
 * Enters a complete form (`readHolder`): who will hold a User ID under an agreement. Everything about the holder is
 * sealed; the log has the form's number only.
 *
 * @param form.dueWeeks how long the office has to hand the User ID over
 * @returns the form's number and the day it is due
 */
export async function enterUserIdForm(
  tx: Tx,
  sealer: Sealer,
  form: {
    officeId: number
    agreementId: number
    /** The request for access that it is part of; null: a form of its own, such as for another holder. */
    requestId: number | null
    kind: CredentialKind
    requestedOn: string
    dueWeeks: number
    holder: UserIdHolder
    by: string
  },
): Promise<{ id: number; dueOn: string }> {
  const sealId = randomUUID()
  const holderSealed = sealer.seal(Buffer.from(JSON.stringify(form.holder)), purposeOf(sealId))
  const { officeId, agreementId, requestId, kind, requestedOn, dueWeeks, by } = form
  const entered = await insertUserIdForm(tx, {
    officeId,
    agreementId,
    requestId,
    kind,
    sealId,
    holderSealed,
    requestedOn,
    dueWeeks,
    requestedBy: by,
  })
  await append(tx, [
    auditEntry({
      event: 'credential.user_id_requested',
      requestId: randomUUID(),
      officeId,
      agreementId,
      detail: JSON.stringify({ by, form: entered.id, kind, requestedOn, dueOn: entered.dueOn }),
    }),
  ])
  return entered
}

/** The forms of an agreement, the newest first, with masked NIKs. */
export async function readUserIdForms(tx: Tx, sealer: Sealer, agreementId: number): Promise<UserIdForm[]> {
  return (await listUserIdForms(tx, agreementId)).map((row) => toForm(row, holderOf(sealer, row)))
}

/** Everything of a form, its NIK too, for the paper that is filled from it. The caller records why. */
export async function openUserIdForm(
  tx: Tx,
  sealer: Sealer,
  id: number,
): Promise<{ form: UserIdForm; holder: UserIdHolder } | undefined> {
  const row = await findUserIdForm(tx, id)
  if (row === undefined) return undefined
  const holder = holderOf(sealer, row)
  return { form: toForm(row, holder), holder }
}

/** Notes with which User ID a form was answered, and when it was handed over. */
export async function handOverUserId(
  tx: Tx,
  handed: { formId: number; userId: string; on: string },
): Promise<boolean> {
  return updateHandedOver(tx, handed)
}

function holderOf(sealer: Sealer, { sealId, holderSealed }: UserIdFormRow): UserIdHolder {
  return JSON.parse(sealer.open(holderSealed, purposeOf(sealId)).toString())
}

function toForm(row: UserIdFormRow, { nik, ...holder }: UserIdHolder): UserIdForm {
  const { sealId: _, holderSealed: __, ...form } = row
  return { ...form, holder: { ...holder, nikMasked: maskNik(nik) } }
}
