import type { Breach } from '../../api/breaches.ts'

export const DUTIES = ['people', 'authority'] as const

export type Duty = (typeof DUTIES)[number]

/** Where a duty of the 3 × 24 hours stands. */
export type Standing =
  | { is: 'in-time' | 'too-late'; at: string; how: string }
  | { is: 'not-needed' }
  | { is: 'running' | 'late'; hours: number }

type Clocked = Pick<
  Breach,
  | 'dueAt'
  | 'hoursLeft'
  | 'decision'
  | 'peopleToldAt'
  | 'peopleToldHow'
  | 'authorityToldAt'
  | 'authorityToldHow'
>

export function standingOf(breach: Clocked, duty: Duty): Standing {
  const at = duty === 'people' ? breach.peopleToldAt : breach.authorityToldAt
  const how = duty === 'people' ? breach.peopleToldHow : breach.authorityToldHow
  if (at !== null) return { is: at <= breach.dueAt ? 'in-time' : 'too-late', at, how: how ?? '' }
  if (breach.decision === 'unfounded') return { is: 'not-needed' }
  // Hours are whole and rounded down: -1 is the first hour after the end.
  return breach.hoursLeft >= 0
    ? { is: 'running', hours: breach.hoursLeft }
    : { is: 'late', hours: -breach.hoursLeft - 1 }
}

/** What a list shows of both: an open one, else a late one. */
export function worstOf(breach: Clocked): Standing {
  const both = DUTIES.map((duty) => standingOf(breach, duty))
  const ORDER = ['late', 'running', 'too-late', 'in-time', 'not-needed'] as const
  const [first] = both.sort((a, b) => ORDER.indexOf(a.is) - ORDER.indexOf(b.is))
  return first ?? { is: 'not-needed' }
}
