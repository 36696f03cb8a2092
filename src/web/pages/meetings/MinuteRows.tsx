import { Button, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../ui/DayInput.tsx'
import {
  ATTENDED,
  COLUMNS,
  type Column,
  isEmpty,
  type MinuteRow,
  newRow,
  nextKey,
  type Part,
  pasted,
} from './minute-rows.ts'

type MinuteRowsProps = {
  part: Part
  rows: readonly MinuteRow[]
  onRows: (rows: readonly MinuteRow[]) => void
  /** What is wrong, by the place of a row among those that were sent: `topics[0].result`. */
  errorOf: (row: MinuteRow, column: Column) => string | undefined
  error?: string | undefined
}

/** Where people may write more than a line. */
const LONG: readonly Column[] = ['result', 'what']

/** Rows of any number: Enter adds one below, Backspace in an empty one removes it, a table may be pasted. */
export function MinuteRows({ part, rows, onRows, errorOf, error }: MinuteRowsProps) {
  const { t } = useTranslation('meetings')
  const [first] = COLUMNS[part]
  // Which row takes the focus once it is there.
  const wanted = useRef<number>(undefined)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (wanted.current === undefined) return
    const fields = `[data-row="${wanted.current}"] :is(input, textarea)`
    list.current?.querySelector<HTMLElement>(fields)?.focus()
    wanted.current = undefined
  })
  const write = (key: number, column: Column, text: string) =>
    onRows(rows.map((row) => (row.key === key ? { ...row, values: { ...row.values, [column]: text } } : row)))
  const add = (index: number, added: readonly MinuteRow[]) => {
    wanted.current = added.at(-1)?.key
    onRows([...rows.slice(0, index), ...added, ...rows.slice(index)])
  }
  const addOne = (index: number) => add(index, [newRow(part, nextKey(rows))])
  const remove = (index: number) => {
    wanted.current = (rows[index - 1] ?? rows[index + 1])?.key
    const left = rows.filter((_, at) => at !== index)
    onRows(left.length > 0 ? left : [newRow(part, nextKey(rows))])
  }
  const onKey = (event: KeyboardEvent, index: number, row: MinuteRow) => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault()
      if (!isEmpty(row)) addOne(index + 1)
    } else if (event.key === 'Backspace' && isEmpty(row) && rows.length > 1) {
      event.preventDefault()
      remove(index)
    }
  }
  const onPaste = (event: ClipboardEvent, index: number, row: MinuteRow) => {
    const text = event.clipboardData.getData('text')
    if (!isEmpty(row) || !/[\t\n]/.test(text.trim())) return
    event.preventDefault()
    const added = pasted(part, text, nextKey(rows))
    wanted.current = added.at(-1)?.key
    onRows([...rows.slice(0, index), ...added, ...rows.slice(index + 1)])
  }
  const fieldOf = (row: MinuteRow, index: number, column: Column) => {
    const value = row.values[column] ?? ''
    const label = t('minutes.cell', { column: t(`minutes.${column}`), n: index + 1 })
    const given = {
      'aria-label': label,
      placeholder: t(`minutes.${column}`),
      error: errorOf(row, column),
      autoComplete: 'off',
      value,
      onKeyDown: (event: KeyboardEvent) => onKey(event, index, row),
      ...(column === first ? { onPaste: (event: ClipboardEvent) => onPaste(event, index, row) } : {}),
    }
    if (column === 'attended') {
      return (
        <label className="tick">
          <input
            type="checkbox"
            checked={value === ATTENDED}
            aria-label={label}
            onChange={({ currentTarget: { checked } }) => write(row.key, column, checked ? ATTENDED : '')}
          />
          {t('minutes.attended')}
        </label>
      )
    }
    if (column === 'due') {
      return (
        <DayInput
          label={t('minutes.due')}
          value={value}
          onDay={(day) => write(row.key, column, day)}
          onKeyDown={given.onKeyDown}
          error={given.error}
        />
      )
    }
    const Field = LONG.includes(column) ? Textarea : TextInput
    return (
      <Field
        {...given}
        {...(LONG.includes(column) ? { rows: 1 } : {})}
        onChange={({ currentTarget }: { currentTarget: { value: string } }) =>
          write(row.key, column, currentTarget.value)
        }
      />
    )
  }
  return (
    <fieldset className="minute-part">
      <legend>{t(`minutes.${part}`)}</legend>
      {error !== undefined && <p className="toned tone-bad">{error}</p>}
      <ul ref={list}>
        {rows.map((row, index) => (
          <li key={row.key} data-row={row.key}>
            {COLUMNS[part].map((column) => (
              <div key={column} data-column={column}>
                {fieldOf(row, index, column)}
              </div>
            ))}
            <Button
              variant="subtle"
              size="compact-md"
              aria-label={t('minutes.removeRow', { n: index + 1 })}
              onClick={() => remove(index)}
            >
              <IconTrash size={18} aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={16} aria-hidden />}
        aria-label={`${t('minutes.addRow')}: ${t(`minutes.${part}`)}`}
        onClick={() => addOne(rows.length)}
      >
        {t('minutes.addRow')}
      </Button>
    </fieldset>
  )
}
