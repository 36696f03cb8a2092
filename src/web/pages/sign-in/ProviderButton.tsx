import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getOrThrow, type Problem } from '../../api/client.ts'
import { beginProviderSignIn, signInWaysShape } from '../../api/session.ts'
import { Note } from '../../ui/Note.tsx'
import { useProblemText } from '../../ui/ProblemNote.tsx'
import '../../messages/sign-in/words.ts'

/** The way to the office's own sign-in service, where one is configured. */
export function ProviderButton() {
  const { t } = useTranslation()
  const textOf = useProblemText()
  const [problem, setProblem] = useState<Problem>()
  const ways = useQuery({
    queryKey: ['sign-in-ways'],
    queryFn: () => getOrThrow('/sign-in-ways', signInWaysShape),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const provider = ways.data?.oidc
  if (provider === undefined || provider === null) return null
  const go = async () => {
    const answer = await beginProviderSignIn()
    if (answer.kind === 'ok') window.location.assign(answer.value.location)
    else setProblem(answer.problem)
  }
  return (
    <>
      <p className="dim">{t('signIn.or')}</p>
      <Button variant="default" fullWidth onClick={() => void go()}>
        {provider.label}
      </Button>
      {problem !== undefined && (
        <Note tone="bad" live="assertive">
          <p>{textOf(problem)}</p>
        </Note>
      )}
    </>
  )
}
