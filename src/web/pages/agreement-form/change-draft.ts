import type { Draft, Row, WireMethodRow } from './draft.ts'
import type { ListField, SetField, TextField } from './form-fields.ts'

/** What a person does to a draft. */
export type Change =
  | { do: 'write'; path: TextField; text: string }
  | { do: 'tick'; path: SetField; names: readonly string[]; isOn: boolean }
  | { do: 'write-row'; path: ListField; key: number; text: string }
  | { do: 'add-row'; path: ListField; after: number | null; texts: readonly string[] }
  | { do: 'remove-row'; path: ListField; key: number }
  | { do: 'add-wire-method' }
  | { do: 'write-wire-method'; row: WireMethodRow }
  | { do: 'remove-wire-method'; key: number }
  /** The same reason for several elements at once. */
  | { do: 'write-need'; names: readonly string[]; text: string }
  | { do: 'load'; draft: Draft }

export function changeDraft(draft: Draft, change: Change): Draft {
  switch (change.do) {
    case 'load':
      return change.draft
    case 'write':
      return { ...draft, texts: { ...draft.texts, [change.path]: change.text } }
    case 'tick':
      return { ...draft, sets: { ...draft.sets, [change.path]: ticked(draft.sets[change.path], change) } }
    case 'write-row':
    case 'add-row':
    case 'remove-row':
      return {
        ...draft,
        lists: { ...draft.lists, [change.path]: changedRows(draft.lists[change.path], change) },
      }
    case 'write-need': {
      const written = Object.fromEntries(change.names.map((name) => [name, change.text]))
      return { ...draft, needs: { ...draft.needs, ...written } }
    }
    case 'add-wire-method': {
      const added = { key: nextKey(draft.wireMethods), name: '', operation: 'biodata', elements: [] }
      return { ...draft, wireMethods: [...draft.wireMethods, added] }
    }
    case 'write-wire-method':
      return {
        ...draft,
        wireMethods: draft.wireMethods.map((row) => (row.key === change.row.key ? change.row : row)),
      }
    case 'remove-wire-method':
      return { ...draft, wireMethods: draft.wireMethods.filter(({ key }) => key !== change.key) }
  }
}

function ticked(now: readonly string[], { names, isOn }: { names: readonly string[]; isOn: boolean }) {
  if (!isOn) return now.filter((name) => !names.includes(name))
  return [...now, ...names.filter((name) => !now.includes(name))]
}

type RowChange = Extract<Change, { do: 'write-row' | 'add-row' | 'remove-row' }>

function changedRows(rows: readonly Row[], change: RowChange): readonly Row[] {
  if (change.do === 'write-row') {
    return rows.map((row) => (row.key === change.key ? { ...row, value: change.text } : row))
  }
  if (change.do === 'remove-row') {
    const left = rows.filter(({ key }) => key !== change.key)
    return left.length > 0 ? left : [{ key: nextKey(rows), value: '' }]
  }
  const first = nextKey(rows)
  const added = change.texts.map((value, index): Row => ({ key: first + index, value }))
  const at = change.after === null ? rows.length : rows.findIndex(({ key }) => key === change.after) + 1
  return [...rows.slice(0, at), ...added, ...rows.slice(at)]
}

/** The key of the next row that is added. */
export const nextKey = (rows: readonly { key: number }[]) =>
  rows.reduce((highest, { key }) => Math.max(highest, key), -1) + 1
