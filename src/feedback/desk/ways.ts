import type { AgreementState } from '../../agreements/index.ts'

/** How feedback may be sent, by the names of agreement files, in the order in which they are offered. */
export const WAYS = ['form', 'upload', 'web-service', 'offline-media'] as const

export type Way = (typeof WAYS)[number]

/** An agreement as far as its ways of sending depend on it. */
export type WaysOf = {
  state: AgreementState
  /** Of its paper; undefined where it names none. */
  methods: readonly string[] | undefined
}

/**
 * The ways by which an agency may send what it owes (FB-70). Duties outlive the agreement, so that one that is over or
 * suspended still takes feedback; a revoked one takes none (FB-71).
 */
export function openWays({ state, methods }: WaysOf): Way[] {
  if (state === 'revoked') return []
  return methods === undefined || methods.length === 0
    ? [...WAYS]
    : WAYS.filter((way) => methods.includes(way))
}
