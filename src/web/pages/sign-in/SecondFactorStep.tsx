import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import {
  canUsePasskeys,
  giveSecondFactorByPasskey,
  type PasskeyProblem,
  problemIn,
} from '../../api/passkeys.ts'
import { giveSecondFactor, type Me, type Next } from '../../api/session.ts'
import { PasskeyProblemNote } from '../../ui/PasskeyProblem.tsx'
import { useProblemText } from '../../ui/ProblemNote.tsx'
import { Step } from './Step.tsx'
import '../../messages/sign-in/words.ts'

type SecondFactorStepProps = {
  factors: Me['secondFactors']
  onNext: (next: Next) => void
  onStartAgain: () => void
}

/** A passkey or a code: what the account has. */
export function SecondFactorStep({ factors, onNext, onStartAgain }: SecondFactorStepProps) {
  const { t } = useTranslation()
  const textOf = useProblemText()
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const [passkeyProblem, setPasskeyProblem] = useState<PasskeyProblem>()
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
  const signByPasskey = async () => {
    const answer = await giveSecondFactorByPasskey()
    if (answer.kind === 'ok') return onNext(answer.value.next)
    if (answer.kind === 'refused' && answer.problem.code === 'signed-out') return onStartAgain()
    setPasskeyProblem(problemIn(answer))
  }
  const isWrong = problem?.status === 422
  const hasPasskey = factors.passkey && canUsePasskeys()
  return (
    <Step
      title={t('signIn.sfTitle')}
      lead={hasPasskey ? t('signIn.sfPasskeyLead') : t('signIn.sfLead')}
      submit={t('signIn.sfSubmit')}
      isBusy={isBusy}
      onSubmit={() => void submit()}
      onStartAgain={onStartAgain}
    >
      {hasPasskey && (
        <>
          {/* The only thing to do in this step: Enter uses the passkey. */}
          <Button type="button" onClick={() => void signByPasskey()} autoFocus>
            {t('signIn.sfPasskey')}
          </Button>
          <PasskeyProblemNote problem={passkeyProblem} />
          <p>{factors.totp ? t('signIn.sfOrCode') : t('signIn.sfOrRecovery')}</p>
        </>
      )}
      <TextInput
        label={t('signIn.sfCode')}
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={problem === undefined ? undefined : isWrong ? t('signIn.sfWrong') : textOf(problem)}
        // The only thing to do in this step.
        autoFocus={!hasPasskey}
      />
    </Step>
  )
}
