import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { get, getOrThrow } from '../../api/client.ts'
import { demoAccountsShape, type Me, meShape, type Next } from '../../api/session.ts'
import { landingFor } from '../../doors.ts'
import { Brand } from '../../ui/Brand.tsx'
import { ME_KEY } from '../../ui/me.ts'
import { Preferences } from '../../ui/Preferences.tsx'
import { takePlace } from '../../ui/return-place.ts'
import { ChangePassword } from './ChangePassword.tsx'
import { DemoAccounts } from './DemoAccounts.tsx'
import { EnrolSecondFactor } from './EnrolSecondFactor.tsx'
import { PasswordStep } from './PasswordStep.tsx'
import { SecondFactorStep } from './SecondFactorStep.tsx'

type Stage = Exclude<Next, 'ready'> | 'password'

/** Signing in, step by step: password, second factor, a password of one's own. */
export function SignInPage() {
  const navigate = useNavigate()
  const router = useRouter()
  const queries = useQueryClient()
  const [stage, setStage] = useState<Stage>('password')
  const [username, setUsername] = useState('')
  const [factors, setFactors] = useState<Me['secondFactors']>({ totp: true, passkey: false })
  const demo = useQuery({
    queryKey: ['demo-accounts'],
    queryFn: () => getOrThrow('/demo-accounts', demoAccountsShape),
    staleTime: Number.POSITIVE_INFINITY,
  })

  const enter = async () => {
    const answer = await get('/me', meShape)
    if (answer.kind === 'refused') return setStage('password')
    const { staff, permissions, next, secondFactors } = answer.value
    setFactors(secondFactors)
    if (next !== 'ready') return setStage(next)
    queries.setQueryData(ME_KEY, answer.value)
    const place = takePlace()
    if (place !== undefined) return router.history.replace(place)
    await navigate({ to: landingFor({ role: staff.role, permissions }), replace: true })
  }
  const goOn = (next: Next) => {
    // What a second factor may be is told by who it is.
    if (next === 'ready' || next === 'second-factor') void enter()
    else setStage(next)
  }
  // A session may be there already: of another tab, or half signed in before a reload.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => void enter(), [])

  const startAgain = () => setStage('password')
  const isWide = stage === 'password' && (demo.data?.length ?? 0) > 0
  return (
    <div className="sign-in">
      <header className="bar">
        <Brand />
        <Preferences />
      </header>
      <main data-wide={isWide}>
        {stage === 'password' && <PasswordStep username={username} onUsername={setUsername} onNext={goOn} />}
        {stage === 'second-factor' && (
          <SecondFactorStep factors={factors} onNext={goOn} onStartAgain={startAgain} />
        )}
        {stage === 'enrol-second-factor' && <EnrolSecondFactor onNext={goOn} onStartAgain={startAgain} />}
        {stage === 'change-password' && <ChangePassword onNext={goOn} onStartAgain={startAgain} />}
        {isWide && <DemoAccounts accounts={demo.data ?? []} onPick={setUsername} />}
      </main>
    </div>
  )
}
