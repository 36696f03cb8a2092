import { call, post } from './client.ts'
import { exactly, list, nothing, nullable, number, type Of, record, text, truth } from './shape.ts'

export const HOLIDAY_KINDS = ['national', 'joint-leave'] as const

const yearShape = record({
  year: number,
  isComplete: truth,
  basis: nullable(text),
  holidays: list(record({ day: text, name: text, kind: exactly(...HOLIDAY_KINDS) })),
})

export const yearsShape = list(yearShape)

export type HolidayYear = Of<typeof yearShape>
export type Holiday = HolidayYear['holidays'][number]

export const saveYear = ({ year, ...list }: Omit<HolidayYear, 'basis'> & { basis: string }) =>
  call('PUT', `/office/holidays/${year}`, nothing, list)

const PROBLEMS = [
  'unreachable',
  'no-encryption',
  'certificate-unknown',
  'sign-in-refused',
  'sender-refused',
  'recipient-refused',
  'message-refused',
  'other',
] as const

const problem = exactly(...PROBLEMS)

export const mailShape = record({
  server: nullable(record({ from: text, server: text })),
  sent: number,
  waiting: number,
  waitingProblem: nullable(problem),
  withAddress: number,
  accounts: number,
  failed: list(record({ id: number, at: text, to: text, title: text, problem })),
})

export const tryMail = () => post('/office/mail/trial', nothing)

export const retryMail = () => post('/office/mail/retry', record({ renewed: number }))

/** Whose address: one's own, or that of an account that one keeps. */
export type EmailOf = '/account' | `/office/staff/${number}` | `/agency/operators/${number}`

export const saveEmail = (of: EmailOf, email: string) => call('PUT', `${of}/email`, nothing, { email })
