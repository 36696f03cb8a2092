import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { actOnObligation, type ObligationAct } from '../../api/obligations.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Reauthenticate, useReauthentication } from '../../ui/Reauthenticate.tsx'
import { useForm } from '../../ui/use-form.ts'

const WORDS = {
  acceptance: { title: 'acceptTitle', text: 'acceptText', label: 'accept' },
  rejection: { title: 'rejectTitle', text: 'rejectText', label: 'reject' },
  waiver: { title: 'waiveTitle', text: 'waiveText', label: 'waive' },
  reopening: { title: 'reopenTitle', text: 'reopenText', label: 'reopen' },
} as const

type Props = { code: string; obligationKey: string; act: ObligationAct; what: string; onClose: () => void }

/** Says what will happen; asks for a day or a reason, and for the password where the server wants it. */
export function ObligationActDialog({ code, obligationKey, act, what, onClose }: Props) {
  const { t } = useTranslation('obligations')
  const queries = useQueryClient()
  const reauthentication = useReauthentication()
  const form = useForm({ note: '', metOn: '' })
  const words = WORDS[act]
  const isAcceptance = act === 'acceptance'
  const submit = async () => {
    const done = await form.send(async () => {
      const answer = await reauthentication.around(() =>
        actOnObligation(code, obligationKey, act, form.values),
      )
      return answer?.kind === 'ok' ? { kind: 'ok' as const, value: true } : answer
    })
    if (done !== true) return
    await queries.invalidateQueries({ queryKey: ['/agreements'] })
    await queries.invalidateQueries({ queryKey: ['/tasks'] })
    onClose()
  }
  return (
    <DialogForm
      title={t(words.title, { what })}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
      label={t(words.label)}
      isDangerous={act === 'waiver'}
    >
      <p>{t(words.text)}</p>
      {isAcceptance && (
        <DayInput
          label={t('metOnLabel')}
          description={t('metOnHint')}
          value={form.values.metOn}
          onDay={(day) => form.set('metOn', day)}
          error={form.errorOf('metOn')}
        />
      )}
      <Textarea
        label={isAcceptance ? t('noteLabel') : t('reason')}
        description={isAcceptance ? t('noteOptional') : undefined}
        rows={3}
        required={!isAcceptance}
        data-autofocus={!isAcceptance}
        {...form.field('note')}
      />
      <Reauthenticate state={reauthentication} />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
