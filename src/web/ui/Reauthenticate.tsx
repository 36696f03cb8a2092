import { lazy, Suspense, useRef, useState } from 'react'
import type { Problem } from '../api/client.ts'
import type { PasskeyAnswer, PasskeyProblem } from '../api/passkeys.ts'
import { reauthenticate } from '../api/session.ts'
import { patiently } from '../lazy-route-component.ts'

export type Reauthentication = {
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
    const { problemIn, reauthenticateByPasskey } = await import('../api/passkeys.ts')
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

// Passkeys weigh more than most pages, and few visits come to this.
const ReauthenticateFields = lazy(
  patiently(() =>
    import('./ReauthenticateFields.tsx').then((module) => ({ default: module.ReauthenticateFields })),
  ),
)

/** The fields of the proof, once it is asked for. */
export function Reauthenticate({ state }: { state: Reauthentication }) {
  if (!state.isAsked) return null
  return (
    <Suspense fallback={null}>
      <ReauthenticateFields state={state} />
    </Suspense>
  )
}
