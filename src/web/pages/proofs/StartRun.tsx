import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Proofs } from '../../api/proofs.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useProofAct } from './use-proof-act.ts'
import type { ProofDialogProps } from './WithdrawProof.tsx'

/** Opens a window of time in which a development User ID is watched. */
export function StartRun({
  code,
  proof,
  proofs: { userIds, isOnWire },
  onClose,
}: ProofDialogProps & { proofs: Proofs }) {
  const { t } = useTranslation('proof-acts')
  const start = { userId: userIds[0] ?? '', minutes: '120' }
  const { form, submit } = useProofAct({ code, id: proof.id }, 'runs', start, onClose)
  return (
    <DialogForm
      title={t('run.open', { ns: 'proofs' })}
      onClose={onClose}
      onSubmit={() => void submit({ ...form.values, minutes: Number(form.values.minutes) })}
      isBusy={form.isBusy}
      label={t('run.submit')}
    >
      {proof.state === 'running' && (
        <Note tone="warn">
          <p>{t('run.againNote')}</p>
        </Note>
      )}
      {isOnWire &&
        (userIds.length === 0 ? (
          <Note tone="warn">
            <p>{t('run.noUserId')}</p>
          </Note>
        ) : (
          <NativeSelect
            label={t('run.userId', { ns: 'proofs' })}
            data={[...userIds]}
            {...form.field('userId')}
          />
        ))}
      <TextInput
        label={t('run.minutes')}
        inputMode="numeric"
        maxLength={3}
        required
        {...form.field('minutes')}
      />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
