import { dictionary, list, number, record, text } from '../../api/shape.ts'
import { emptyDraft, type MinuteDraft, type MinuteRow } from './minute-rows.ts'

/**
 * Minutes are often typed while the meeting goes on, and a session may end before it does. What was typed outlives
 * that and a reload, and ends with the tab or the sign-out. Who came and who does what is left out: it names people.
 */
const PREFIX = 'gapura.minutes.'

const row = record({ key: number, values: dictionary(text) })
const keptShape = record({ topics: list(row), followUps: list(row), closing: text })

const withoutNames = ({ key, values: { what = '', due = '' } }: MinuteRow): MinuteRow => ({
  key,
  values: { what, due },
})

export function keepMinutes(key: string, { topics, followUps, closing }: MinuteDraft): void {
  const kept = { topics, followUps: followUps.map(withoutNames), closing }
  sessionStorage.setItem(PREFIX + key, JSON.stringify(kept))
}

export function recallMinutes(key: string): MinuteDraft {
  try {
    return { ...emptyDraft(), ...keptShape(JSON.parse(sessionStorage.getItem(PREFIX + key) ?? ''), '') }
  } catch {
    // Nothing kept, or by another version of the portal.
    return emptyDraft()
  }
}

export const dropMinutes = (key: string) => sessionStorage.removeItem(PREFIX + key)
