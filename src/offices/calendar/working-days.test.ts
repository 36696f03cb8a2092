import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fromEpochDay, type IsoDay, toEpochDay } from '../../registry/index.ts'
import { SHIPPED_YEARS } from './shipped-holidays.ts'
import {
  addMonths,
  addWorkingDays,
  type HolidayYear,
  isWorkingDay,
  type OfficeCalendar,
} from './working-days.ts'

const year2026: OfficeCalendar = new Map(SHIPPED_YEARS.map((one) => [one.year, one]))
const none: OfficeCalendar = new Map()

const day = fc.integer({ min: toEpochDay('2025-01-01'), max: toEpochDay('2028-12-31') }).map(fromEpochDay)
const count = fc.integer({ min: 1, max: 60 })

/** Any days off, in years that are complete or not. */
const calendar = fc.array(fc.tuple(day, fc.boolean()), { maxLength: 80 }).map((holidays): OfficeCalendar => {
  const years = new Map<number, HolidayYear>()
  for (const [one, isComplete] of holidays) {
    const year = Number(one.slice(0, 4))
    const known = years.get(year) ?? { year, days: new Map(), isComplete }
    years.set(year, { ...known, days: new Map([...known.days, [one, { name: 'Libur', kind: 'national' }]]) })
  }
  return years
})

/** Working days after one day, up to and with another. */
function between(from: IsoDay, until: IsoDay, of: OfficeCalendar): number {
  let found = 0
  for (let one = toEpochDay(from) + 1; one <= toEpochDay(until); one += 1) {
    if (isWorkingDay(fromEpochDay(one), of)) found += 1
  }
  return found
}

describe('working days', () => {
  const rows: { rule: string; from: IsoDay; days: number; until: IsoDay }[] = [
    { rule: 'the next working day is the first', from: '2026-11-23', days: 1, until: '2026-11-24' },
    { rule: 'a weekend is not counted', from: '2026-11-20', days: 1, until: '2026-11-23' },
    { rule: 'none to count is the day itself', from: '2026-11-21', days: 0, until: '2026-11-21' },
    {
      rule: 'ten of the first half of 2026, past nobody’s holiday',
      from: '2026-06-30',
      days: 10,
      until: '2026-07-14',
    },
    { rule: 'holidays and joint leave of March 2026', from: '2026-03-17', days: 1, until: '2026-03-25' },
    { rule: 'Christmas Eve and Christmas', from: '2026-12-23', days: 1, until: '2026-12-28' },
  ]
  for (const { rule, from, days, until } of rows) {
    it(`WD-02 ${rule}`, () => assert.equal(addWorkingDays(from, days, year2026).day, until))
  }

  it('WD-02 a term ends on a working day, with exactly so many working days behind it', () => {
    fc.assert(
      fc.property(day, count, calendar, (from, days, of) => {
        const { day: until } = addWorkingDays(from, days, of)
        assert.ok(isWorkingDay(until, of))
        assert.equal(between(from, until, of), days)
      }),
    )
  })

  it('WD-02 two terms, one after the other, are their sum', () => {
    fc.assert(
      fc.property(day, count, count, calendar, (from, one, other, of) => {
        const middle = addWorkingDays(from, one, of).day
        assert.equal(addWorkingDays(middle, other, of).day, addWorkingDays(from, one + other, of).day)
      }),
    )
  })

  it('WD-02 a holiday more never makes a term end earlier', () => {
    fc.assert(
      fc.property(day, count, calendar, day, (from, days, of, more) => {
        const year = Number(more.slice(0, 4))
        const known = of.get(year) ?? { year, days: new Map(), isComplete: false }
        const holiday = { name: 'Libur', kind: 'national' } as const
        const with1 = new Map(of).set(year, { ...known, days: new Map([...known.days, [more, holiday]]) })
        assert.ok(addWorkingDays(from, days, with1).day >= addWorkingDays(from, days, of).day)
      }),
    )
  })

  it('WD-03 a day that was counted over years not known names exactly those', () => {
    fc.assert(
      fc.property(day, count, calendar, (from, days, of) => {
        const { day: until, incompleteYears } = addWorkingDays(from, days, of)
        const passed = new Set<number>()
        for (let one = toEpochDay(from) + 1; one <= toEpochDay(until); one += 1) {
          passed.add(Number(fromEpochDay(one).slice(0, 4)))
        }
        assert.deepEqual(
          incompleteYears,
          [...passed].filter((year) => of.get(year)?.isComplete !== true),
        )
      }),
    )
    assert.deepEqual(addWorkingDays('2026-12-31', 10, year2026), {
      day: '2027-01-14',
      incompleteYears: [2027],
    })
    assert.deepEqual(addWorkingDays('2026-06-30', 10, none).incompleteYears, [2026])
  })

  it('WD-01 Saturday and Sunday are none, whatever the list says', () => {
    fc.assert(
      fc.property(day, calendar, (one, of) => {
        const weekday = new Date(`${one}T00:00:00Z`).getUTCDay()
        if (weekday === 0 || weekday === 6) assert.ok(!isWorkingDay(one, of))
      }),
    )
  })
})

describe('months', () => {
  const rows: [IsoDay, number, IsoDay][] = [
    ['2025-09-16', 6, '2026-03-16'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2028-08-31', -6, '2028-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2027-01-15', -2, '2026-11-15'],
    ['2026-03-31', 0, '2026-03-31'],
  ]
  for (const [from, months, until] of rows) {
    it(`WD-04 ${from} and ${months} months is ${until}`, () => assert.equal(addMonths(from, months), until))
  }

  it('WD-04 the day of the month stays, or is the last of a shorter month', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40, max: 40 }), (from, months) => {
        const until = addMonths(from, months)
        const lastOfMonth = new Date(
          Date.UTC(Number(until.slice(0, 4)), Number(until.slice(5, 7)), 0),
        ).getUTCDate()
        assert.equal(Number(until.slice(8)), Math.min(Number(from.slice(8)), lastOfMonth))
      }),
    )
  })
})
