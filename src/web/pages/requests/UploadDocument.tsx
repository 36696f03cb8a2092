import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { giveDocument, type RequestDocument } from '../../api/requests.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { FileField } from '../../ui/FileField.tsx'
import { ActProblem } from './ActProblem.tsx'

type UploadDocumentProps = { request: number; document: RequestDocument; onClose: () => void }

/** Hands in one document of a request, with its number and day. */
export function UploadDocument({
  request,
  document: { kind, label, number, date },
  onClose,
}: UploadDocumentProps) {
  const { t } = useTranslation('requests')
  const queries = useQueryClient()
  const [files, setFiles] = useState<readonly File[]>([])
  const [facts, setFacts] = useState({ number: number ?? '', date: date ?? '' })
  const [problem, setProblem] = useState<Problem>()
  const [isMissing, setMissing] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const submit = async () => {
    const [file] = files
    setMissing(file === undefined)
    if (file === undefined) return
    setBusy(true)
    const answer = await giveDocument(request, kind, file, facts)
    setBusy(false)
    if (answer.kind === 'refused') return setProblem(answer.problem)
    await queries.invalidateQueries({ queryKey: ['/requests'] })
    onClose()
  }
  return (
    <DialogForm
      title={t('documents.upload', { document: label })}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={isBusy}
      label={t('documents.send')}
    >
      <FileField
        label={t('documents.file')}
        required
        onFiles={setFiles}
        error={isMissing ? t('documents.needFile') : undefined}
      />
      <TextInput
        label={t('documents.number')}
        autoComplete="off"
        value={facts.number}
        onChange={(event) => setFacts({ ...facts, number: event.currentTarget.value })}
      />
      <DayInput
        label={t('documents.date')}
        value={facts.date}
        onDay={(day) => setFacts({ ...facts, date: day })}
      />
      <ActProblem problem={problem} shown={[]} />
    </DialogForm>
  )
}
