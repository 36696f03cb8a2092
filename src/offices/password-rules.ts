import { isGuessedFirst, plainOf } from './guessed-passwords.ts'

const MIN_LENGTH = 12
const MAX_LENGTH = 128

/** What a password is hashed and compared as: the same letters typed on another keyboard are the same. */
export function normalPassword(password: string): string {
  return password.normalize('NFKC')
}

/**
 * What is wrong with a password somebody wants (SP-10); undefined when it is good. No rules about kinds of
 * characters: they make passwords that are hard to remember and easy to guess.
 */
export async function passwordFault(
  password: string,
  of: { username: string; fullName: string; officeName: string; agencyName: string | null },
): Promise<string | undefined> {
  const text = normalPassword(password)
  // Signs of more than one unit count once.
  const length = Array.from(text).length
  if (length < MIN_LENGTH) return `Kata sandi paling sedikit ${MIN_LENGTH} karakter.`
  if (length > MAX_LENGTH) return `Kata sandi paling banyak ${MAX_LENGTH} karakter.`
  if (isRepetition(text)) return 'Kata sandi hanya mengulang bagian yang sama.'
  if (isRun(text)) return 'Kata sandi hanya berupa urutan huruf atau angka.'
  const core = coreOf(text)
  if (await isGuessedFirst([plainOf(text), core, halfOf(core)])) return TOO_COMMON
  if (isMadeOf(core, [of.username, ...wordsOf(of.fullName)])) {
    return 'Kata sandi tidak boleh berupa nama Anda atau nama pengguna Anda.'
  }
  const house = [of.officeName, of.agencyName ?? ''].flatMap(wordsOf)
  return isMadeOf(core, [...house, of.username, ...wordsOf(of.fullName)])
    ? 'Kata sandi tidak boleh berupa nama kantor atau instansi Anda.'
    : undefined
}

const wordsOf = (name: string) => name.split(/[^\p{L}]+/u)

/** Whether hardly anything is left of a text without these words. Long ones go first: they may hold shorter ones. */
function isMadeOf(core: string, words: readonly string[]): boolean {
  const long = words.map(coreOf).filter((word) => word.length >= 4)
  long.sort((one, other) => other.length - one.length)
  const rest = long.reduce((left, word) => left.replaceAll(word, ''), core)
  return rest !== core && rest.length < 4
}

const TOO_COMMON = 'Kata sandi ini terlalu mudah ditebak: termasuk yang paling sering dipakai orang.'

/** Letters that people write as digits and signs. */
const WRITTEN_AS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** The word within: without what stands before and after it, and with its letters written as letters. */
function coreOf(text: string): string {
  const word = plainOf(text).replace(/^[^a-z@$]+|[^a-z@$]+$/g, '')
  return Array.from(word, (sign) => WRITTEN_AS[sign] ?? sign)
    .join('')
    .replace(/[^a-z]/g, '')
}

/** A word written twice, once. */
function halfOf(word: string): string {
  const half = word.slice(0, word.length / 2)
  return half + half === word ? half : word
}

const LONGEST_PART = 4

function isRepetition(text: string): boolean {
  for (let part = 1; part <= LONGEST_PART; part += 1) {
    if (text.slice(part) === text.slice(0, -part)) return true
  }
  return false
}

/** Characters that follow each other by one, upwards or downwards, from the first to the last. */
function isRun(text: string): boolean {
  const codes = Array.from(text.toLowerCase(), (sign) => sign.codePointAt(0) ?? 0)
  const steps = new Set(codes.slice(1).map((code, index) => (code - (codes[index] ?? 0) + 10) % 10))
  return steps.size === 1 && /^([0-9]+|[a-z]+)$/i.test(text)
}
