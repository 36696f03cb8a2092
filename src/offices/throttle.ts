/** What is known of the attempts on one account. */
export type Attempts = {
  /** Failures from this source (an address, or a device that has signed in before). */
  fromHere: number
  /** Failures from all other sources in the last hour. */
  fromElsewhere: number
  isKnownDevice: boolean
}

/** Mistakes that cost nothing: people mistype. */
const FREE_FAILURES = 3
const LONGEST_SECONDS = 900
/** Failures from elsewhere after which an account is under attack. */
const UNDER_ATTACK = 20
const ATTACK_SECONDS = 10

/**
 * Seconds between the last attempt from a source and the next that is looked at (SP-09): none for the first
 * mistakes, then doubling up to a quarter of an hour.
 *
 * Whoever attacks an account from many addresses slows down strangers to it by a constant, also for their
 * first attempt. They can never make its holder wait longer than that, and not at all on a device of theirs.
 */
export function waitSeconds({ fromHere, fromElsewhere, isKnownDevice }: Attempts): number {
  const own = fromHere <= FREE_FAILURES ? 0 : Math.min(LONGEST_SECONDS, 2 ** (fromHere - FREE_FAILURES))
  const isAttacked = !isKnownDevice && fromHere + fromElsewhere >= UNDER_ATTACK
  return isAttacked ? Math.max(own, ATTACK_SECONDS) : own
}
