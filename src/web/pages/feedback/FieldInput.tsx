import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FeedbackField } from '../../api/feedback.ts'
import { DayInput } from '../../ui/DayInput.tsx'

const ORDER = ['label', 'input', 'description', 'error'] as const

type FieldInputProps = {
  field: FeedbackField
  value: string
  onValue: (value: string) => void
  error: string | undefined
}

/** The control of one field, as its definition draws it. What it may hold the server decides, and says beside it. */
export function FieldInput({ field, value, onValue, error }: FieldInputProps) {
  const { t } = useTranslation('feedback')
  const hints = useHints(field)
  const common = {
    // What the agreement says is Indonesian, whatever the portal speaks.
    label: <span lang="id">{field.label}</span>,
    // Fields in a row stand level, however much is said about each.
    inputWrapperOrder: [...ORDER],
    description: (
      <>
        {field.help !== undefined && <span lang="id">{field.help.replace(/\.?$/, '.')}</span>} {hints}
      </>
    ),
    error,
  }
  if (field.type === 'date')
    return <DayInput {...common} required={field.required} value={value} onDay={onValue} />
  if (field.type === 'code') {
    return (
      <NativeSelect
        {...common}
        required={field.required}
        value={value}
        onChange={({ currentTarget }) => onValue(currentTarget.value)}
        data={[
          { value: '', label: t('form.choose') },
          ...field.codes.map(({ code, label }) => ({ value: code, label })),
        ]}
      />
    )
  }
  return (
    <TextInput
      {...common}
      required={field.required}
      autoComplete="off"
      value={value}
      onChange={({ currentTarget }) => onValue(currentTarget.value)}
      {...(field.type === 'number' ? { inputMode: 'decimal' as const } : { maxLength: field.maxLength })}
    />
  )
}

function useHints(field: FeedbackField): string {
  const { t } = useTranslation('feedback')
  const own = () => {
    if (field.type === 'number') return [t(field.decimals === 0 ? 'form.integer' : 'form.decimal')]
    if (field.type === 'date') return [t(field.past ? 'form.pastDay' : 'form.day')]
    return []
  }
  return [...own(), ...(field.unique ? [t('form.unique')] : [])].join(' ')
}
