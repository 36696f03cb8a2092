import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { drawTemplate, saveTemplate, type Template } from '../../api/letters.ts'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Drawing, type Drawn } from './Drawing.tsx'
import { WordList } from './WordList.tsx'

type TemplateEditorProps = {
  template: Template
  source: string
  onSource: (source: string) => void
  /** What has just happened to the text. */
  remark: string
  onRemark: (remark: string) => void
}

/** The text of a template, its placeholders, and the letter that it makes. */
export function TemplateEditor({ template, source, onSource, remark, onRemark }: TemplateEditorProps) {
  const { t } = useTranslation('letters')
  const queries = useQueryClient()
  const area = useRef<HTMLTextAreaElement>(null)
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState<'preview' | 'save'>()
  const [drawn, setDrawn] = useState<Drawn>()

  const preview = async () => {
    setBusy('preview')
    const answer = await drawTemplate(template.kind, source)
    setBusy(undefined)
    setProblem(answer.kind === 'refused' ? answer.problem : undefined)
    if (answer.kind === 'ok') setDrawn({ ...answer.value, source })
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setBusy('save')
    const answer = await saveTemplate(template.kind, { source, note, after: template.newest })
    setBusy(undefined)
    setProblem(answer.kind === 'refused' ? answer.problem : undefined)
    if (answer.kind === 'refused') return
    setNote('')
    onRemark(t('template.saved', { version: String(answer.value.version) }))
    await queries.invalidateQueries({ queryKey: ['/letter-templates'] })
  }
  const insert = (text: string) => {
    const field = area.current
    const [from, to] = [field?.selectionStart ?? source.length, field?.selectionEnd ?? source.length]
    onSource(`${source.slice(0, from)}${text}${source.slice(to)}`)
    // After the text is there: the cursor goes on behind what was inserted.
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(from + text.length, from + text.length)
    })
  }
  const faults = problem?.fields ?? []
  return (
    <div className="template-room">
      <form
        className="card"
        onSubmit={(event) => void save(event)}
        noValidate
        aria-label={t('template.editor')}
      >
        <Stack>
          <Textarea
            ref={area}
            id="template-source"
            label={t('template.editor')}
            description={t('template.editorNote', { penanda: '{{penanda}}' })}
            classNames={{ input: 'template-source' }}
            rows={28}
            spellCheck={false}
            value={source}
            onChange={({ currentTarget: { value } }) => {
              onSource(value)
              onRemark('')
            }}
            error={faults.some(({ field }) => field === 'source')}
          />
          {faults.length > 0 && (
            <Note tone="bad" title={t('template.faults')} live="assertive">
              <ul>
                {faults.map(({ message }) => (
                  <li key={message}>{message}</li>
                ))}
              </ul>
            </Note>
          )}
          {problem !== undefined && faults.length === 0 && <ProblemNote problem={problem} />}
          <TextInput
            label={t('template.note')}
            description={t('template.noteHint')}
            value={note}
            maxLength={200}
            autoComplete="off"
            onChange={({ currentTarget: { value } }) => setNote(value)}
          />
          {remark !== '' && (
            <Note tone="good" live="polite">
              <p>{remark}</p>
            </Note>
          )}
          <Group justify="flex-end">
            <Button variant="default" loading={busy === 'preview'} onClick={() => void preview()}>
              {t('template.preview')}
            </Button>
            <Button type="submit" loading={busy === 'save'} disabled={source === template.source}>
              {t('template.save')}
            </Button>
          </Group>
        </Stack>
      </form>
      <div>
        <Drawing name={template.name} drawn={drawn} isOld={drawn !== undefined && drawn.source !== source} />
        <WordList placeholders={template.placeholders} tables={template.tables} onInsert={insert} />
      </div>
    </div>
  )
}
