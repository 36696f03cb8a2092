import '../../ui/file-field.css'
import { type DragEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

type FileDropProps = { lead: string; onFile: (file: File) => void; isBusy?: boolean }

/** The server's own limit (src/feedback/upload/receive-upload.ts). */
const MAX_BYTES = 2 * 1024 ** 3

/** One file of feedback: dropped into the box, or chosen by the browser's own chooser, which every keyboard knows. */
export function FileDrop({ lead, onFile, isBusy = false }: FileDropProps) {
  const { t } = useTranslation('feedback')
  const id = useId()
  const [isOver, setOver] = useState(false)
  const [fault, setFault] = useState<string>()
  const take = (file: File | undefined) => {
    if (file === undefined || isBusy) return
    const wrong = wrongIn(file)
    setFault(wrong === undefined ? undefined : t(`upload.${wrong}`))
    if (wrong === undefined) onFile(file)
  }
  const over = (event: DragEvent, isInside: boolean) => {
    event.preventDefault()
    setOver(isInside)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the field inside is for all
    <div
      className="drop-box"
      data-over={isOver}
      aria-busy={isBusy}
      onDragOver={(event) => over(event, true)}
      onDragLeave={(event) => over(event, false)}
      onDrop={(event) => {
        over(event, false)
        take(event.dataTransfer.files[0])
      }}
    >
      <p>{lead}</p>
      <label className="file-label" htmlFor={id}>
        {t('upload.file')}
      </label>
      <input
        id={id}
        type="file"
        accept=".xlsx,.csv,.txt,text/csv"
        className="file-input"
        disabled={isBusy}
        aria-describedby={`${id}-ket${fault === undefined ? '' : ` ${id}-salah`}`}
        aria-invalid={fault !== undefined}
        onChange={({ currentTarget }) => {
          take(currentTarget.files?.[0])
          // So that the same file can be chosen once more.
          currentTarget.value = ''
        }}
      />
      <p className="dim" id={`${id}-ket`}>
        {t('upload.hint')}
      </p>
      <p className="fault-text" id={`${id}-salah`} role="alert">
        {fault}
      </p>
    </div>
  )
}

/** What the name and the size tell already; the server looks at the content. */
function wrongIn({ name, size }: File): 'oldWorkbook' | 'wrongKind' | 'emptyFile' | 'tooLarge' | undefined {
  if (/\.xls$/i.test(name)) return 'oldWorkbook'
  if (!/\.(xlsx|csv|txt)$/i.test(name)) return 'wrongKind'
  if (size === 0) return 'emptyFile'
  return size > MAX_BYTES ? 'tooLarge' : undefined
}
