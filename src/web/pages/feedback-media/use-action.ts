import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answer, Problem } from '../../api/client.ts'
import { STALE } from './stale.ts'

/** Something that is done by one press: whether it is under way, and what went wrong. */
export function useAction() {
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  return {
    isBusy,
    problem,
    run: async <T>(act: () => Promise<Answer<T>>): Promise<T | undefined> => {
      setBusy(true)
      setProblem(undefined)
      const answer = await act()
      for (const queryKey of STALE) await queries.invalidateQueries({ queryKey })
      setBusy(false)
      if (answer.kind === 'ok') return answer.value
      setProblem(answer.problem)
      return undefined
    },
  }
}
