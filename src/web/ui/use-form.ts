import { type ChangeEvent, useState } from 'react'
import type { Answer, Problem } from '../api/client.ts'

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** Texts of a form, with what the server says of each field beside it. */
export function useForm<Name extends string>(start: Record<Name, string>) {
  const [values, setValues] = useState(start)
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  const errorOf = (name: Name) => problem?.fields.find(({ field }) => field === name)?.message
  const names = Object.keys(start)
  const isElsewhere = problem !== undefined && !problem.fields.some(({ field }) => names.includes(field))
  return {
    values,
    isBusy,
    /** A problem that belongs to no field. */
    problem: isElsewhere ? problem : undefined,
    /** What a field needs: value, change, error. */
    field: (name: Name) => ({
      value: values[name],
      onChange: (event: ChangeEvent<Field>) => setValues({ ...values, [name]: event.currentTarget.value }),
      error: errorOf(name),
    }),
    set: (name: Name, value: string) => setValues({ ...values, [name]: value }),
    errorOf,
    /** Sends; the value of what succeeded, else undefined with the problem shown. */
    send: async <T>(act: () => Promise<Answer<T> | undefined>): Promise<T | undefined> => {
      setBusy(true)
      const answer = await act()
      setBusy(false)
      if (answer === undefined) return undefined
      setProblem(answer.kind === 'refused' ? answer.problem : undefined)
      return answer.kind === 'ok' ? answer.value : undefined
    },
  }
}
