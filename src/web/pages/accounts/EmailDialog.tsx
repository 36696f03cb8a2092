import '../../messages/office-mail/words.ts'
import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type EmailOf, saveEmail } from '../../api/office-mail.ts'
import type { Account } from '../../api/staff.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'

type EmailDialogProps = { of: EmailOf; account: Account; onClose: () => void }

/** Where the holder of an account is told of what waits, set by its keeper. */
export function EmailDialog({ of, account, onClose }: EmailDialogProps) {
  const { t } = useTranslation('office-mail')
  const queries = useQueryClient()
  const form = useForm({ email: account.email ?? '' })
  const submit = async () => {
    const saved = await form.send(async () => {
      const answer = await saveEmail(of, form.values.email.trim())
      return answer.kind === 'ok' ? { kind: 'ok' as const, value: true } : answer
    })
    if (saved !== true) return
    await queries.invalidateQueries({ queryKey: of.startsWith('/office') ? ['/office'] : ['/agency'] })
    onClose()
  }
  return (
    <DialogForm
      title={t('email.of', { name: account.fullName })}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
      label={t('email.save')}
    >
      <p>{t('email.text')}</p>
      <TextInput
        label={t('email.label')}
        type="email"
        autoComplete="off"
        data-autofocus
        {...form.field('email')}
      />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
