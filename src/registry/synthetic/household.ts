import type { ResidentStatus } from '../status.ts'
import { CULTURES_OF_PROVINCE, type Culture, ELSEWHERE, NAME_LISTS } from './name-lists.ts'
import { drawClan, drawName, type Sex } from './names.ts'
import type { Random } from './random.ts'
import type { Home } from './villages.ts'

/** Codes of STAT_HBKEL and STATUS_KAWIN, as far as invented households use them. */
export const KINSHIP = { head: 1, wife: 3, child: 4, parent: 7, relative: 9 } as const
export const MARITAL = { single: 1, married: 2, divorced: 3, widowed: 4 } as const

/** A person of a household before numbers are given out. Days are epoch days. */
export type Member = {
  kinship: (typeof KINSHIP)[keyof typeof KINSHIP]
  sex: Sex
  bornOn: number
  name: string
  religion: number
  marital: (typeof MARITAL)[keyof typeof MARITAL]
  marriedOn?: number
  divorcedOn?: number
  /** Parents who live in the household; names of those who do not. */
  father?: Member
  mother?: Member
  fatherName: string
  motherName: string
  /** The twin who was born just before. */
  twinOf?: Member
  /** Set where a household is made to hold a status; otherwise drawn. */
  status?: ResidentStatus
  /** Set where a household is made to hold a blood group; otherwise drawn. */
  bloodGroup?: number
}

/** What the members of one family share. */
export type Family = { culture: Culture; religion: number; clan: string }

const YEAR = 365.2425
const OLDEST_MOTHER_DAYS = 43 * YEAR

type Kind = 'couple' | 'widowed' | 'divorced' | 'alone'
const KINDS: readonly (readonly [Kind, number])[] = [
  ['couple', 76],
  ['widowed', 9],
  ['divorced', 5],
  ['alone', 10],
]

/** Draws the people of one family card, head first. Nobody is born or married after `today`. */
export function drawHousehold(random: Random, home: Home, today: number): Member[] {
  const family = drawFamily(random, home)
  const kind = random.weighted(KINDS)
  if (kind === 'alone')
    return [drawPerson(random, family, KINSHIP.head, anySex(random), today - age(random, 20, 45))]

  const marriedOn = Math.floor(today - YEAR * (1 + 52 * random.unit() ** 1.3))
  const husband = drawPerson(random, family, KINSHIP.head, 1, marriedOn - age(random, 21, 34))
  const wife = drawPerson(random, family, KINSHIP.wife, 2, marriedOn - age(random, 19, 30))
  const couple =
    kind === 'couple' ? marry(husband, wife, marriedOn) : part(random, kind, husband, wife, marriedOn, today)
  const children = drawChildren(random, family, husband, wife, couple, marriedOn, today)
  return [...couple, ...children, ...drawOthers(random, family, husband, couple, today)]
}

export function drawFamily(random: Random, home: Home): Family {
  const culture = random.weighted(CULTURES_OF_PROVINCE[home.provinceCode] ?? ELSEWHERE)
  return {
    culture,
    religion: random.weighted(NAME_LISTS[culture].religions),
    clan: drawClan(random, culture),
  }
}

/** A single person whose parents live elsewhere. */
export function drawPerson(
  random: Random,
  family: Family,
  kinship: Member['kinship'],
  sex: Sex,
  bornOn: number,
  birthOrder = random.between(0, 3),
): Member {
  // A wife keeps the clan she was born into.
  const clan = kinship === KINSHIP.wife ? drawClan(random, family.culture) : family.clan
  return {
    kinship,
    sex,
    bornOn,
    name: drawName(random, family.culture, sex, clan, birthOrder),
    religion: family.religion,
    marital: MARITAL.single,
    fatherName: drawName(random, family.culture, 1, clan, 0),
    motherName: drawName(random, family.culture, 2, drawClan(random, family.culture), 0),
  }
}

export function marry(husband: Member, wife: Member, marriedOn: number): Member[] {
  for (const spouse of [husband, wife]) Object.assign(spouse, { marital: MARITAL.married, marriedOn })
  return [husband, wife]
}

/** A child of two people, one of whom may live elsewhere by now. */
export function bear(child: Member, father: Member, mother: Member, present: readonly Member[]): Member {
  if (present.includes(father)) child.father = father
  if (present.includes(mother)) child.mother = mother
  return Object.assign(child, { fatherName: father.name, motherName: mother.name })
}

/** The one who stays after a death or a divorce, mostly the woman, becomes the head. */
function part(
  random: Random,
  kind: 'widowed' | 'divorced',
  husband: Member,
  wife: Member,
  marriedOn: number,
  today: number,
): Member[] {
  const stays = random.chance(0.78) ? wife : husband
  stays.kinship = KINSHIP.head
  stays.marriedOn = marriedOn
  stays.marital = kind === 'widowed' ? MARITAL.widowed : MARITAL.divorced
  if (kind === 'divorced') stays.divorcedOn = random.between(marriedOn + 200, today)
  return [stays]
}

function drawChildren(
  random: Random,
  family: Family,
  father: Member,
  mother: Member,
  present: readonly Member[],
  marriedOn: number,
  today: number,
): Member[] {
  const children: Member[] = []
  const wanted = random.weighted([
    [0, 8],
    [1, 27],
    [2, 38],
    [3, 18],
    [4, 6],
    [5, 3],
  ])
  const lastBirth = Math.min(today, mother.bornOn + OLDEST_MOTHER_DAYS, present[0]?.divorcedOn ?? today)
  let bornOn = marriedOn + random.between(280, 1_500)
  for (let order = 0; order < wanted && bornOn <= lastBirth; order++) {
    if (livesAtHome(random, (today - bornOn) / YEAR)) {
      const child = drawPerson(random, family, KINSHIP.child, anySex(random), bornOn, order)
      children.push(bear(child, father, mother, present))
      if (random.chance(0.012)) {
        const twin = drawPerson(random, family, KINSHIP.child, child.sex, bornOn, order + 1)
        children.push(bear(Object.assign(twin, { twinOf: child }), father, mother, present))
      }
    }
    bornOn += random.between(500, 2_200)
  }
  return children
}

/** Sometimes the husband's widowed mother or a young relative. */
function drawOthers(
  random: Random,
  family: Family,
  husband: Member,
  couple: readonly Member[],
  today: number,
): Member[] {
  const others: Member[] = []
  const grandmotherBornOn = husband.bornOn - age(random, 19, 36)
  if (couple.includes(husband) && today - grandmotherBornOn < 98 * YEAR && random.chance(0.12)) {
    const mother = drawPerson(random, family, KINSHIP.parent, 2, grandmotherBornOn)
    mother.marital = MARITAL.widowed
    mother.marriedOn = husband.bornOn - random.between(300, 900)
    husband.mother = mother
    husband.motherName = mother.name
    others.push(mother)
  }
  if (random.chance(0.04)) {
    others.push(drawPerson(random, family, KINSHIP.relative, anySex(random), today - age(random, 8, 24)))
  }
  return others
}

function livesAtHome(random: Random, years: number): boolean {
  if (years < 18) return true
  if (years < 25) return random.chance(0.8)
  return years < 34 && random.chance(0.3)
}

const anySex = (random: Random): Sex => (random.chance(0.505) ? 1 : 2)

/** A whole number of days that makes an age in years between the two. */
const age = (random: Random, min: number, max: number) =>
  Math.floor(YEAR * (min + (max - min) * random.unit()))
