import { Anchor, Button, NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ATTACHMENT_KINDS, attachmentAddress, attachToChange, type Change } from '../../api/changes.ts'
import type { Problem } from '../../api/client.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { FileField } from '../../ui/FileField.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'

/** The papers that came with a change, and the way to add one. */
export function ChangeAttachments({ code, change }: { code: string; change: Change }) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  return (
    <>
      <DataTable
        name={t('attachments.name')}
        rows={change.attachments}
        rowKey={({ n }) => n}
        empty={t('attachments.empty')}
        columns={[
          { title: t('attachments.kind'), cell: ({ kind }) => t(`attachments.kinds.${kind}`) },
          {
            title: t('attachments.file'),
            cell: ({ n, name }) => (
              <Anchor href={attachmentAddress(code, change.id, n)} target="_blank" rel="noreferrer">
                {name}
              </Anchor>
            ),
          },
          {
            title: t('attachments.by'),
            cell: ({ uploadedBy, uploadedAt }) =>
              `${uploadedBy.replace(/^staff:/, '')}, ${format.day(uploadedAt)}`,
          },
        ]}
      />
      {change.acts.includes('attach') && (
        <Upload key={change.attachments.length} code={code} change={change} />
      )}
    </>
  )
}

function Upload({ code, change }: { code: string; change: Change }) {
  const { t } = useTranslation('changes')
  const queries = useQueryClient()
  const lacksLetter = change.missing.includes('letter-file')
  const [kind, setKind] = useState<string>(lacksLetter ? 'letter' : 'study')
  const [file, setFile] = useState<File>()
  const [isMissing, setMissing] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setMissing(file === undefined)
    if (file === undefined) return
    setBusy(true)
    const answer = await attachToChange(code, change.id, kind, file)
    setBusy(false)
    if (answer.kind === 'refused') return setProblem(answer.problem)
    setProblem(undefined)
    await queries.invalidateQueries({ queryKey: ['/agreements', `/${encodeURIComponent(code)}`] })
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <div className="upload-form">
        <NativeSelect
          label={t('attachments.kind')}
          value={kind}
          onChange={({ currentTarget }) => setKind(currentTarget.value)}
          data={ATTACHMENT_KINDS.map((value) => ({ value, label: t(`attachments.kinds.${value}`) }))}
        />
        <FileField
          label={t('attachments.choose')}
          error={isMissing ? t('attachments.chooseFirst') : undefined}
          onFiles={([first]) => setFile(first)}
        />
        <Button type="submit" variant="default" loading={isBusy}>
          {t('attachments.upload')}
        </Button>
      </div>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </form>
  )
}
