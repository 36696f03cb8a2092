import { PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { changePassword, type Next } from '../../api/session.ts'
import { useProblemText } from '../../ui/ProblemNote.tsx'
import { Step } from './Step.tsx'
import '../../messages/sign-in/words.ts'

type ChangePasswordProps = { onNext: (next: Next) => void; onStartAgain: () => void }

export function ChangePassword({ onNext, onStartAgain }: ChangePasswordProps) {
  const { t } = useTranslation()
  const textOf = useProblemText()
  const [current, setCurrent] = useState('')
  const [wanted, setWanted] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    const answer = await changePassword(current, wanted)
    setBusy(false)
    if (answer.kind === 'ok') return onNext(answer.value.next)
    setProblem(answer.problem)
  }
  const errorOf = (field: string) => problem?.fields.find((one) => one.field === field)?.message
  const isElsewhere = problem !== undefined && errorOf('current') === undefined
  return (
    <Step
      title={t('signIn.pwTitle')}
      lead={t('signIn.pwLead')}
      submit={t('signIn.pwSubmit')}
      isBusy={isBusy}
      onSubmit={() => void submit()}
      onStartAgain={onStartAgain}
    >
      <PasswordInput
        label={t('signIn.pwCurrent')}
        autoComplete="current-password"
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        error={errorOf('current')}
        // The first thing to fill in this step.
        autoFocus
      />
      <PasswordInput
        label={t('signIn.pwNext')}
        description={t('signIn.pwRule')}
        autoComplete="new-password"
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        error={errorOf('next') ?? (isElsewhere ? textOf(problem) : undefined)}
      />
    </Step>
  )
}
