import { useCallback, useEffect, useState } from 'react'
import type { Problem } from '../../api/client.ts'
import { type OwedAgreement, sendRecord } from '../../api/feedback.ts'
import { digitsOf } from '../check-nik/read-nik.ts'

/** What became of what was sent last. */
export type Outcome = 'stored' | 'flagged' | 'known'

/** Room for what is too long to be seen as too long. */
const MAX_TYPED = 24

/** One row while it is filled in: in this component's memory and nowhere else. */
export function useRecord(
  { code, version, fields }: OwedAgreement,
  startNik: string,
  /** The definition is another by now; told with the NIK that was typed. */
  onRedefined: (nik: string) => void,
) {
  const [nik, setNik] = useState(startNik)
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [problem, setProblem] = useState<Problem>()
  const [outcome, setOutcome] = useState<Outcome>()
  const [isBusy, setBusy] = useState(false)
  const [turn, setTurn] = useState(0)
  const empty = useCallback(() => {
    setNik('')
    setValues({})
    setTurn((before) => before + 1)
  }, [])
  useEffect(() => {
    // A page kept for the Back button would keep what it shows.
    window.addEventListener('pagehide', empty)
    return () => window.removeEventListener('pagehide', empty)
  }, [empty])
  const changed = () => setOutcome(undefined)
  const errorOf = (name: string) => problem?.fields.find(({ field }) => field === name)?.message
  const places = ['nik', ...fields.map(({ key }) => key)]
  const isElsewhere = problem !== undefined && !problem.fields.some(({ field }) => places.includes(field))

  /** @returns whether it was taken */
  const send = async (): Promise<boolean> => {
    if (isBusy) return false
    setBusy(true)
    setOutcome(undefined)
    const answer = await sendRecord({ agreement: code, version, nik, values })
    setBusy(false)
    if (answer.kind === 'refused') {
      if (answer.problem.code === 'redefined') onRedefined(nik)
      else setProblem(answer.problem)
      return false
    }
    setProblem(undefined)
    setOutcome(answer.value.isFlagged ? 'flagged' : answer.value.result)
    empty()
    return true
  }
  return {
    nik,
    values,
    outcome,
    isBusy,
    /** A problem that belongs to no field. */
    problem: isElsewhere ? problem : undefined,
    /** Counts the persons, for controls that must begin anew. */
    turn,
    errorOf,
    setNik: (typed: string) => {
      changed()
      setNik(digitsOf(typed).slice(0, MAX_TYPED))
    },
    setValue: (key: string, value: string) => {
      changed()
      setValues({ ...values, [key]: value })
    },
    send,
  }
}
