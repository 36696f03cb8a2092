import { PasswordInput, TextInput } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { type Next, signIn } from '../../api/session.ts'
import { PATHS } from '../../paths.ts'
import { Note } from '../../ui/Note.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { useProblemText } from '../../ui/ProblemNote.tsx'
import { ProviderButton } from './ProviderButton.tsx'
import { Step } from './Step.tsx'
import '../../messages/sign-in/words.ts'

type PasswordStepProps = {
  username: string
  onUsername: (username: string) => void
  onNext: (next: Next) => void
}

export function PasswordStep({ username, onUsername, onNext }: PasswordStepProps) {
  const { t } = useTranslation()
  const { why } = useSearch({ from: PATHS.signIn })
  const textOf = useProblemText()
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const [missing, setMissing] = useState<'username' | 'password'>()
  const [isBusy, setBusy] = useState(false)
  const usernameField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)

  const submit = async () => {
    setProblem(undefined)
    const lacks = username.trim() === '' ? 'username' : password === '' ? 'password' : undefined
    setMissing(lacks)
    if (lacks === 'username') return usernameField.current?.focus()
    if (lacks === 'password') return passwordField.current?.focus()
    setBusy(true)
    const answer = await signIn(username.trim(), password)
    setBusy(false)
    setPassword('')
    if (answer.kind === 'ok') return onNext(answer.value.next)
    setProblem(answer.problem)
    passwordField.current?.focus()
  }
  const isWrong = problem?.code === 'sign-in-failed'

  return (
    <Step
      title={t('signIn.title')}
      lead={t('signIn.lead')}
      submit={t('signIn.submit')}
      isBusy={isBusy}
      onSubmit={() => void submit()}
      foot={
        <>
          <ProviderButton />
          <PathLink to={PATHS.signInGuide}>{t('guide.cannotSignIn')}</PathLink>
        </>
      }
    >
      {why !== undefined && problem === undefined && (
        <Note tone={why.startsWith('oidc-') ? 'bad' : 'info'} live="polite">
          <p>{t(`signIn.why.${why}`)}</p>
        </Note>
      )}
      {problem !== undefined && (
        <Note tone="bad" live="assertive">
          <p>{isWrong ? t('signIn.wrong') : textOf(problem)}</p>
        </Note>
      )}
      <TextInput
        ref={usernameField}
        label={t('signIn.username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={username}
        onChange={(event) => onUsername(event.currentTarget.value)}
        error={missing === 'username' ? t('signIn.needUsername') : undefined}
        // The only thing to do on this page.
        autoFocus
        required
        withAsterisk={false}
      />
      <PasswordInput
        ref={passwordField}
        label={t('signIn.password')}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={missing === 'password' ? t('signIn.needPassword') : undefined}
        required
        withAsterisk={false}
      />
    </Step>
  )
}
