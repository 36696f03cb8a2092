import { type Culture, NAME_LISTS } from './name-lists.ts'
import type { Random } from './random.ts'

export type Sex = 1 | 2

const BALINESE_ORDER = [
  ['WAYAN', 'PUTU'],
  ['MADE', 'KADEK'],
  ['NYOMAN', 'KOMANG'],
  ['KETUT', 'KETUT'],
] as const

/** A clan name to be passed on in a family; empty where the culture has none. */
export function drawClan(random: Random, culture: Culture): string {
  const { clan, last } = NAME_LISTS[culture]
  return clan ? random.pick(last) : ''
}

/**
 * An invented full name in upper case.
 *
 * @param birthOrder 0 for the first child, which is part of a Balinese name.
 */
export function drawName(
  random: Random,
  culture: Culture,
  sex: Sex,
  clan: string,
  birthOrder: number,
): string {
  const list = NAME_LISTS[culture]
  const given = random.pick(sex === 1 ? list.men : list.women)
  const first = culture === 'balinese' ? balineseTitle(random, sex, birthOrder) + given : given
  if (clan !== '')
    return random.chance(0.4)
      ? `${first} ${secondGiven(random, culture, sex, given)} ${clan}`
      : `${first} ${clan}`
  if (random.chance(list.single)) return first
  const last = random.pick((sex === 2 ? list.lastWomen : undefined) ?? list.last)
  if (random.chance(0.3)) return `${first} ${secondGiven(random, culture, sex, given)} ${last}`
  return last === given ? first : `${first} ${last}`
}

function balineseTitle(random: Random, sex: Sex, birthOrder: number): string {
  const [older, younger] = BALINESE_ORDER[birthOrder % 4] ?? BALINESE_ORDER[0]
  return `${sex === 1 ? 'I' : 'NI'} ${random.chance(0.5) ? older : younger} `
}

function secondGiven(random: Random, culture: Culture, sex: Sex, first: string): string {
  const list = NAME_LISTS[culture]
  const others = (sex === 1 ? list.men : list.women).filter((name) => name !== first)
  return random.pick(others)
}
