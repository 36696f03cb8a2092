import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Answer, Problem } from '../../api/client.ts'
import { attachFile } from '../../api/requests.ts'
import { useReauthentication } from '../../ui/Reauthenticate.tsx'

/** Beginnings of the addresses that an act on a request may change. */
export const STALE = [['/requests'], ['/office'], ['/agreements'], ['/papers'], ['/tasks']] as const

/** The state of a dialog that does something to a request: what was typed, its files, what is wrong. */
export function useActForm(request: number, start: Readonly<Record<string, string>>) {
  const queries = useQueryClient()
  const reauthentication = useReauthentication()
  const [values, setValues] = useState(start)
  const [files, setFiles] = useState<readonly File[]>([])
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  // A file goes up once, however often the act is sent again.
  const sent = useRef(new Map<File, number>())

  const upload = async (): Promise<number[] | Problem> => {
    const ids: number[] = []
    for (const file of files) {
      const known = sent.current.get(file)
      const answer = known === undefined ? await attachFile(request, file) : undefined
      if (answer?.kind === 'refused') return aboutFile(answer.problem, file.name)
      const id = known ?? answer?.value.id
      if (id === undefined) continue
      sent.current.set(file, id)
      ids.push(id)
    }
    return ids
  }
  const perform = async <T>(act: (files: number[]) => Promise<Answer<T>>) => {
    const ids = await upload()
    if (!Array.isArray(ids)) return { kind: 'refused' as const, problem: ids }
    return reauthentication.around(() => act(ids))
  }
  return {
    values,
    set: (name: string, value: string) => setValues((before) => ({ ...before, [name]: value })),
    files,
    setFiles,
    problem,
    isBusy,
    reauthentication,
    errorOf: (name: string) => problem?.fields.find(({ field }) => field === name)?.message,
    /** Uploads what was chosen, then does it; what was answered when it succeeded, else the problem is shown. */
    send: async <T>(act: (files: number[]) => Promise<Answer<T>>): Promise<{ value: T } | undefined> => {
      setBusy(true)
      const answer = await perform(act)
      setBusy(false)
      setProblem(answer?.kind === 'refused' ? answer.problem : undefined)
      if (answer?.kind !== 'ok') return undefined
      for (const queryKey of STALE) await queries.invalidateQueries({ queryKey: [...queryKey] })
      return { value: answer.value }
    },
  }
}

export type ActFormState = ReturnType<typeof useActForm>

const aboutFile = (problem: Problem, name: string): Problem => ({
  ...problem,
  fields: [{ field: 'files', message: `${name}: ${problem.message}` }],
})
