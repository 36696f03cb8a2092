import '../proofs/proofs.css'
import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api/client.ts'
import { addEvidence, decideAppeal, fileAppeal, withdrawAppeal } from '../../api/compliance.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { FileField } from '../../ui/FileField.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Reauthenticate, useReauthentication } from '../../ui/Reauthenticate.tsx'
import { useForm } from '../../ui/use-form.ts'
import { Choices } from '../proofs/Choices.tsx'

/** What somebody is about to do about an appeal. */
export type Act =
  | { kind: 'file'; code: string }
  | { kind: 'evidence'; id: number }
  | { kind: 'withdraw'; id: number }
  | { kind: 'decide'; id: number; today: string }

export function AppealDialog({ act, onClose }: { act: Act; onClose: () => void }) {
  switch (act.kind) {
    case 'file':
      return <FileAppeal code={act.code} onClose={onClose} />
    case 'evidence':
      return <AddEvidence id={act.id} onClose={onClose} />
    case 'withdraw':
      return <Withdraw id={act.id} onClose={onClose} />
    case 'decide':
      return <Decide id={act.id} today={act.today} onClose={onClose} />
  }
}

/** Everything that shows appeals is asked for anew. */
function useDone(onClose: () => void) {
  const queries = useQueryClient()
  return async () => {
    for (const queryKey of [['/feedback'], ['/tasks']]) await queries.invalidateQueries({ queryKey })
    onClose()
  }
}

function FileAppeal({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useTranslation('feedback-compliance')
  const form = useForm({ reason: '', evidence: '' })
  const [file, setFile] = useState<File>()
  // Filed already, and only its paper was refused: it is not filed twice.
  const [filed, setFiled] = useState<number>()
  const done = useDone(onClose)
  const submit = async () => {
    const sent = await form.send(async (): Promise<Answer<{ id: number }>> => {
      const answer =
        filed === undefined
          ? await fileAppeal(code, form.values.reason)
          : ({ kind: 'ok', value: { id: filed } } as const)
      if (answer.kind === 'refused') return answer
      setFiled(answer.value.id)
      return file === undefined ? answer : addEvidence(answer.value.id, file)
    })
    if (sent !== undefined) await done()
  }
  return (
    <DialogForm
      title={t('appeals.file')}
      label={t('appeals.file')}
      onClose={() => (filed === undefined ? onClose() : void done())}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
    >
      <p>{t('appeals.fileText')}</p>
      <Textarea
        label={t('appeals.reason')}
        description={t('appeals.reasonHint')}
        rows={5}
        maxLength={2000}
        required
        data-autofocus
        disabled={filed !== undefined}
        {...form.field('reason')}
      />
      <FileField
        label={t('appeals.paper')}
        description={t('appeals.paperHint')}
        onFiles={([chosen]) => setFile(chosen)}
        error={form.errorOf('evidence')}
      />
      {filed !== undefined && form.errorOf('evidence') !== undefined && <p>{t('appeals.evidenceFailed')}</p>}
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}

function AddEvidence({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation('feedback-compliance')
  const form = useForm({ evidence: '' })
  const [file, setFile] = useState<File>()
  const done = useDone(onClose)
  const submit = async () => {
    if (file === undefined) return
    if ((await form.send(() => addEvidence(id, file))) !== undefined) await done()
  }
  return (
    <DialogForm
      title={t('appeals.addEvidence')}
      label={t('appeals.addEvidence')}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
    >
      <FileField
        label={t('appeals.evidence')}
        description={t('appeals.paperHint')}
        required
        onFiles={([chosen]) => setFile(chosen)}
        error={form.errorOf('evidence')}
      />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}

function Withdraw({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation('feedback-compliance')
  const form = useForm({})
  const done = useDone(onClose)
  const submit = async () => {
    if ((await form.send(() => withdrawAppeal(id))) !== undefined) await done()
  }
  return (
    <DialogForm
      title={t('appeals.withdrawTitle')}
      label={t('appeals.withdraw')}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
    >
      <p>{t('appeals.withdrawText')}</p>
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}

const AFTER_DAYS = 14

function Decide({ id, today, onClose }: { id: number; today: string; onClose: () => void }) {
  const { t } = useTranslation('feedback-compliance')
  const reauthentication = useReauthentication()
  const later = new Date(Date.parse(`${today}T00:00:00Z`) + AFTER_DAYS * 86_400_000)
    .toISOString()
    .slice(0, 10)
  const form = useForm({ decision: '', reason: '', exceptedUntil: later })
  const done = useDone(onClose)
  const { decision, reason, exceptedUntil } = form.values
  const submit = async () => {
    const given = { decision, reason, ...(decision === 'grant' ? { exceptedUntil } : {}) }
    const sent = await form.send(() => reauthentication.around(() => decideAppeal(id, given)))
    if (sent !== undefined) await done()
  }
  return (
    <DialogForm
      title={t('appeals.decide')}
      label={decision === 'grant' || decision === 'refuse' ? t(`appeals.${decision}`) : t('appeals.decide')}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
    >
      <p>{t('appeals.decideText')}</p>
      <Choices
        kind="radio"
        legend={t('appeals.decision')}
        choices={(['grant', 'refuse'] as const).map((value) => ({ value, label: t(`appeals.${value}`) }))}
        chosen={[decision]}
        onChosen={([value = '']) => form.set('decision', value)}
        error={form.errorOf('decision')}
      />
      {decision === 'grant' && (
        <DayInput
          label={t('appeals.exceptedUntil')}
          value={exceptedUntil}
          onDay={(day) => form.set('exceptedUntil', day)}
          error={form.errorOf('exceptedUntil')}
        />
      )}
      <Textarea
        label={t('appeals.reason')}
        description={t('appeals.reasonHint')}
        rows={3}
        maxLength={1000}
        required
        {...form.field('reason')}
      />
      <Reauthenticate state={reauthentication} />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
