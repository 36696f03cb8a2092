import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api/client.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'
import { STALE } from './stale.ts'

type ReasonDialogProps = {
  title: string
  text: string
  label: string
  run: (reason: string) => Promise<Answer<unknown>>
  onClose: () => void
}

/** Takes something away, with its reason. */
export function ReasonDialog({ title, text, label, run, onClose }: ReasonDialogProps) {
  const { t } = useTranslation('feedback-media')
  const queries = useQueryClient()
  const form = useForm({ reason: '' })
  const submit = async () => {
    let isDone = false
    await form.send(async () => {
      const answer = await run(form.values.reason)
      isDone = answer.kind === 'ok'
      return answer
    })
    if (!isDone) return
    for (const queryKey of STALE) await queries.invalidateQueries({ queryKey })
    onClose()
  }
  return (
    <DialogForm
      title={title}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
      label={label}
      isDangerous
    >
      <p>{text}</p>
      <Textarea
        label={t('reason')}
        description={t('reasonHint')}
        rows={3}
        required
        data-autofocus
        {...form.field('reason')}
      />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
