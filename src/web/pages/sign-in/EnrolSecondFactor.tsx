import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addPasskey, canUsePasskeys, type PasskeyProblem, problemIn } from '../../api/passkeys.ts'
import type { Next } from '../../api/session.ts'
import { PasskeyProblemNote } from '../../ui/PasskeyProblem.tsx'
import { RecoveryCodes } from '../../ui/RecoveryCodes.tsx'
import { TotpFields, useTotpSetup } from '../../ui/TotpSetup.tsx'
import { Step } from './Step.tsx'
import '../../messages/sign-in/words.ts'

type EnrolSecondFactorProps = { onNext: (next: Next) => void; onStartAgain: () => void }

/** Setting up the second factor, passkey or app, and the codes for when it is lost. */
export function EnrolSecondFactor({ onNext, onStartAgain }: EnrolSecondFactorProps) {
  const { t } = useTranslation()
  const setup = useTotpSetup()
  const [recovery, setRecovery] = useState<{ codes: readonly string[]; next: Next }>()
  const [passkeyProblem, setPasskeyProblem] = useState<PasskeyProblem>()

  const confirm = async () => {
    const done = await setup.confirm()
    if (done !== undefined) setRecovery(done)
  }
  const makePasskey = async () => {
    const answer = await addPasskey('')
    setPasskeyProblem(problemIn(answer))
    if (answer.kind !== 'ok') return
    const { recoveryCodes, next } = answer.value
    if (recoveryCodes.length === 0) return onNext(next)
    setRecovery({ codes: recoveryCodes, next })
  }

  if (recovery !== undefined) {
    return (
      <Step
        title={t('signIn.recoveryTitle')}
        lead={t('signIn.recoveryLead')}
        submit={t('signIn.recoveryDone')}
        isBusy={false}
        onSubmit={() => onNext(recovery.next)}
      >
        <RecoveryCodes codes={recovery.codes} />
      </Step>
    )
  }
  return (
    <Step
      title={t('signIn.enrolTitle')}
      lead={t('signIn.enrolLead')}
      submit={t('signIn.enrolSubmit')}
      isBusy={setup.isBusy}
      onSubmit={() => void confirm()}
      onStartAgain={onStartAgain}
    >
      {canUsePasskeys() && (
        <>
          <p>{t('signIn.enrolPasskeyLead')}</p>
          <Button variant="default" onClick={() => void makePasskey()}>
            {t('signIn.enrolPasskey')}
          </Button>
          <PasskeyProblemNote problem={passkeyProblem} />
          <p>{t('signIn.enrolOr')}</p>
        </>
      )}
      <TotpFields state={setup} />
    </Step>
  )
}
