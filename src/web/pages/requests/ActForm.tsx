import { Anchor, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { doRequestAct, type RequestView, requestPreviewAddress } from '../../api/requests.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { Reauthenticate } from '../../ui/Reauthenticate.tsx'
import { ActFieldInput } from './ActFieldInput.tsx'
import { ActProblem } from './ActProblem.tsx'
import { ACT_FIELDS, type ActField, bodyOf, NUMBERED_BY_AGENCY, PAPER_OF } from './act-fields.ts'
import { type ActName, useRequestWords } from './request-words.ts'
import { startOf } from './start-of-act.ts'
import { useActForm } from './use-act-form.ts'

type ActFormProps = {
  request: RequestView
  act: ActName
  employmentStatuses: readonly string[]
  onClose: () => void
}

const ENDS: readonly ActName[] = ['reject', 'withdraw']

/** Does one step of the path: says what it brings about, asks for its papers, and for the person where it must. */
export function ActForm({ request, act, employmentStatuses, onClose }: ActFormProps) {
  const { t } = useTranslation('requests')
  const words = useRequestWords()
  const form = useActForm(request.id, startOf(act, request))
  const fields = ACT_FIELDS[act] ?? []
  const paper = PAPER_OF[act]
  const effect = words.effect(act)
  const submit = async () => {
    const done = await form.send((files) => {
      const body = bodyOf(fields, form.values, files)
      const refused = request.documents.flatMap(({ kind }) => {
        const note = (form.values[`documents.${kind}`] ?? '').trim()
        return note === '' ? [] : [{ kind, note }]
      })
      return doRequestAct(request.id, act, {
        ...body,
        ...(act === 'return' && refused.length > 0 ? { documents: refused } : {}),
      })
    })
    if (done !== undefined) onClose()
  }
  const hintOf = ({ name }: ActField) => {
    if (name === 'on') return t('fields.onNote')
    if (name !== 'number') return undefined
    return NUMBERED_BY_AGENCY.includes(act) ? t('fields.numberOwn') : t('fields.numberNote')
  }
  const choicesOf = ({ name, choices = [] }: ActField) => {
    if (name === 'holder.employmentStatus') {
      return [{ value: '', label: '—' }, ...employmentStatuses.map((value) => ({ value, label: value }))]
    }
    return choices.map((value) => ({ value, label: choiceWord(value, t) }))
  }
  return (
    <DialogForm
      title={words.act(act)}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
      label={words.act(act)}
      isDangerous={ENDS.includes(act)}
    >
      {effect !== undefined && <p>{effect}</p>}
      {paper !== undefined && (
        <Anchor href={requestPreviewAddress(request.id, paper)} target="_blank" rel="noreferrer">
          {words.preview(paper)}
        </Anchor>
      )}
      <Stack gap="sm">
        {fields.map((field, index) =>
          field.as === 'documents' ? (
            <DocumentNotes key={field.name} request={request} form={form} />
          ) : (
            <ActFieldInput
              key={field.name}
              field={field}
              form={form}
              hint={hintOf(field)}
              choices={choicesOf(field)}
              isFirst={index === 0}
            />
          ),
        )}
      </Stack>
      <Reauthenticate state={form.reauthentication} />
      <ActProblem problem={form.problem} shown={fields.map(({ name }) => name)} />
    </DialogForm>
  )
}

type NotesProps = { request: RequestView; form: ReturnType<typeof useActForm> }

/** What is wrong with a document that was handed in. */
function DocumentNotes({ request, form }: NotesProps) {
  const { t } = useTranslation('requests')
  const given = request.documents.filter(({ file }) => file !== null)
  if (given.length === 0) return null
  return (
    <fieldset className="form-group">
      <legend>{t('fields.documents')}</legend>
      {given.map(({ kind, label }) => (
        <TextInput
          key={kind}
          label={t('fields.documentNote', { document: label })}
          autoComplete="off"
          maxLength={500}
          value={form.values[`documents.${kind}`] ?? ''}
          onChange={(event) => form.set(`documents.${kind}`, event.currentTarget.value)}
        />
      ))}
    </fieldset>
  )
}

type Word = 'network.passed' | 'network.failed' | 'userIds.development' | 'userIds.production'

const CHOICE_WORDS: Readonly<Record<string, Word>> = {
  passed: 'network.passed',
  failed: 'network.failed',
  development: 'userIds.development',
  production: 'userIds.production',
}

function choiceWord(value: string, t: (key: Word) => string): string {
  const word = CHOICE_WORDS[value]
  return word === undefined ? value : t(word)
}
