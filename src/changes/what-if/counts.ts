import { elementsOfMask } from '../../audit/index.ts'
import { ELEMENT_NAMES, type Element } from '../../registry/elements.ts'
import type { WhatIf, WhatIfEffect, WhatIfReason, WhatIfRow, WhatIfUnit } from './domain.ts'
import type { Compared } from './replay.ts'

type Tally = { calls: number; passing: number; passingThen: number }

const newTally = (): Tally => ({ calls: 0, passing: 0, passingThen: 0 })

const EFFECTS: readonly WhatIfEffect[] = ['newly-passes', 'newly-fails', 'fewer-elements', 'more-elements']

type Effects = Record<WhatIfEffect, number>

/**
 * Counts what a replay finds: by unit, by day, by reason, by set of elements. Of a million calls nothing else is
 * kept, and each costs a handful of additions.
 */
export function createCounts() {
  const all = { untouched: 0, otherwise: 0, counted: 0 }
  const units = new Map<string, { tally: Tally; reasons: Map<WhatIfReason, Effects> }>()
  const days = new Map<number, Tally>()
  // By mask: elements are told apart at the end.
  const masks = { lost: new Map<number, number>(), gained: new Map<number, number>() }

  const ofUnit = (unit: string) => {
    const mine = getOr(units, unit, () => ({ tally: newTally(), reasons: new Map<WhatIfReason, Effects>() }))
    let today = newTally()
    const note = (reason: WhatIfReason, effect: WhatIfEffect, calls: number) => {
      if (calls === 0) return
      const effects = getOr(mine.reasons, reason, () => ({
        'newly-passes': 0,
        'newly-fails': 0,
        'fewer-elements': 0,
        'more-elements': 0,
      }))
      effects[effect] += calls
    }
    const pass = (calls: number, passing: number, passingThen: number) => {
      for (const tally of [mine.tally, today]) {
        tally.calls += calls
        tally.passing += passing
        tally.passingThen += passingThen
      }
    }
    return {
      startDay(day: number): void {
        today = getOr(days, day, newTally)
      },
      /** @param isOtherwise the terms of today would have answered it otherwise than it was */
      add(compared: Compared | null, isOtherwise: boolean): void {
        if (compared === null) {
          all.untouched += 1
          pass(1, 0, 0)
          return
        }
        if (isOtherwise) all.otherwise += 1
        const { passesNow, passesThen, reason, lost, gained } = compared
        pass(1, passesNow ? 1 : 0, passesThen ? 1 : 0)
        if (reason === null) return
        if (passesNow !== passesThen) {
          note(reason, passesThen ? 'newly-passes' : 'newly-fails', 1)
          return
        }
        if (lost !== 0) {
          note(reason, 'fewer-elements', 1)
          masks.lost.set(lost, (masks.lost.get(lost) ?? 0) + 1)
        }
        if (gained !== 0) {
          note(reason, 'more-elements', 1)
          masks.gained.set(gained, (masks.gained.get(gained) ?? 0) + 1)
        }
      },
      addCounted(count: number, { passNow, passThen }: { passNow: number; passThen: number }): void {
        all.counted += count
        pass(count, passNow, passThen)
        note('quota', 'newly-passes', Math.max(0, passThen - passNow))
        note('quota', 'newly-fails', Math.max(0, passNow - passThen))
      },
    }
  }

  const elementCounts = () => {
    const elements = new Map<Element, { lost: number; gained: number }>()
    for (const which of ['lost', 'gained'] as const) {
      for (const [mask, calls] of masks[which]) {
        for (const element of elementsOfMask(mask)) {
          getOr(elements, element, () => ({ lost: 0, gained: 0 }))[which] += calls
        }
      }
    }
    return ELEMENT_NAMES.flatMap((element) => {
      const count = elements.get(element)
      return count === undefined ? [] : [{ element, ...count }]
    })
  }

  return {
    /** The counts of one unit, for one credential of it: `startDay` before its first call and with each new day. */
    ofUnit,
    result({ fromIso, untilIso }: { fromIso: string; untilIso: string }): WhatIf {
      const perUnit = [...units].map(([unit, { tally }]): WhatIfUnit => ({ unit, ...tally }))
      const sum = (name: keyof Tally) => perUnit.reduce((total, tally) => total + tally[name], 0)
      const rows = [...units].flatMap(([unit, { reasons }]) =>
        [...reasons].flatMap(([reason, effects]): WhatIfRow[] =>
          EFFECTS.filter((effect) => effects[effect] > 0).map((effect) => ({
            unit,
            reason,
            effect,
            calls: effects[effect],
          })),
        ),
      )
      const mostFirst = (a: { calls: number; unit: string }, b: { calls: number; unit: string }) =>
        b.calls - a.calls || a.unit.localeCompare(b.unit)
      return {
        from: fromIso,
        until: untilIso,
        calls: sum('calls'),
        ...all,
        passing: sum('passing'),
        passingThen: sum('passingThen'),
        rows: rows.sort(mostFirst),
        units: perUnit.filter(({ calls }) => calls > 0).sort(mostFirst),
        elements: elementCounts(),
        days: [...days]
          .sort(([a], [b]) => a - b)
          .map(([day, tally]) => ({ day: new Date(day * 86_400_000).toISOString().slice(0, 10), ...tally })),
      }
    },
  }
}

export type UnitCounts = ReturnType<ReturnType<typeof createCounts>['ofUnit']>

function getOr<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) {
    value = make()
    map.set(key, value)
  }
  return value
}
