import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Proofs } from '../../api/proofs.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Choices } from './Choices.tsx'
import { useProofAct } from './use-proof-act.ts'
import type { ProofDialogProps } from './WithdrawProof.tsx'

/** Sets day, place and examiners. */
export function ScheduleProof({
  code,
  proof,
  examiners,
  onClose,
}: ProofDialogProps & { examiners: Proofs['examiners'] }) {
  const { t } = useTranslation('proof-acts')
  const { schedule } = proof
  const [chosen, setChosen] = useState(schedule?.examiners.map(({ staffId }) => String(staffId)) ?? [])
  const start = {
    on: schedule?.on ?? '',
    from: schedule?.from ?? '09:00',
    place: schedule?.place ?? '',
    examiners: '',
  }
  const { form, submit } = useProofAct({ code, id: proof.id }, 'schedule', start, onClose)
  return (
    <DialogForm
      title={t('schedule.title')}
      onClose={onClose}
      onSubmit={() => void submit({ ...form.values, examiners: chosen })}
      isBusy={form.isBusy}
      label={t('schedule.submit')}
    >
      <p>{t('schedule.lead')}</p>
      <DayInput
        label={t('schedule.on')}
        value={form.values.on}
        onDay={(day) => form.set('on', day)}
        error={form.errorOf('on')}
      />
      <TextInput label={t('schedule.from')} maxLength={5} required {...form.field('from')} />
      <TextInput label={t('schedule.place')} maxLength={200} required {...form.field('place')} />
      <Choices
        kind="checkbox"
        legend={t('schedule.examiners')}
        choices={examiners.map(({ staffId, fullName }) => ({ value: String(staffId), label: fullName }))}
        chosen={chosen}
        onChosen={setChosen}
        error={form.errorOf('examiners')}
      />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
