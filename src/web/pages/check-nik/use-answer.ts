import { useCallback, useEffect, useRef, useState } from 'react'
import type { VerificationAnswer } from '../../api/verification.ts'

/** Why the screen is empty again. */
export type ClearedBy = 'person' | 'time' | 'hidden'

type Shown = { answer: VerificationAnswer; nik: string }

/**
 * The answer on the screen: in this component's memory and nowhere else. It goes when the time is over, when
 * the tab is hidden, when the page is left by any way, when the operator is done.
 */
export function useAnswer(onCleared: (by: ClearedBy) => void) {
  const [shown, setShown] = useState<Shown>()
  const [secondsLeft, setSecondsLeft] = useState(0)
  const endsAt = useRef(0)
  const tell = useRef(onCleared)
  tell.current = onCleared

  const show = useCallback((answer: VerificationAnswer, nik: string) => {
    endsAt.current = performance.now() + answer.clearAfterSeconds * 1000
    setSecondsLeft(answer.clearAfterSeconds)
    setShown({ answer, nik })
  }, [])
  const clear = useCallback((by: ClearedBy) => {
    setShown(undefined)
    tell.current(by)
  }, [])

  useEffect(() => {
    if (shown === undefined) return
    const tick = () => {
      const left = Math.ceil((endsAt.current - performance.now()) / 1000)
      if (left <= 0) clear('time')
      else setSecondsLeft(left)
    }
    const timer = setInterval(tick, 250)
    const hide = () => {
      if (document.visibilityState === 'hidden') clear('hidden')
    }
    const leave = () => clear('hidden')
    document.addEventListener('visibilitychange', hide)
    // A page kept for the Back button would keep what it shows.
    window.addEventListener('pagehide', leave)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', hide)
      window.removeEventListener('pagehide', leave)
    }
  }, [shown, clear])

  return { shown, secondsLeft, show, clear }
}
