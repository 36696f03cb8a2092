import { PATHS } from '../paths.ts'

/**
 * Where a person was when the session ended, so that signing in leads back. In memory only, so that the
 * address of the sign-in page says nothing, and only for the next sign-in.
 */
let place: string | undefined

/** Pages that lead on by themselves. To go back to the sign-in page after signing in would be a circle. */
const NO_PLACES: readonly string[] = [PATHS.home, PATHS.signIn]

export function rememberPlace(path: string): void {
  if (!NO_PLACES.includes(path)) place = path
}

export function takePlace(): string | undefined {
  const taken = place
  place = undefined
  return taken
}
