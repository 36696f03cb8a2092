import { PasswordInput, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer, Problem } from '../api/client.ts'
import { reauthenticate } from '../api/session.ts'
import { Note } from './Note.tsx'
import { useProblemText } from './ProblemNote.tsx'

type Reauthentication = {
  isAsked: boolean
  problem: Problem | undefined
  password: string
  code: string
  setPassword: (password: string) => void
  setCode: (code: string) => void
  /** Runs the act; undefined while the person has yet to be proved. The act is run again by the next call. */
  around: <T>(act: () => Promise<Answer<T>>) => Promise<Answer<T> | undefined>
}

/** Proof of the person before an act that needs it: asked for only when the server says so. */
export function useReauthentication(): Reauthentication {
  const [isAsked, setAsked] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const around = async <T,>(act: () => Promise<Answer<T>>) => {
    if (isAsked) {
      const proof = await reauthenticate(password, code)
      setCode('')
      if (proof.kind === 'refused') {
        setProblem(proof.problem)
        return undefined
      }
      setPassword('')
      setProblem(undefined)
      setAsked(false)
    }
    const answer = await act()
    if (answer.kind === 'refused' && answer.problem.code === 'reauthentication-required') {
      setAsked(true)
      return undefined
    }
    return answer
  }
  return { isAsked, problem, password, code, setPassword, setCode, around }
}

/** The fields of the proof, once it is asked for. */
export function Reauthenticate({ state }: { state: Reauthentication }) {
  const { t } = useTranslation()
  const textOf = useProblemText()
  if (!state.isAsked) return null
  return (
    <Note tone="warn" title={t('act.provePerson')} live="polite">
      <Stack gap="xs" mt="xs">
        <PasswordInput
          label={t('act.password')}
          autoComplete="current-password"
          value={state.password}
          onChange={(event) => state.setPassword(event.currentTarget.value)}
          error={state.problem === undefined ? undefined : textOf(state.problem)}
          visibilityToggleButtonProps={{ 'aria-hidden': true }}
          ref={focusOnce}
        />
        <TextInput
          label={t('act.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={state.code}
          onChange={(event) => state.setCode(event.currentTarget.value)}
        />
      </Stack>
    </Note>
  )
}

const focusOnce = (field: HTMLInputElement | null) => field?.focus()
