import { Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { nextKey } from './change-draft.ts'
import { idOf } from './control-id.ts'
import type { Row } from './draft.ts'
import { controlOf } from './file-of.ts'
import type { ListField } from './form-fields.ts'
import type { AgreementFormState } from './use-agreement-form.ts'

type RowsProps = { form: AgreementFormState; path: ListField; hint?: string }

/** Texts of any number: Enter adds one below, Backspace in an empty one removes it, several lines may be pasted. */
export function Rows({ form, path, hint }: RowsProps) {
  const { t } = useTranslation('agreement-form')
  const rows = form.draft.lists[path]
  const fault = form.faults.get(path)
  const allowed = form.limits?.sets[path]
  const label = t(`fields.${path}`)
  // Which row takes the focus once it is there.
  const wanted = useRef<number>(undefined)
  useEffect(() => {
    if (wanted.current === undefined) return
    document.getElementById(idOf(controlOf.row(path, wanted.current)))?.focus()
    wanted.current = undefined
  })
  const add = (after: number | null, texts: readonly string[]) => {
    wanted.current = nextKey(rows) + texts.length - 1
    form.change({ do: 'add-row', path, after, texts })
  }
  const remove = (index: number, key: number) => {
    wanted.current = (rows[index - 1] ?? rows[index + 1])?.key ?? nextKey(rows)
    form.change({ do: 'remove-row', path, key })
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>, index: number, row: Row) => {
    if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault()
      if (row.value.trim() !== '') add(row.key, [''])
    } else if (event.key === 'Backspace' && row.value === '' && rows.length > 1) {
      event.preventDefault()
      remove(index, row.key)
    }
  }
  const onPaste = (event: ClipboardEvent<HTMLInputElement>, { key, value }: Row) => {
    const lines = event.clipboardData
      .getData('text')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
    if (lines.length < 2) return
    event.preventDefault()
    const [first = '', ...rest] = lines
    form.change({ do: 'write-row', path, key, text: value + first })
    add(key, rest)
  }
  return (
    <fieldset className="ticks" id={idOf(path)}>
      <legend>{label}</legend>
      <p className="limit-note">{hint === undefined ? t('hints.rows') : `${hint} ${t('hints.rows')}`}</p>
      {fault !== undefined && <p className="fault-text">{fault}</p>}
      <ul className="row-list">
        {rows.map((row, index) => {
          const control = controlOf.row(path, row.key)
          const isOutside =
            allowed !== undefined && row.value.trim() !== '' && !allowed.includes(row.value.trim())
          return (
            <li key={row.key}>
              <TextInput
                id={idOf(control)}
                aria-label={t('row', { label, n: index + 1 })}
                autoComplete="off"
                maxLength={500}
                value={row.value}
                onChange={(event) =>
                  form.change({ do: 'write-row', path, key: row.key, text: event.currentTarget.value })
                }
                onKeyDown={(event) => onKey(event, index, row)}
                onPaste={(event) => onPaste(event, row)}
                error={form.faults.get(control)}
                description={isOutside ? <span className="exceeds">{t('notApproved')}</span> : undefined}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
              />
              {(rows.length > 1 || row.value !== '') && (
                <Button
                  variant="subtle"
                  size="compact-md"
                  mt={4}
                  aria-label={t('removeRow', { label, n: index + 1 })}
                  onClick={() => remove(index, row.key)}
                >
                  <IconTrash size={18} aria-hidden />
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      <Button
        variant="subtle"
        size="compact-sm"
        mt={4}
        leftSection={<IconPlus size={16} aria-hidden />}
        aria-label={`${t('addRow')}: ${label}`}
        onClick={() => add(null, [''])}
      >
        {t('addRow')}
      </Button>
    </fieldset>
  )
}
