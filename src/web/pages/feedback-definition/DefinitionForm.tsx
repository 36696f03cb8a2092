import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { defineFeedback, type Version } from '../../api/feedback-definition.ts'
import { PATHS } from '../../paths.ts'
import { Note } from '../../ui/Note.tsx'
import { Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'
import { AddField } from './AddField.tsx'
import { bodyOf, type FieldDraft, textsOf, toDraft } from './definition-draft.ts'
import { FieldEditor } from './FieldEditor.tsx'
import { TemplatePreview } from './TemplatePreview.tsx'

type DefinitionFormProps = { code: string; newest: Version | undefined }

/** The whole of a version: its fields in order, its terms, the paper that says so. */
export function DefinitionForm({ code, newest }: DefinitionFormProps) {
  const { t } = useTranslation('feedback-definition')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const form = useForm(textsOf(newest))
  const [fields, setFields] = useState<FieldDraft[]>(() => newest?.fields.map(toDraft) ?? [])
  // What the server says of fields belongs to them as they stood when they were sent.
  const [sent, setSent] = useState<{ ids: number[]; faults: readonly { field: string; message: string }[] }>()
  const basedOn = newest?.version ?? 0

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const ids = fields.map(({ id }) => id)
    const saved = await form.send(async () => {
      const answer = await defineFeedback(code, bodyOf(form.values, fields, basedOn))
      setSent(answer.kind === 'refused' ? { ids, faults: answer.problem.fields } : undefined)
      return answer
    })
    if (saved === undefined) return
    await queries.invalidateQueries({ queryKey: ['/agreements'] })
    await navigate({ to: PATHS.feedbackOfAgreement, params: { code } })
  }
  const move = (index: number, by: number) => {
    const moved = fields[index]
    if (moved === undefined) return
    const rest = fields.filter((_, place) => place !== index)
    setFields([...rest.slice(0, index + by), moved, ...rest.slice(index + by)])
  }
  const fieldFaults = sent?.faults.filter(({ field }) => field.startsWith('fields[')) ?? []
  const wholeFault = sent?.faults.find(({ field }) => field === 'fields')
  return (
    <form onSubmit={(event) => void save(event)} noValidate aria-label={t('edit.title')}>
      <Section title={t('fields')}>
        {fields.length === 0 && <p className="empty">{t('edit.noFields')}</p>}
        <ol className="field-list">
          {fields.map((field, index) => (
            <FieldEditor
              key={field.id}
              field={field}
              place={index}
              count={fields.length}
              errorOf={(part) => faultOf(sent, field.id, part)}
              onField={(changed) => setFields(fields.map((one) => (one.id === field.id ? changed : one)))}
              onMove={(by) => move(index, by)}
              onDrop={() => setFields(fields.filter(({ id }) => id !== field.id))}
            />
          ))}
        </ol>
        {wholeFault !== undefined && (
          <Note tone="bad" live="assertive">
            {wholeFault.message}
          </Note>
        )}
        <AddField
          taken={fields.map(({ key }) => key.trim().toUpperCase())}
          onAdd={(field) => setFields([...fields, field])}
        />
      </Section>
      <Section title={t('edit.preview')}>
        <TemplatePreview fields={fields} />
      </Section>
      <Section title={t('edit.rules')}>
        <div className="card field-grid">
          <NativeSelect
            label={t('strangers')}
            data={(['refuse', 'flag'] as const).map((value) => ({
              value,
              label: t(`strangerPolicies.${value}`),
            }))}
            {...form.field('strangerPolicy')}
          />
          <TextInput
            label={t('edit.retentionMonths')}
            inputMode="numeric"
            {...form.field('retentionMonths')}
          />
          <TextInput
            label={t('basis')}
            description={t('edit.basisHint')}
            required
            autoComplete="off"
            maxLength={200}
            {...form.field('basis')}
          />
          <Textarea
            label={t('reason')}
            description={t('edit.reasonHint')}
            required
            rows={2}
            maxLength={300}
            {...form.field('reason')}
          />
        </div>
      </Section>
      {fieldFaults.length > 0 && (
        <Note tone="bad" title={t('edit.elsewhere')} live="assertive">
          {t('edit.faults', { n: fieldFaults.length })}
        </Note>
      )}
      {form.problem !== undefined && fieldFaults.length === 0 && wholeFault === undefined && (
        <ProblemNote problem={form.problem} />
      )}
      <div className="field-foot">
        <Button type="submit" loading={form.isBusy}>
          {t('edit.save', { n: basedOn + 1 })}
        </Button>
        <PathLink to={PATHS.feedbackOfAgreement} params={{ code }}>
          {t('edit.back')}
        </PathLink>
      </div>
    </form>
  )
}

/** What is wrong with one part of a field, wherever it stands by now; of a code, with its list. */
function faultOf(
  sent: { ids: number[]; faults: readonly { field: string; message: string }[] } | undefined,
  id: number,
  part: string,
): string | undefined {
  const place = sent?.ids.indexOf(id) ?? -1
  if (sent === undefined || place === -1) return undefined
  const path = `fields[${place}].${part}`
  const own = sent.faults.filter(({ field }) => field === path || field.startsWith(`${path}[`))
  return own.length === 0 ? undefined : own.map(({ message }) => message).join(' ')
}
