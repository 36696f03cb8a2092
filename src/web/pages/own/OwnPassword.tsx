import { Button, PasswordInput, Stack } from '@mantine/core'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changePassword } from '../../api/session.ts'
import { Section } from '../../ui/Page.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'
import '../../messages/account/words.ts'
import '../../messages/sign-in/words.ts'

export function OwnPassword({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <Section title={t('account.password')}>
      <p>{t('account.passwordText')}</p>
      {isOpen ? (
        <PasswordForm
          onDone={() => {
            setOpen(false)
            onDone()
          }}
        />
      ) : (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('account.passwordChange')}
        </Button>
      )}
    </Section>
  )
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const form = useForm({ current: '', next: '' })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const changed = await form.send(() => changePassword(form.values.current, form.values.next))
    if (changed !== undefined) onDone()
  }
  return (
    <form className="card" onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <PasswordInput
          label={t('signIn.pwCurrent')}
          autoComplete="current-password"
          {...form.field('current')}
        />
        <PasswordInput
          label={t('signIn.pwNext')}
          description={t('signIn.pwRule')}
          autoComplete="new-password"
          {...form.field('next')}
        />
        {form.problem !== undefined && <ProblemNote problem={form.problem} />}
        <div>
          <Button type="submit" loading={form.isBusy}>
            {t('signIn.pwSubmit')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
