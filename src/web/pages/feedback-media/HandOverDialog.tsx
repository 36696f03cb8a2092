import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Dispatch, handOver } from '../../api/feedback-media.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'
import { useToday } from '../../ui/use-today.ts'
import { STALE } from './stale.ts'

/** The medium is with the central authority: when, on what, and by which receipt. */
export function HandOverDialog({ of, onClose }: { of: Dispatch; onClose: () => void }) {
  const { t } = useTranslation('feedback-media')
  const queries = useQueryClient()
  const form = useForm({ handedOn: useToday(), medium: '', receipt: '' })
  const submit = async () => {
    let isDone = false
    await form.send(async () => {
      const answer = await handOver(of.id, form.values)
      isDone = answer.kind === 'ok'
      return answer
    })
    if (!isDone) return
    for (const queryKey of STALE) await queries.invalidateQueries({ queryKey })
    onClose()
  }
  return (
    <DialogForm
      title={t('centre.handOver')}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
      label={t('centre.handOver')}
    >
      <p>{t('centre.handOverText')}</p>
      <DayInput
        label={t('centre.handedOn')}
        value={form.values.handedOn}
        onDay={(day) => form.set('handedOn', day)}
        error={form.errorOf('handedOn')}
      />
      <TextInput
        label={t('centre.medium')}
        autoComplete="off"
        required
        maxLength={200}
        data-autofocus
        {...form.field('medium')}
      />
      <TextInput
        label={t('centre.receipt')}
        autoComplete="off"
        required
        maxLength={200}
        {...form.field('receipt')}
      />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
