import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { cancelMeeting } from '../../api/meetings.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'

export function CancelMeeting({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation('meetings')
  const queries = useQueryClient()
  const form = useForm({ reason: '' })
  const submit = async () => {
    const done = await form.send(() => cancelMeeting(id, form.values.reason))
    if (done === undefined) return
    await queries.invalidateQueries({ queryKey: ['/meetings'] })
    onClose()
  }
  return (
    <DialogForm
      title={t('cancelTitle')}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
      label={t('cancel')}
      isDangerous
    >
      <p>{t('cancelText')}</p>
      <Textarea label={t('reason')} rows={3} required data-autofocus {...form.field('reason')} />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
