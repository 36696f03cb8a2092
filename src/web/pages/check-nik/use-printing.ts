import { useCallback, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Problem } from '../../api/client.ts'
import { recordPrinting, type VerificationAnswer } from '../../api/verification.ts'

/**
 * Printing an answer where the agreement lets it: first an entry in the log, then the sheet. The browser's own
 * command comes here too; what it prints without an entry is an empty sheet (P-30).
 */
export function usePrinting(answer: VerificationAnswer | undefined) {
  const [isReady, setReady] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const requestId = answer?.printAllowed === true ? answer.requestId : undefined

  const print = useCallback(async () => {
    if (requestId === undefined) return
    const recorded = await recordPrinting(requestId)
    if (recorded.kind === 'refused') return setProblem(recorded.problem)
    setProblem(undefined)
    // The sheet must stand there before the dialog opens, which stops everything.
    flushSync(() => setReady(true))
    window.print()
    setReady(false)
  }, [requestId])

  useEffect(() => {
    setProblem(undefined)
    if (requestId === undefined) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'p' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      void print()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [requestId, print])

  return { print, problem, printed: isReady && requestId !== undefined ? answer : undefined }
}
