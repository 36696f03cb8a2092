import type { Tx } from '../kernel/database.ts'
import type { SignedIn } from './signed-in.ts'

/** Something that waits for whoever is signed in: a line of the page Tugas. */
export type Task = {
  /** Which kind of work it is, in kebab-case: `request-check`, `obligation-due` … */
  kind: string
  /** What is to be done, in Indonesian and without personal data. */
  title: string
  /** About what: the agency, the number of the paper, the reason. */
  detail: string
  /** Where it is done: a path of the portal. */
  path: string
  /** Since when it waits, ISO 8601 in UTC. */
  since: string
  /** The last day on which it is in time, `2026-11-21`; null: none is set. */
  due: string | null
  isLate: boolean
}

/** What waits for somebody in one room; nothing for those who may not do it. */
export type TaskSource = (tx: Tx, who: SignedIn) => Promise<Task[]>
