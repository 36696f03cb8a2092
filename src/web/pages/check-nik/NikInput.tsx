import { TextInput } from '@mantine/core'
import { type ChangeEvent, type RefObject, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { digitsOf, groupNik, placeAfter } from './read-nik.ts'
import '../../messages/check-nik/words.ts'

type NikInputProps = {
  digits: string
  onDigits: (digits: string) => void
  field: RefObject<HTMLInputElement | null>
  describedBy: string
  error: string | undefined
}

/** Sixteen digits in the groups in which they are read: region, birth date, serial. The blanks are only shown. */
export function NikInput({ digits, onDigits, field, describedBy, error }: NikInputProps) {
  const { t } = useTranslation()
  const caret = useRef<number>(undefined)
  const shown = groupNik(digits)
  // Writing another text into a field throws the caret to its end.
  useLayoutEffect(() => {
    if (caret.current === undefined) return
    field.current?.setSelectionRange(caret.current, caret.current)
    caret.current = undefined
  })
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const { value, selectionStart } = event.currentTarget
    const before = digitsOf(value.slice(0, selectionStart ?? value.length)).length
    const typed = digitsOf(value)
    const isBlankDeleted = typed === digits && value.length === shown.length - 1
    // Whoever deletes a blank means the digit beside it.
    const gone = isBlankDeleted ? (isForward(event.nativeEvent) ? before : before - 1) : undefined
    caret.current = placeAfter(gone !== undefined && gone < before ? before - 1 : before)
    onDigits(gone === undefined ? typed : digits.slice(0, gone) + digits.slice(gone + 1))
  }
  return (
    <TextInput
      ref={field}
      label={t('check.nik')}
      size="md"
      classNames={{ input: 'nik-input' }}
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      aria-describedby={describedBy}
      value={shown}
      onChange={onChange}
      onFocus={(event) => event.currentTarget.select()}
      error={error}
    />
  )
}

const isForward = (event: Event) => event instanceof InputEvent && event.inputType === 'deleteContentForward'
