import '../../messages/office-mail/words.ts'
import { Button, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveEmail } from '../../api/office-mail.ts'
import { Section } from '../../ui/Page.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'

/** Where one is told that something waits in the portal. */
export function OwnEmail({ email, onDone }: { email: string | null; onDone: (said: string) => void }) {
  const { t } = useTranslation('office-mail')
  const [isOpen, setOpen] = useState(false)
  return (
    <Section title={t('email.section')}>
      <p>{t('email.text')}</p>
      {isOpen ? (
        <EmailForm
          email={email ?? ''}
          onDone={() => {
            setOpen(false)
            onDone(t('email.done'))
          }}
        />
      ) : (
        <>
          <p>{email ?? t('email.none')}</p>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('email.change')}
          </Button>
        </>
      )}
    </Section>
  )
}

function EmailForm({ email, onDone }: { email: string; onDone: () => void }) {
  const { t } = useTranslation('office-mail')
  const form = useForm({ email })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const saved = await form.send(async () => {
      const answer = await saveEmail('/account', form.values.email.trim())
      return answer.kind === 'ok' ? { kind: 'ok' as const, value: true } : answer
    })
    if (saved === true) onDone()
  }
  return (
    <form className="card" onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <TextInput label={t('email.label')} type="email" autoComplete="email" {...form.field('email')} />
        {form.problem !== undefined && <ProblemNote problem={form.problem} />}
        <div>
          <Button type="submit" loading={form.isBusy}>
            {t('email.save')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
