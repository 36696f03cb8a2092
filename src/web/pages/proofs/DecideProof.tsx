import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Reauthenticate, useReauthentication } from '../../ui/Reauthenticate.tsx'
import { Choices } from './Choices.tsx'
import { useProofAct } from './use-proof-act.ts'
import type { ProofDialogProps } from './WithdrawProof.tsx'

/** The result, by somebody who did not examine. */
export function DecideProof({ code, proof, onClose }: ProofDialogProps) {
  const { t } = useTranslation('proof-acts')
  const [verdict, setVerdict] = useState(proof.isComplete ? 'passed' : 'failed')
  const reauthentication = useReauthentication()
  const { form, submit } = useProofAct(
    { code, id: proof.id },
    'result',
    { note: '' },
    onClose,
    reauthentication.around,
  )
  return (
    <DialogForm
      title={t('decide.title')}
      onClose={onClose}
      onSubmit={() => void submit({ ...form.values, isPassed: verdict === 'passed' })}
      isBusy={form.isBusy}
      label={t('decide.submit')}
    >
      <p>{t('decide.lead')}</p>
      {!proof.isComplete && (
        <Note tone="warn">
          <p>{t('decide.incomplete')}</p>
        </Note>
      )}
      <Choices
        kind="radio"
        legend={t('decide.verdict')}
        choices={[
          { value: 'passed', label: t('decide.passed'), isClosed: !proof.isComplete },
          { value: 'failed', label: t('decide.failed') },
        ]}
        chosen={[verdict]}
        onChosen={([one = 'failed']) => setVerdict(one)}
      />
      <Textarea
        label={t('decide.note')}
        maxLength={1000}
        rows={3}
        required={verdict === 'failed'}
        {...form.field('note')}
      />
      <Reauthenticate state={reauthentication} />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
