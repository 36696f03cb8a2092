import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../ui/DayInput.tsx'
import { FileField } from '../../ui/FileField.tsx'
import type { ActField } from './act-fields.ts'
import type { ActFormState } from './use-act-form.ts'

type ActFieldInputProps = {
  field: ActField
  form: ActFormState
  hint?: string | undefined
  choices: readonly { value: string; label: string }[]
  /** Whether the dialog opens with the focus here. */
  isFirst: boolean
}

/** One thing that an act asks for. */
export function ActFieldInput({
  field: { name, as, isMust = false },
  form,
  hint,
  choices,
  isFirst,
}: ActFieldInputProps) {
  const { t } = useTranslation('requests')
  const shared = {
    label: t(`fields.${name}`),
    error: form.errorOf(name),
    description: hint,
    required: isMust,
  }
  const value = form.values[name] ?? ''
  const write = (text: string) => form.set(name, text)
  const typed = {
    ...shared,
    value,
    autoComplete: 'off',
    ...(isFirst ? { 'data-autofocus': true } : {}),
    onChange: (event: { currentTarget: { value: string } }) => write(event.currentTarget.value),
  }
  switch (as) {
    case 'documents':
      return null
    case 'files':
      return <FileField {...shared} onFiles={form.setFiles} isMultiple />
    case 'day':
      return <DayInput {...shared} value={value} onDay={write} />
    case 'area':
      return <Textarea {...typed} rows={2} maxLength={2000} />
    case 'lines':
      return <Textarea {...typed} rows={3} />
    case 'choice':
      return <NativeSelect {...typed} data={[...choices]} />
    case 'flag':
      return (
        <label className="tick">
          <input
            type="checkbox"
            checked={value === 'true'}
            onChange={(event) => write(event.currentTarget.checked ? 'true' : '')}
          />
          {shared.label}
        </label>
      )
    default:
      return <TextInput {...typed} maxLength={500} />
  }
}
