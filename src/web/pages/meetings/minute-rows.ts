export const COLUMNS = {
  attendees: ['name', 'position', 'attended'],
  topics: ['topic', 'result'],
  followUps: ['what', 'who', 'due'],
} as const

export type Part = keyof typeof COLUMNS
export type Column = (typeof COLUMNS)[Part][number]

/** One row of a part of the minutes as it is typed. */
export type MinuteRow = { key: number; values: Partial<Record<Column, string>> }

export type MinuteDraft = Record<Part, readonly MinuteRow[]> & { closing: string }

/** Whoever is entered came, unless it is said otherwise. */
export const ATTENDED = 'yes'

export const newRow = (part: Part, key: number): MinuteRow => ({
  key,
  values: part === 'attendees' ? { attended: ATTENDED } : {},
})

export const emptyDraft = (): MinuteDraft => ({
  attendees: [newRow('attendees', 0)],
  topics: [newRow('topics', 0)],
  followUps: [newRow('followUps', 0)],
  closing: '',
})

const TICKED: Column = 'attended'

export const isEmpty = ({ values }: MinuteRow) =>
  Object.entries(values).every(([column, value]) => column === TICKED || value.trim() === '')

export const nextKey = (rows: readonly MinuteRow[]) => Math.max(-1, ...rows.map(({ key }) => key)) + 1

/** Rows in which something stands; an empty one at the end of a list says nothing. */
export const filled = (rows: readonly MinuteRow[]) => rows.filter((row) => !isEmpty(row))

/** Several lines that were pasted, each a row: cells parted by tabs, as a spreadsheet gives them. */
export function pasted(part: Part, text: string, firstKey: number): MinuteRow[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const cells = line.split('\t').map((cell) => cell.trim())
      const row = newRow(part, firstKey + index)
      const typed = COLUMNS[part]
        .filter((column) => column !== TICKED)
        .flatMap((column, at) => (cells[at] === undefined ? [] : [[column, cells[at]]]))
      return { ...row, values: { ...row.values, ...Object.fromEntries(typed) } }
    })
}
