import { Anchor, Button, Stack, Title } from '@mantine/core'
import { type FormEvent, type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import '../../messages/sign-in/words.ts'

type StepProps = {
  title: string
  lead: string
  submit: string
  isBusy: boolean
  onSubmit: () => void
  onStartAgain?: () => void
  /** What stands below the button. */
  foot?: ReactNode
  children: ReactNode
}

/** The frame of one step of signing in. */
export function Step({ title, lead, submit, isBusy, onSubmit, onStartAgain, foot, children }: StepProps) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title, t])
  const send = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form className="card" onSubmit={send} noValidate>
      <Stack>
        <div>
          <Title order={1}>{title}</Title>
          <p>{lead}</p>
        </div>
        {children}
        <Button type="submit" loading={isBusy} fullWidth>
          {submit}
        </Button>
        {onStartAgain !== undefined && (
          <Anchor component="button" type="button" onClick={onStartAgain}>
            {t('signIn.backToStart')}
          </Anchor>
        )}
        {foot}
      </Stack>
    </form>
  )
}
