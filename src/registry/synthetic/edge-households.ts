import { toEpochDay } from '../calendar-day.ts'
import { bear, drawFamily, drawPerson, KINSHIP, MARITAL, type Member, marry } from './household.ts'
import type { Random } from './random.ts'
import type { Home } from './villages.ts'

const BLOOD_GROUP_UNKNOWN = 13

/**
 * Households that hold what programs get wrong. They open every population, so that even a small one has
 * them: 29 February, the last and this century in one family, apostrophes, very long and single names, twins,
 * an unknown blood group, every status.
 */
export const EDGE_HOUSEHOLDS: readonly ((random: Random, home: Home) => Member[])[] = [
  leapDayFamily,
  (random, home) => [
    {
      ...alone(random, home, 2, '1926-06-17'),
      name: 'PONIYEM',
      marital: MARITAL.widowed,
      marriedOn: toEpochDay('1944-08-02'),
    },
  ],
  (random, home) => [{ ...alone(random, home, 1, '1951-11-30'), status: 'deceased' }],
  (random, home) => [{ ...alone(random, home, 2, '1983-03-01'), status: 'duplicate' }],
  (random, home) => [{ ...alone(random, home, 1, '1999-12-31'), status: 'inactive' }],
  (random, home) => [{ ...alone(random, home, 2, '2000-01-01'), status: 'active' }],
]

function leapDayFamily(random: Random, home: Home): Member[] {
  const family = { ...drawFamily(random, home), religion: 1 }
  const born = (kinship: Member['kinship'], sex: 1 | 2, day: string, name: string, order = 0): Member => ({
    ...drawPerson(random, family, kinship, sex, toEpochDay(day), order),
    name,
    status: 'active',
  })
  const husband = born(KINSHIP.head, 1, '1996-02-29', 'SUPARMAN')
  const wife = born(KINSHIP.wife, 2, '2000-02-29', "NUR'AINI")
  const parents = marry(husband, wife, toEpochDay('2020-02-29'))
  const elder = born(
    KINSHIP.child,
    2,
    '2024-02-29',
    'RADEN AYU KUSUMANINGTYAS HANDAYANI PUTRI MAHARANI LESTARI',
  )
  const younger = born(KINSHIP.child, 2, '2024-02-29', "RADEN AYU MA'RIFAH KUSUMANINGSIH", 1)
  const twins = [
    { ...elder, bloodGroup: BLOOD_GROUP_UNKNOWN },
    { ...younger, bloodGroup: BLOOD_GROUP_UNKNOWN },
  ] as const
  return [
    ...parents,
    bear(twins[0], husband, wife, parents),
    bear(Object.assign(twins[1], { twinOf: twins[0] }), husband, wife, parents),
  ]
}

function alone(random: Random, home: Home, sex: 1 | 2, day: string): Member {
  return drawPerson(random, drawFamily(random, home), KINSHIP.head, sex, toEpochDay(day))
}
