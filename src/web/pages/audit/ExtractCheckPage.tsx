import { Button, FileInput, Stack } from '@mantine/core'
import { type DragEvent, type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkExtractFile, type ExtractCheck } from '../../api/audit.ts'
import type { Problem } from '../../api/client.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import '../../messages/audit/words.ts'

export function ExtractCheckPage() {
  return (
    <Door needs="audit.extract">
      <ExtractCheckDesk />
    </Door>
  )
}

/** A file that was taken earlier, held against itself and against the log. It is read as it comes and not kept. */
function ExtractCheckDesk() {
  const { t } = useTranslation()
  const [file, setFile] = useState<File | null>(null)
  const [isOver, setOver] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [report, setReport] = useState<ExtractCheck>()
  const [problem, setProblem] = useState<Problem>()
  const choose = (chosen: File | null) => {
    setFile(chosen)
    setReport(undefined)
    setProblem(undefined)
  }
  const submit = async () => {
    if (file === null || isBusy) return
    setBusy(true)
    const answer = await checkExtractFile(file)
    setBusy(false)
    setReport(answer.kind === 'ok' ? answer.value : undefined)
    setProblem(answer.kind === 'ok' ? undefined : answer.problem)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    choose(event.dataTransfer.files[0] ?? null)
  }
  return (
    <Page title={t('extract.title')} lead={t('extract.lead')}>
      <form
        className="card form-card drop"
        data-over={isOver}
        onSubmit={onSubmit}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        aria-label={t('extract.title')}
      >
        <Stack>
          <FileInput
            label={t('extract.file')}
            description={t('extract.fileNote')}
            placeholder={t('extract.choose')}
            accept=".ndjson,application/x-ndjson"
            value={file}
            onChange={choose}
          />
          <div>
            <Button type="submit" loading={isBusy} disabled={file === null}>
              {t('extract.check')}
            </Button>
          </div>
        </Stack>
      </form>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {report !== undefined && <Report report={report} />}
    </Page>
  )
}

function Report({ report }: { report: ExtractCheck }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { entries, firstSeq, lastSeq, faults } = report
  const isGood = faults.length === 0
  return (
    <>
      <Note tone={isGood ? 'good' : 'bad'} live="polite">
        <p>
          {isGood
            ? t('extract.good', {
                entries: format.number(entries),
                first: format.number(firstSeq ?? 0),
                last: format.number(lastSeq ?? 0),
              })
            : t('extract.bad', { n: format.number(faults.length), entries: format.number(entries) })}
        </p>
      </Note>
      {!isGood && (
        <DataTable
          name={t('extract.faults')}
          rows={faults}
          rowKey={({ line, seq, fault }) => `${line} ${seq ?? ''} ${fault}`}
          empty={t('app.none')}
          columns={[
            { title: t('extract.line'), cell: ({ line }) => format.number(line), numeric: true },
            {
              title: t('audit.seq'),
              cell: ({ seq }) => (seq === null ? t('app.none') : format.number(seq)),
              numeric: true,
            },
            { title: t('extract.fault'), cell: ({ fault }) => t(`extract.faultWords.${fault}`) },
          ]}
        />
      )}
    </>
  )
}
