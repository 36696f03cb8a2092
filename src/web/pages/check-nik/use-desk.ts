import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Problem } from '../../api/client.ts'
import { ask, compare, type Quota, type VerificationForm } from '../../api/verification.ts'
import { recallDesk, rememberDesk } from './desk-memory.ts'
import { digitsOf, type NikReading, readNik } from './read-nik.ts'
import { type ClearedBy, useAnswer } from './use-answer.ts'

export type Mode = 'show' | 'compare'

/** A field that still lacks something. */
export type Lack = 'nik' | 'purpose' | 'case' | 'claims'

/** Everything the desk knows while it is open. Purpose and case number outlive it, in memory. */
export function useDesk(form: VerificationForm) {
  const queries = useQueryClient()
  const [nik, setNik] = useState('')
  const [purpose, setPurpose] = useState(() => startPurpose(form))
  const [caseNumber, setCaseNumber] = useState(() => recallDesk().caseNumber)
  const [mode, setMode] = useState<Mode>('show')
  const [claims, setClaims] = useState<Readonly<Record<string, string>>>({})
  const [quota, setQuota] = useState<Quota>(form.quota)
  const [problem, setProblem] = useState<Problem>()
  const [lacks, setLacks] = useState<readonly Lack[]>([])
  const [isAsking, setAsking] = useState(false)
  const [clearedBy, setClearedBy] = useState<ClearedBy>()
  const answer = useAnswer((by) => {
    setClearedBy(by)
    setNik('')
    setClaims({})
  })
  const { shown } = answer
  const reading: NikReading = readNik(nik, form.quota.resetsAt.slice(0, 10))

  const type = (typed: string) => {
    // A new number must never stand beside the answer of another.
    if (shown !== undefined) {
      answer.clear('person')
      setClearedBy(undefined)
    }
    setProblem(undefined)
    setClearedBy(undefined)
    setLacks([])
    setNik(digitsOf(typed).slice(0, MAX_TYPED))
  }
  const clear = () => {
    setProblem(undefined)
    setLacks([])
    answer.clear('person')
  }
  const findLacks = (): Lack[] => [
    ...(reading.kind === 'sound' ? [] : ['nik' as const]),
    ...(purpose === '' ? ['purpose' as const] : []),
    ...(form.caseNumberRequired && caseNumber.trim() === '' ? ['case' as const] : []),
    ...(mode === 'compare' && given(claims).length === 0 ? ['claims' as const] : []),
  ]
  /** @returns what is lacking first; undefined when the question went out */
  const submit = async (): Promise<Lack | undefined> => {
    if (isAsking || shown?.nik === nik) return undefined
    const found = findLacks()
    setLacks(found)
    setProblem(undefined)
    if (found.length > 0) return found[0]
    setClearedBy(undefined)
    setAsking(true)
    const question = { nik, purpose, caseNumber: caseNumber.trim() }
    rememberDesk({ purpose, caseNumber: question.caseNumber })
    const result =
      mode === 'show' ? await ask(question) : await compare(question, Object.fromEntries(given(claims)))
    setAsking(false)
    if (result.kind === 'refused') setProblem(result.problem)
    else {
      setQuota(result.value.quota)
      // Whoever left while the question was on its way must not find the answer on an empty desk.
      if (document.visibilityState === 'visible') answer.show(result.value, nik)
      else setClearedBy('hidden')
    }
    void queries.invalidateQueries({ queryKey: ['/history'] })
    return undefined
  }

  return {
    fields: { nik, purpose, caseNumber, claims, mode },
    reading,
    quota,
    problem,
    lacks,
    isAsking,
    clearedBy,
    shown,
    secondsLeft: answer.secondsLeft,
    type,
    setPurpose,
    setCaseNumber,
    setClaim: (element: string, text: string) => setClaims({ ...claims, [element]: text }),
    setMode: (next: Mode) => {
      clear()
      setClearedBy(undefined)
      setMode(next)
    },
    clear,
    submit,
  }
}

export type DeskState = ReturnType<typeof useDesk>

/** Room for what is too long to be seen as too long. */
const MAX_TYPED = 24

const given = (claims: Readonly<Record<string, string>>) =>
  Object.entries(claims).filter(([, text]) => text.trim() !== '')

function startPurpose({ purposes }: VerificationForm): string {
  const { purpose } = recallDesk()
  if (purposes.includes(purpose)) return purpose
  const [only, ...others] = purposes
  return only !== undefined && others.length === 0 ? only : ''
}
