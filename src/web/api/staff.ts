import { type Answer, post } from './client.ts'
import { list, nullable, number, type Of, optional, record, text, truth } from './shape.ts'

/** An account, as its keeper sees it: of the office, or of an agency. */
export const accountShape = record({
  id: number,
  username: text,
  fullName: text,
  role: text,
  state: text,
  stateReason: nullable(text),
  agency: nullable(text),
  workUnit: nullable(text),
  mustChangePassword: truth,
  hasSecondFactor: truth,
  email: nullable(text),
  ndaSignedOn: nullable(text),
  lastSignInAt: nullable(text),
  userId: nullable(text),
  hitsToday: number,
})

export type Account = Of<typeof accountShape>

export const accountsShape = list(accountShape)

/** Where accounts are kept: all of an office, or the operators of the own agency. */
export type Keep = '/office/staff' | '/agency/operators'

export type AccountAct =
  | 'suspension'
  | 'reactivation'
  | 'password-reset'
  | 'second-factor-reset'
  | 'sessions-end'

const doneShape = optional(record({ initialPassword: optional(text), proposal: optional(number) }))

/** @returns with the first password, shown once, where the act made one */
export const changeAccount = (
  keep: Keep,
  id: number,
  act: AccountAct,
  reason: string,
): Promise<Answer<Of<typeof doneShape>>> => post(`${keep}/${id}/${act}`, doneShape, { reason })

export type NewAccount = {
  username: string
  fullName: string
  nip: string
  role?: string
  agencyId?: number
  agreement?: string
  reason?: string
}

/** @returns the first password, or the number of the proposal that this became */
export const openAccount = (keep: Keep, account: NewAccount) =>
  post(
    keep,
    record({ initialPassword: optional(text), userId: optional(text), proposal: optional(number) }),
    account,
  )
