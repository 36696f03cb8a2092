import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { giveSecondFactor, type Next } from '../../api/session.ts'
import { useProblemText } from '../../ui/ProblemNote.tsx'
import { Step } from './Step.tsx'

type SecondFactorStepProps = { onNext: (next: Next) => void; onStartAgain: () => void }

export function SecondFactorStep({ onNext, onStartAgain }: SecondFactorStepProps) {
  const { t } = useTranslation()
  const textOf = useProblemText()
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    const answer = await giveSecondFactor(code.trim())
    setBusy(false)
    setCode('')
    if (answer.kind === 'ok') return onNext(answer.value.next)
    if (answer.problem.code === 'signed-out') return onStartAgain()
    setProblem(answer.problem)
  }
  const isWrong = problem?.status === 422
  return (
    <Step
      title={t('signIn.sfTitle')}
      lead={t('signIn.sfLead')}
      submit={t('signIn.sfSubmit')}
      isBusy={isBusy}
      onSubmit={() => void submit()}
      onStartAgain={onStartAgain}
    >
      <TextInput
        label={t('signIn.sfCode')}
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={problem === undefined ? undefined : isWrong ? t('signIn.sfWrong') : textOf(problem)}
        // The only thing to do in this step.
        autoFocus
      />
    </Step>
  )
}
