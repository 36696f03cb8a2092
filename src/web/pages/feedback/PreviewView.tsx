import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import {
  confirmUpload,
  lookAtUpload,
  type Preview,
  type Reading,
  type Upload,
} from '../../api/feedback-uploads.ts'
import { useFormat } from '../../messages/format.ts'
import { Note } from '../../ui/Note.tsx'
import { Section } from '../../ui/Page.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { CancelUpload } from './CancelUpload.tsx'
import { ColumnChoices } from './ColumnChoices.tsx'
import { ReadingFields } from './ReadingFields.tsx'
import { SampleTable } from './SampleTable.tsx'

type PreviewViewProps = { upload: Upload; onChanged: (now?: Upload) => void }

/** What will be read, before anything of it is stored. A correction is looked at at once. */
export function PreviewView({ upload, onChanged }: PreviewViewProps) {
  const { t } = useTranslation('feedback')
  const { id, preview, reading, fields } = upload
  const [problem, setProblem] = useState<Problem>()
  // What was corrected by hand holds, whatever is corrected after it.
  const [given, setGiven] = useState<Partial<Reading>>({})
  const [busyWith, setBusyWith] = useState<'looking' | 'saving'>()
  if (preview === null || reading === null) return null

  const correct = async (correction: Partial<Reading>) => {
    const next = { ...given, ...correction }
    setGiven(next)
    setBusyWith('looking')
    const answer = await lookAtUpload(id, { ...sureOf(reading), ...next })
    setBusyWith(undefined)
    setProblem(answer.kind === 'refused' ? answer.problem : undefined)
    if (answer.kind === 'ok') onChanged(answer.value)
  }
  const save = async () => {
    setBusyWith('saving')
    const answer = await confirmUpload(id)
    setBusyWith(undefined)
    if (answer.kind === 'refused') return setProblem(answer.problem)
    onChanged()
  }
  const isBlocked = preview.faults.length > 0
  return (
    <>
      <Verdict preview={preview} />
      <Section title={t('upload.look.reading')}>
        <p className="dim">{t('upload.look.readingText')}</p>
        <ReadingFields reading={reading} onCorrect={(correction) => void correct(correction)} />
        <p role="status" className="structure">
          {busyWith === 'looking' && t('upload.look.again')}
        </p>
      </Section>
      {preview.columns.length > 0 && (
        <Section title={t('upload.look.columns')}>
          <ColumnChoices
            columns={preview.columns}
            fields={fields}
            onColumns={(columns) => void correct({ columns: { ...reading.columns, ...columns } })}
          />
        </Section>
      )}
      {preview.rows.length > 0 && (
        <Section title={t('upload.look.rows')}>
          <SampleTable preview={preview} />
        </Section>
      )}
      <Stack mt="md">
        {problem !== undefined && <ProblemNote problem={problem} />}
        {!isBlocked && <p className="dim">{t('upload.look.strangers')}</p>}
        <Group align="flex-end">
          <Button
            disabled={isBlocked || busyWith === 'looking'}
            loading={busyWith === 'saving'}
            onClick={() => void save()}
          >
            {t('upload.look.save')}
          </Button>
          <CancelUpload id={id} onCancelled={onChanged} />
        </Group>
      </Stack>
    </>
  )
}

/** What is said again with each correction; habits that nobody corrected are judged anew by what is read then. */
const sureOf = ({ encoding, separator, columns }: Reading): Partial<Reading> => ({
  encoding,
  separator,
  ...(columns === undefined ? {} : { columns }),
})

function Verdict({ preview: { faults, faulty, sampled } }: { preview: Preview }) {
  const { t } = useTranslation('feedback')
  const format = useFormat()
  const words = { faulty: format.number(faulty), n: format.number(sampled) }
  if (faults.length > 0) {
    return (
      <Note tone="bad" title={t('upload.look.blocked')} live="polite">
        <ul>
          {faults.map(({ code, column, message }) => (
            <li key={`${code} ${column}`} lang="id">
              {message}
            </li>
          ))}
        </ul>
        <p>{t('upload.look.blockedText')}</p>
      </Note>
    )
  }
  if (faulty === 0) return <Note tone="good" title={t('upload.look.good', words)} live="polite" />
  return (
    <Note
      tone="warn"
      title={t(faulty === sampled ? 'upload.look.all' : 'upload.look.some', words)}
      live="polite"
    >
      <p>{t('upload.look.someText')}</p>
    </Note>
  )
}
