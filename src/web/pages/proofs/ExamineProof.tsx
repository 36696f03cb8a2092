import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useProofAct } from './use-proof-act.ts'
import type { ProofDialogProps } from './WithdrawProof.tsx'

/** Closes the run: its grades stay as they are. */
export function ExamineProof({ code, proof, onClose }: ProofDialogProps) {
  const { t } = useTranslation('proof-acts')
  const { form, submit } = useProofAct({ code, id: proof.id }, 'examination', { note: '' }, onClose)
  return (
    <DialogForm
      title={t('examine.title')}
      onClose={onClose}
      onSubmit={() => void submit(form.values)}
      isBusy={form.isBusy}
      label={t('examine.submit')}
    >
      <p>{t('examine.consequence')}</p>
      <Textarea label={t('examine.note')} maxLength={1000} rows={3} data-autofocus {...form.field('note')} />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
