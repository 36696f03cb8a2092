import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Words, numbers and their usual combinations of this country and this work: our own list, composed by hand. */
const OWN_FILE = join(import.meta.dirname, 'common-passwords.txt')

/** Shorter words stand inside many good passwords. */
const MIN_LENGTH = 4

/**
 * Whether one of these is tried first by whoever guesses passwords: it stands among the 49,233 commonest of real
 * leaks (`@zxcvbn-ts/language-common`), or among our own. Both lists lie in the program; nothing is asked elsewhere.
 *
 * @param forms a password in its plain forms (password-rules.ts)
 */
export async function isGuessedFirst(forms: readonly string[]): Promise<boolean> {
  guessed ??= readLists()
  const known = await guessed
  return forms.some((form) => known.has(form))
}

/** Lower case, no spaces or signs between words. */
export function plainOf(text: string): string {
  return text.toLowerCase().replace(/[\s._-]/g, '')
}

let guessed: Promise<ReadonlySet<string>> | undefined

/** Read when the first password is chosen, not at the start: 6 MB that many processes never need. */
async function readLists(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  const own = readFileSync(OWN_FILE, 'utf8').trimEnd().split('\n')
  const forms = [...dictionary['passwords-common'], ...own].map(plainOf)
  return new Set(forms.filter((form) => form.length >= MIN_LENGTH))
}
