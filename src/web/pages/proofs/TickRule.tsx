import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProofRow } from '../../api/proofs.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Choices } from './Choices.tsx'
import { useProofAct } from './use-proof-act.ts'
import type { ProofDialogProps } from './WithdrawProof.tsx'

/** What an examiner saw with their own eyes. */
export function TickRule({ code, proof, row, onClose }: ProofDialogProps & { row: ProofRow }) {
  const { t } = useTranslation('proof-acts')
  const [verdict, setVerdict] = useState(row.isTickable && row.tick?.isMet !== false ? 'met' : 'broken')
  const { form, submit } = useProofAct(
    { code, id: proof.id },
    'ticks',
    { note: row.tick?.note ?? '' },
    onClose,
  )
  return (
    <DialogForm
      title={t('tick.title', { rule: row.rule })}
      onClose={onClose}
      onSubmit={() => void submit({ ...form.values, rule: row.rule, isMet: verdict === 'met' })}
      isBusy={form.isBusy}
      label={t('tick.submit')}
    >
      <p>
        <strong>{row.title}</strong>
      </p>
      <p>{row.hint}</p>
      {!row.isTickable && (
        <Note tone="info">
          <p>{t('tick.onlyBroken')}</p>
        </Note>
      )}
      <Choices
        kind="radio"
        legend={t('tick.verdict')}
        choices={[
          { value: 'met', label: t('tick.met'), isClosed: !row.isTickable },
          { value: 'broken', label: t('tick.broken') },
        ]}
        chosen={[verdict]}
        onChosen={([one = 'broken']) => setVerdict(one)}
      />
      <Textarea
        label={t('tick.note')}
        maxLength={300}
        rows={3}
        required
        data-autofocus
        {...form.field('note')}
      />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
