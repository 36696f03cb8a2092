import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uploadScan } from '../../api/papers.ts'
import { handInStatement, type Statement } from '../../api/statements.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { FileField } from '../../ui/FileField.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'
import { STALE, useStatementName } from './statement-words.ts'

type HandInProps = { statement: Statement; onClose: () => void }

/** Hands a signed statement in: its scan, and the day on which it was signed. */
export function HandIn({ statement, onClose }: HandInProps) {
  const { t } = useTranslation('statements')
  const nameOf = useStatementName()
  const queries = useQueryClient()
  const form = useForm({ signedOn: '', validUntil: '', scan: '' })
  const [file, setFile] = useState<File>()
  const [isFileMissing, setFileMissing] = useState(false)
  // What was uploaded stays, when only the day was wrong.
  const [isUploaded, setUploaded] = useState(statement.scans > 0)
  const { id, paperId, extendsUntil } = statement
  const named = nameOf(statement)

  const submit = async () => {
    if (paperId !== null && file === undefined && !isUploaded) return setFileMissing(true)
    setFileMissing(false)
    const done = await form.send(async () => {
      if (paperId !== null && file !== undefined) {
        const uploaded = await uploadScan(paperId, file)
        if (uploaded.kind === 'refused') return uploaded
        setFile(undefined)
        setUploaded(true)
      }
      const { signedOn, validUntil } = form.values
      const handed = await handInStatement(id, signedOn, validUntil)
      return handed.kind === 'ok' ? { ...handed, value: true } : handed
    })
    if (done === undefined) return
    for (const queryKey of STALE) await queries.invalidateQueries({ queryKey })
    onClose()
  }
  const fileError = isFileMissing ? t('scanNeeded') : form.errorOf('scan')
  return (
    <DialogForm
      title={t('handInTitle', named)}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
      label={t('handIn')}
    >
      <p>{t('handInText')}</p>
      {paperId !== null && (
        <FileField
          label={t('scan')}
          description={isUploaded ? t('scanThere') : t('scanNote')}
          required={!isUploaded}
          onFiles={([chosen]) => setFile(chosen)}
          {...(fileError === undefined ? {} : { error: fileError })}
        />
      )}
      <DayInput
        label={t('day')}
        value={form.values.signedOn}
        onDay={(day) => form.set('signedOn', day)}
        error={form.errorOf('signedOn')}
      />
      {extendsUntil === null && (
        <DayInput
          label={t('until')}
          description={t('untilNote')}
          value={form.values.validUntil}
          onDay={(day) => form.set('validUntil', day)}
          error={form.errorOf('validUntil')}
        />
      )}
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
