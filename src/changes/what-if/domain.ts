import type { Element } from '../../registry/elements.ts'

/** So many days of calls are replayed, today included. */
export const WHAT_IF_DAYS = 90

/** Why an answer would turn out differently. */
export type WhatIfReason = 'method' | 'address' | 'quota' | 'hours' | 'elements'

export type WhatIfEffect = 'newly-passes' | 'newly-fails' | 'fewer-elements' | 'more-elements'

/** Calls of one unit that would be answered differently for one reason. */
export type WhatIfRow = { unit: string; reason: WhatIfReason; effect: WhatIfEffect; calls: number }

/** A unit: the work unit of the operators, else a User ID. `passing`: with data or a confirmation. */
export type WhatIfUnit = { unit: string; calls: number; passing: number; passingThen: number }

/** What the calls of the last days would have been answered under a change. */
export type WhatIf = {
  /** ISO instants; half open. */
  from: string
  until: string
  /** Calls in this time, those included that nobody wrote one by one. */
  calls: number
  /** Of these, stopped before the terms were looked at (log-in, state, statement): they stay as they were. */
  untouched: number
  /** Refusals for want of quota beyond those written one by one: their number is known, not their order. */
  counted: number
  /** Answered otherwise than the terms of today would: what else holds has changed since (CH-32). */
  otherwise: number
  passing: number
  passingThen: number
  rows: WhatIfRow[]
  units: WhatIfUnit[]
  elements: { element: Element; lost: number; gained: number }[]
  /** One a day, oldest first; days without calls are left out. */
  days: { day: string; calls: number; passing: number; passingThen: number }[]
}
