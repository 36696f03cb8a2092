import { TextInput } from '@mantine/core'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/client.ts'
import { beginEnrolment, confirmEnrolment, type Enrolment, type Next } from '../api/session.ts'
import { ProblemNote, useProblemText } from './ProblemNote.tsx'
import '../messages/sign-in/words.ts'

const QrCode = lazy(() => import('./QrCode.tsx').then(({ QrCode }) => ({ default: QrCode })))

/** Setting up the authenticator app: what to scan, and the code that proves it. */
export function useTotpSetup() {
  const [enrolment, setEnrolment] = useState<Enrolment>()
  const [code, setCode] = useState('')
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
  const confirm = async (): Promise<{ codes: readonly string[]; next: Next } | undefined> => {
    setBusy(true)
    const answer = await confirmEnrolment(code.trim())
    setBusy(false)
    setCode('')
    if (answer.kind === 'ok') return { codes: answer.value.recoveryCodes, next: answer.value.next }
    setProblem(answer.problem)
    return undefined
  }
  return { enrolment, code, setCode, problem, isBusy, confirm }
}

export function TotpFields({ state }: { state: ReturnType<typeof useTotpSetup> }) {
  const { t } = useTranslation()
  const textOf = useProblemText()
  const { enrolment, problem } = state
  if (enrolment === undefined) return problem === undefined ? null : <ProblemNote problem={problem} />
  return (
    <>
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
        value={state.code}
        onChange={(event) => state.setCode(event.currentTarget.value)}
        error={
          problem === undefined ? undefined : problem.status === 422 ? t('signIn.sfWrong') : textOf(problem)
        }
      />
    </>
  )
}
