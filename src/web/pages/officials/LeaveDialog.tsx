import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { endOfficial, type Official } from '../../api/officials.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'

type LeaveDialogProps = { place: string; official: Official; onClose: () => void }

export function LeaveDialog({ place, official: { id, name }, onClose }: LeaveDialogProps) {
  const { t } = useTranslation('officials')
  const queries = useQueryClient()
  const form = useForm({ until: '' })
  const submit = async () => {
    const done = await form.send(() => endOfficial(place, id, form.values.until))
    if (done === undefined) return
    await queries.invalidateQueries({ queryKey: [place.startsWith('/office') ? '/office' : '/agency'] })
    onClose()
  }
  return (
    <DialogForm
      title={t('leaveTitle', { name })}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
      label={t('save')}
    >
      <p>{t('leaveText')}</p>
      <DayInput
        label={t('lastDay')}
        value={form.values.until}
        onDay={(day) => form.set('until', day)}
        error={form.errorOf('until')}
      />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
