import { TextInput } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readDay, writeDay } from '../messages/day-text.ts'

type DayInputProps = {
  id?: string
  inputWrapperOrder?: ('label' | 'input' | 'description' | 'error')[]
  label: ReactNode
  required?: boolean
  description?: ReactNode
  /** An ISO day; what was typed while it is none; empty. */
  value: string
  onDay: (day: string) => void
  onKeyDown?: (event: KeyboardEvent) => void
  error?: ReactNode
}

/** A day, written day first whatever the language of the browser. */
export function DayInput({ label, description, value, onDay, error, ...given }: DayInputProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(() => writeDay(value))
  const [isLeft, setLeft] = useState(false)
  const isWrong = isLeft && text.trim() !== '' && readDay(text) === undefined
  return (
    <TextInput
      {...given}
      label={label}
      description={description}
      placeholder={t('app.dayForm')}
      inputMode="numeric"
      autoComplete="off"
      maxLength={10}
      value={text}
      onChange={({ currentTarget: { value: typed } }) => {
        setText(typed)
        onDay(readDay(typed) ?? typed.trim())
      }}
      onFocus={() => setLeft(false)}
      onBlur={() => {
        setLeft(true)
        setText(writeDay(readDay(text) ?? text))
      }}
      error={isWrong ? t('app.dayWrong') : error}
    />
  )
}
