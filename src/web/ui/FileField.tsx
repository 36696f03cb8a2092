import { type ReactNode, useId } from 'react'
import './file-field.css'

type FileFieldProps = {
  label: string
  description?: string | undefined
  error?: ReactNode
  required?: boolean
  onFiles: (files: readonly File[]) => void
  isMultiple?: boolean
}

const TYPES = 'application/pdf,image/jpeg,image/png,.pdf,.jpg,.jpeg,.png'

/** Papers from the computer, by the browser's own chooser: every keyboard and reader knows it. */
export function FileField(props: FileFieldProps) {
  const { label, description, error, required = false, onFiles, isMultiple = false } = props
  const id = useId()
  const notes = [
    ...(description === undefined ? [] : [`${id}-ket`]),
    ...(error === undefined ? [] : [`${id}-salah`]),
  ]
  return (
    <div>
      <label className="file-label" htmlFor={id}>
        {label}
        {required && (
          <span className="toned tone-bad" aria-hidden>
            {' '}
            *
          </span>
        )}
      </label>
      {description !== undefined && (
        <p className="dim" id={`${id}-ket`}>
          {description}
        </p>
      )}
      <input
        id={id}
        type="file"
        accept={TYPES}
        multiple={isMultiple}
        required={required}
        className="file-input"
        {...(notes.length === 0 ? {} : { 'aria-describedby': notes.join(' ') })}
        {...(error === undefined ? {} : { 'aria-invalid': true })}
        onChange={({ currentTarget }) => onFiles([...(currentTarget.files ?? [])])}
      />
      {error !== undefined && (
        <p className="fault-text" id={`${id}-salah`}>
          {error}
        </p>
      )}
    </div>
  )
}
