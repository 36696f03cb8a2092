import { TextInput } from '@mantine/core'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { beginEnrolment, confirmEnrolment, type Enrolment, type Next } from '../../api/session.ts'
import { ProblemNote, useProblemText } from '../../ui/ProblemNote.tsx'
import { Step } from './Step.tsx'

const QrCode = lazy(() => import('../../ui/QrCode.tsx').then(({ QrCode }) => ({ default: QrCode })))

type EnrolSecondFactorProps = { onNext: (next: Next) => void; onStartAgain: () => void }

/** Setting up the second factor: the code to scan, the proof that it works, the codes for a lost telephone. */
export function EnrolSecondFactor({ onNext, onStartAgain }: EnrolSecondFactorProps) {
  const { t } = useTranslation()
  const textOf = useProblemText()
  const [enrolment, setEnrolment] = useState<Enrolment>()
  const [code, setCode] = useState('')
  const [recovery, setRecovery] = useState<{ codes: readonly string[]; next: Next }>()
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    let isOpen = true
    void beginEnrolment().then((answer) => {
      if (!isOpen) return
      if (answer.kind === 'ok') setEnrolment(answer.value)
      else setProblem(answer.problem)
    })
    return () => {
      isOpen = false
    }
  }, [])

  const confirm = async () => {
    setBusy(true)
    const answer = await confirmEnrolment(code.trim())
    setBusy(false)
    setCode('')
    if (answer.kind === 'refused') return setProblem(answer.problem)
    setRecovery({ codes: answer.value.recoveryCodes, next: answer.value.next })
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
        <ul className="codes">
          {recovery.codes.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </Step>
    )
  }
  if (enrolment === undefined) return problem === undefined ? null : <ProblemNote problem={problem} />
  return (
    <Step
      title={t('signIn.enrolTitle')}
      lead={t('signIn.enrolLead')}
      submit={t('signIn.enrolSubmit')}
      isBusy={isBusy}
      onSubmit={() => void confirm()}
      onStartAgain={onStartAgain}
    >
      <Suspense fallback={<div className="skeleton" />}>
        <QrCode text={enrolment.otpauthUrl} label={t('signIn.enrolQr')} />
      </Suspense>
      <div>
        <div>{t('signIn.enrolSecret')}</div>
        <div className="secret">{enrolment.secret}</div>
      </div>
      <TextInput
        label={t('signIn.enrolCode')}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={
          problem === undefined ? undefined : problem.status === 422 ? t('signIn.sfWrong') : textOf(problem)
        }
      />
    </Step>
  )
}
