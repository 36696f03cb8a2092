import { call, post } from './client.ts'
import { nothing, record, text } from './shape.ts'

const placeOf = (userId: string) => `/office/feedback-tokens/${encodeURIComponent(userId)}`

/** @returns the token, this once */
export const issueFeedbackToken = (userId: string, reason: string) =>
  post(placeOf(userId), record({ userId: text, secret: text }), { reason })

export const revokeFeedbackToken = (userId: string, reason: string) =>
  call('POST', `${placeOf(userId)}/revocation`, nothing, { reason })
