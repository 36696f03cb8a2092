import { Button, Group, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwedAgreement } from '../../api/feedback.ts'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useToday } from '../../ui/use-today.ts'
import { NikInput } from '../check-nik/NikInput.tsx'
import { readNik } from '../check-nik/read-nik.ts'
import { Structure } from '../check-nik/Structure.tsx'
import { FieldInput } from './FieldInput.tsx'
import { useRecord } from './use-record.ts'

type RecordFormProps = {
  agreement: OwedAgreement
  startNik: string
  /** The NIK that a look-up handed over; empty: none did. */
  lookedUpNik: string
  onRedefined: (nik: string) => void
}

/** One person, one row: the fields as the definition has them, each fault beside its field. */
export function RecordForm({ agreement, startNik, lookedUpNik, onRedefined }: RecordFormProps) {
  const { t } = useTranslation('feedback')
  const queries = useQueryClient()
  const record = useRecord(agreement, startNik, onRedefined)
  const form = useRef<HTMLFormElement>(null)
  const nikField = useRef<HTMLInputElement>(null)
  const today = useToday()
  const isHanded = lookedUpNik !== '' && record.nik === lookedUpNik
  // After a look-up the NIK stands there: one goes on with what is to be filled in.
  useEffect(() => {
    if (startNik === '') nikField.current?.focus()
    else form.current?.querySelector<HTMLElement>('.form-grid input, .form-grid select')?.focus()
  }, [startNik])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const isSent = await record.send()
    await queries.invalidateQueries({ queryKey: ['/feedback'] })
    if (isSent) return nikField.current?.focus()
    // Once the faults are drawn, the first of them.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  // A list that is not open would swallow Enter.
  const sendFromList = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target instanceof HTMLSelectElement) form.current?.requestSubmit()
  }
  return (
    <form
      ref={form}
      className="card form-card"
      onSubmit={(event) => void submit(event)}
      onKeyDown={sendFromList}
      noValidate
      autoComplete="off"
      aria-label={t('form.title')}
    >
      <Stack>
        <div className="record-nik">
          <NikInput
            field={nikField}
            digits={record.nik}
            onDigits={record.setNik}
            describedBy="nik-balikan"
            error={record.errorOf('nik')}
          />
          <p className="structure" id="nik-balikan" aria-live="polite">
            {isHanded ? t('form.fromLookUp') : <Structure reading={readNik(record.nik, today)} />}
          </p>
        </div>
        <div className="form-grid">
          {agreement.fields.map((field) => (
            <FieldInput
              // A new person begins with new controls: a day keeps what was typed in it.
              key={`${record.turn} ${field.key}`}
              field={field}
              value={record.values[field.key] ?? ''}
              onValue={(value) => record.setValue(field.key, value)}
              error={record.errorOf(field.key)}
            />
          ))}
        </div>
        {record.problem !== undefined && <ProblemNote problem={record.problem} />}
        <div role="status">
          {record.outcome !== undefined && (
            <Note tone={record.outcome === 'flagged' ? 'warn' : 'good'} title={t(`form.${record.outcome}`)}>
              <p>{t('form.next')}</p>
            </Note>
          )}
        </div>
        <Group>
          <Button type="submit" loading={record.isBusy}>
            {t('form.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
