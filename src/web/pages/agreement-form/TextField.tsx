import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type Dispatch, memo } from 'react'
import { useTranslation } from 'react-i18next'
import { writeDay } from '../../messages/day-text.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import type { Change } from './change-draft.ts'
import { idOf } from './control-id.ts'
import { CHOICES, type TextField as Path, TEXT_FIELDS } from './form-fields.ts'
import { excessOf } from './limits.ts'
import type { AgreementFormState } from './use-agreement-form.ts'

type TextFieldProps = {
  form: AgreementFormState
  path: Path
  hint?: string
  /** For what takes more than a line. */
  rows?: number
  readOnly?: boolean
}

/** One value of an agreement, with its fault and what was approved beside it. */
export function TextField({ form, path, hint, rows, readOnly }: TextFieldProps) {
  return (
    <Field
      path={path}
      value={form.draft.texts[path]}
      fault={form.faults.get(path)}
      limit={form.limits?.texts[path]}
      change={form.change}
      hint={hint}
      rows={rows}
      readOnly={readOnly ?? false}
    />
  )
}

type FieldProps = {
  path: Path
  value: string
  fault: string | undefined
  limit: string | undefined
  change: Dispatch<Change>
  hint: string | undefined
  rows: number | undefined
  readOnly: boolean
}

const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

/** Drawn again only when what it shows has changed: a form has some sixty of these. */
const Field = memo(function Field({ path, value, fault, limit, change, hint, rows, readOnly }: FieldProps) {
  const { t } = useTranslation('agreement-form')
  const write = (text: string) => change({ do: 'write', path, text })
  const excess = excessOf(path, value, limit)
  const beside =
    limit === undefined ? undefined : (
      <>
        {t('limit', { value: TEXT_FIELDS[path] === 'day' ? writeDay(limit) : limit })}
        {excess !== undefined && <span className="exceeds"> · {t(excess)}</span>}
      </>
    )
  const shared = {
    id: idOf(path),
    label: t(`fields.${path}`),
    description:
      hint === undefined && beside === undefined ? undefined : (
        <>
          {hint}
          {hint !== undefined && beside !== undefined && ' '}
          {beside}
        </>
      ),
    error: fault,
    value,
    // Fields side by side stand in one line, whatever is said about one of them.
    inputWrapperOrder: ORDER,
  }
  switch (TEXT_FIELDS[path]) {
    case 'day':
      return <DayInput {...shared} onDay={write} />
    case 'truth':
      return (
        <NativeSelect
          {...shared}
          onChange={(event) => write(event.currentTarget.value)}
          data={[
            { value: '', label: t('choices.empty') },
            { value: 'true', label: t('choices.yes') },
            { value: 'false', label: t('choices.no') },
          ]}
        />
      )
    case 'choice':
      return (
        <NativeSelect
          {...shared}
          disabled={readOnly}
          onChange={(event) => write(event.currentTarget.value)}
          data={[{ value: '', label: t('choices.empty') }, ...choicesOf(path, t)]}
        />
      )
    default: {
      const typed = {
        ...shared,
        autoComplete: 'off',
        readOnly,
        onChange: (event: { currentTarget: { value: string } }) => write(event.currentTarget.value),
      }
      if (rows !== undefined) return <Textarea {...typed} rows={rows} maxLength={500} />
      return <TextInput {...typed} maxLength={500} />
    }
  }
})

const WORDED = ['pusat', 'provinsi', 'kabupaten', 'kota', 'closed'] as const

type Worded = (typeof WORDED)[number]

function choicesOf(path: Path, t: (key: `choices.${Worded}`) => string) {
  const values: readonly string[] = path in CHOICES ? CHOICES[path as keyof typeof CHOICES] : []
  return values.map((value) => {
    const worded = WORDED.find((one) => one === value)
    return { value, label: worded === undefined ? value : t(`choices.${worded}`) }
  })
}
