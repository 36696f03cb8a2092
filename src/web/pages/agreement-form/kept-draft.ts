import { anything, dictionary, list, number, optional, record, text } from '../../api/shape.ts'
import { type Draft, EMPTY_DRAFT } from './draft.ts'

/**
 * What was typed into a form of an agreement outlives a reload of the window and a session that ran out, and ends
 * with the tab or the sign-out. It names offices, numbers and data elements; the one field that names a person is
 * left out. Kept under the account, so that another who signs in at the same window does not meet it.
 */
const PREFIX = 'gapura.agreement-form.'

const row = record({ key: number, value: text, rest: optional(anything) })

const keptShape = record({
  base: text,
  draft: record({
    texts: dictionary(text),
    sets: dictionary(list(text)),
    lists: dictionary(list(row)),
    wireMethods: list(record({ key: number, name: text, operation: text, elements: list(text) })),
    needs: dictionary(text),
  }),
})

/** @param base what the form started from: what was typed over something else is not for it */
export function recall(key: string, base: string): Draft | undefined {
  try {
    const kept = keptShape(JSON.parse(sessionStorage.getItem(PREFIX + key) ?? ''), '')
    if (kept.base !== base) return undefined
    const { texts, sets, lists, wireMethods, needs } = kept.draft
    return {
      texts: { ...EMPTY_DRAFT.texts, ...texts },
      sets: { ...EMPTY_DRAFT.sets, ...sets },
      lists: { ...EMPTY_DRAFT.lists, ...mapped(lists) },
      wireMethods,
      needs,
    }
  } catch {
    // Nothing kept, or by another version of the portal.
    return undefined
  }
}

function mapped(lists: Record<string, { key: number; value: string; rest: unknown }[]>) {
  return Object.fromEntries(
    Object.entries(lists).map(([path, rows]) => [
      path,
      rows.map(({ key, value, rest }) =>
        typeof rest === 'object' && rest !== null ? { key, value, rest } : { key, value },
      ),
    ]),
  )
}

export function keep(key: string, base: string, draft: Draft): void {
  const texts = { ...draft.texts, 'sptjm.signer': '' }
  sessionStorage.setItem(PREFIX + key, JSON.stringify({ base, draft: { ...draft, texts } }))
}

export const dropKept = (key: string) => sessionStorage.removeItem(PREFIX + key)
