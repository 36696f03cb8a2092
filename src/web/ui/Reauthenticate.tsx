import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/client.ts'
import {
  canUsePasskeys,
  type PasskeyAnswer,
  type PasskeyProblem,
  problemIn,
  reauthenticateByPasskey,
} from '../api/passkeys.ts'
import { reauthenticate } from '../api/session.ts'
import { useMe } from './me.ts'
import { Note } from './Note.tsx'
import { PasskeyProblemNote } from './PasskeyProblem.tsx'
import { useProblemText } from './ProblemNote.tsx'

type Reauthentication = {
  isAsked: boolean
  problem: Problem | undefined
  password: string
  code: string
  setPassword: (password: string) => void
  setCode: (code: string) => void
  passkeyProblem: PasskeyProblem | undefined
  /** Asks for a passkey instead. @returns whether the act may be run now */
  byPasskey: () => Promise<boolean>
  /** Runs the act; undefined while the person has yet to be proved. The act is run again by the next call. */
  around: <A extends PasskeyAnswer<unknown>>(act: () => Promise<A>) => Promise<A | undefined>
}

/** Proof of the person before an act that needs it: asked for only when the server says so. */
export function useReauthentication(): Reauthentication {
  const [isAsked, setAsked] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [passkeyProblem, setPasskeyProblem] = useState<PasskeyProblem>()
  // Set and read within one act of the person, before the page is drawn again.
  const isProved = useRef(false)
  const byPasskey = async () => {
    const answer = await reauthenticateByPasskey()
    setPasskeyProblem(problemIn(answer))
    isProved.current = answer.kind === 'ok'
    return isProved.current
  }
  const around = async <A extends PasskeyAnswer<unknown>>(act: () => Promise<A>) => {
    if (isAsked && !isProved.current) {
      const proof = await reauthenticate(password, code)
      setCode('')
      if (proof.kind === 'refused') {
        setProblem(proof.problem)
        return undefined
      }
    }
    isProved.current = false
    setPassword('')
    setProblem(undefined)
    setAsked(false)
    const answer = await act()
    if (answer.kind === 'refused' && answer.problem.code === 'reauthentication-required') {
      setAsked(true)
      return undefined
    }
    return answer
  }
  return {
    isAsked,
    problem,
    passkeyProblem,
    password,
    code,
    setPassword,
    setCode,
    byPasskey,
    around,
  }
}

/** The fields of the proof, once it is asked for. */
export function Reauthenticate({ state }: { state: Reauthentication }) {
  const { t } = useTranslation()
  const textOf = useProblemText()
  const { hasSecondFactor, secondFactors } = useMe()
  if (!state.isAsked) return null
  return (
    <Note tone="warn" title={t('act.provePerson')} live="polite">
      <Stack gap="xs" mt="xs">
        {secondFactors.passkey && canUsePasskeys() && (
          <>
            <Button
              onClick={({ currentTarget: { form } }) => {
                void state.byPasskey().then((isProved) => {
                  if (isProved) form?.requestSubmit()
                })
              }}
            >
              {t('account.usePasskey')}
            </Button>
            <PasskeyProblemNote problem={state.passkeyProblem} />
            <p>{t('account.orPassword')}</p>
          </>
        )}
        <PasswordInput
          label={t('act.password')}
          autoComplete="current-password"
          value={state.password}
          onChange={(event) => state.setPassword(event.currentTarget.value)}
          error={state.problem === undefined ? undefined : textOf(state.problem)}
          visibilityToggleButtonProps={{ 'aria-hidden': true }}
          ref={focusOnce}
        />
        {hasSecondFactor && (
          <TextInput
            label={t('act.code')}
            autoComplete="one-time-code"
            value={state.code}
            onChange={(event) => state.setCode(event.currentTarget.value)}
          />
        )}
      </Stack>
    </Note>
  )
}

const focusOnce = (field: HTMLInputElement | null) => field?.focus()
