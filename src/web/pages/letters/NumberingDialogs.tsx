import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api/client.ts'
import { continueSeries, type NumberedKind, saveNumbering } from '../../api/letters.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'
import type { Series } from './Numbering.tsx'

/** Changes how one kind of letter is numbered. */
export function EditPattern({ kind, onClose }: { kind: NumberedKind; onClose: () => void }) {
  const { t } = useTranslation('letters')
  const form = useForm({
    series: kind.series,
    pattern: kind.pattern,
    classification: kind.classification ?? '',
  })
  const save = useSaving(() => saveNumbering(kind.kind, form.values), form.send, onClose)
  return (
    <DialogForm
      title={t('settings.editKind', { name: kind.name })}
      label={t('settings.saveNumbering')}
      isBusy={form.isBusy}
      onClose={onClose}
      onSubmit={save}
    >
      <TextInput label={t('settings.pattern')} autoComplete="off" data-autofocus {...form.field('pattern')} />
      <TextInput label={t('settings.classification')} autoComplete="off" {...form.field('classification')} />
      <TextInput label={t('settings.series')} autoComplete="off" {...form.field('series')} />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}

/** Goes on after the last number that was given on paper. */
export function ContinueSeries({ of, onClose }: { of: Series; onClose: () => void }) {
  const { t } = useTranslation('letters')
  const form = useForm({ last: of.last === 0 ? '' : String(of.last) })
  const save = useSaving(() => continueSeries(of.series, form.values.last), form.send, onClose)
  return (
    <DialogForm
      title={t('settings.continueSeries', { series: of.series })}
      label={t('settings.continueFrom')}
      isBusy={form.isBusy}
      onClose={onClose}
      onSubmit={save}
    >
      <TextInput
        label={t('settings.lastGiven')}
        inputMode="numeric"
        autoComplete="off"
        data-autofocus
        {...form.field('last')}
      />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}

/** Saves, shows the numbers anew and closes; a problem stays in the dialog. */
function useSaving(
  act: () => Promise<Answer<undefined>>,
  send: (act: () => Promise<Answer<boolean> | undefined>) => Promise<boolean | undefined>,
  onClose: () => void,
) {
  const queries = useQueryClient()
  return () => {
    void send(async () => {
      const answer = await act()
      return answer.kind === 'ok' ? { kind: 'ok', value: true } : answer
    }).then(async (isDone) => {
      if (isDone !== true) return
      await queries.invalidateQueries({ queryKey: ['/letter-numbering'] })
      onClose()
    })
  }
}
