import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LiveProof } from '../../api/proofs.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useProofAct } from './use-proof-act.ts'

export type ProofDialogProps = { code: string; proof: LiveProof; onClose: () => void }

export function WithdrawProof({ code, proof, onClose }: ProofDialogProps) {
  const { t } = useTranslation('proof-acts')
  const { form, submit } = useProofAct({ code, id: proof.id }, 'withdrawal', { reason: '' }, onClose)
  return (
    <DialogForm
      title={t('withdraw.open', { ns: 'proofs' })}
      onClose={onClose}
      onSubmit={() => void submit(form.values)}
      isBusy={form.isBusy}
      label={t('withdraw.submit')}
      isDangerous
    >
      <p>{t('withdraw.consequence')}</p>
      <Textarea
        label={t('withdraw.reason')}
        maxLength={300}
        rows={3}
        required
        data-autofocus
        {...form.field('reason')}
      />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
