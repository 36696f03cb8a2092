import '../../ui/file-field.css'
import { useId } from 'react'

type PlainFileProps = {
  label: string
  description?: string
  accept: string
  error?: string | undefined
  onFile: (file: File | undefined) => void
}

/** One file by the browser's own chooser, which every keyboard and reader knows. */
export function PlainFile({ label, description, accept, error, onFile }: PlainFileProps) {
  const id = useId()
  const notes = [
    ...(description === undefined ? [] : [`${id}-ket`]),
    ...(error === undefined ? [] : [`${id}-salah`]),
  ]
  return (
    <div>
      <label className="file-label" htmlFor={id}>
        {label}
      </label>
      {description !== undefined && (
        <p className="dim" id={`${id}-ket`}>
          {description}
        </p>
      )}
      <input
        id={id}
        type="file"
        accept={accept}
        className="file-input"
        {...(notes.length === 0 ? {} : { 'aria-describedby': notes.join(' ') })}
        {...(error === undefined ? {} : { 'aria-invalid': true })}
        onChange={({ currentTarget }) => onFile(currentTarget.files?.[0])}
      />
      {error !== undefined && (
        <p className="fault-text" id={`${id}-salah`}>
          {error}
        </p>
      )}
    </div>
  )
}
