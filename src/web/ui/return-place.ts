/**
 * Where a person was when the session ended, so that signing in leads back. In memory only, so that the
 * address of the sign-in page says nothing, and only for the next sign-in.
 */
let place: string | undefined

export function rememberPlace(path: string): void {
  place = path
}

export function takePlace(): string | undefined {
  const taken = place
  place = undefined
  return taken
}
