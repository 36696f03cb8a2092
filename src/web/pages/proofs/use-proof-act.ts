import { useQueryClient } from '@tanstack/react-query'
import type { Answer } from '../../api/client.ts'
import { doProofAct, type ProofAct } from '../../api/proofs.ts'
import { useForm } from '../../ui/use-form.ts'

/** Lets an act ask for the password again before it is done (`useReauthentication().around`). */
type Around = (act: () => Promise<Answer<undefined>>) => Promise<Answer<undefined> | undefined>

const atOnce: Around = (act) => act()

/** A form that is one act on a proof; whatever it changed is asked for anew. */
export function useProofAct<Name extends string>(
  at: { code: string; id: number },
  act: ProofAct,
  start: Record<Name, string>,
  onDone: () => void,
  around: Around = atOnce,
) {
  const queries = useQueryClient()
  const form = useForm(start)
  const submit = async (body: object) => {
    const done = await form.send(async (): Promise<Answer<true> | undefined> => {
      const answer = await around(() => doProofAct(at.code, at.id, act, body))
      return answer?.kind === 'ok' ? { kind: 'ok', value: true } : answer
    })
    if (done !== true) return
    await queries.invalidateQueries({ queryKey: ['/agreements', `/${encodeURIComponent(at.code)}`] })
    onDone()
  }
  return { form, submit }
}
