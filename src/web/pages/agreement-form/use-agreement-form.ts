import { type Dispatch, useCallback, useEffect, useMemo, useReducer, useState } from 'react'
import type { Problem } from '../../api/client.ts'
import { useMe } from '../../ui/me.ts'
import { type Change, changeDraft } from './change-draft.ts'
import { idOf } from './control-id.ts'
import { type Draft, draftOf } from './draft.ts'
import { type Control, type Filled, fileOf } from './file-of.ts'
import { dropKept, keep, recall } from './kept-draft.ts'
import type { Limits } from './limits.ts'

export type AgreementFormState = {
  draft: Draft
  change: Dispatch<Change>
  /** What is wrong, by the control that it stands beside. */
  faults: ReadonlyMap<Control, string>
  limits: Limits | undefined
  /** Changes when another content is loaded: fields that hold what was typed are made anew. */
  generation: number
  /** Whether what was typed before this page was loaded is shown. */
  isRestored: boolean
  load: (file: unknown) => string[]
  startAnew: () => void
  /** What is to be sent. */
  fill: () => Filled
  showProblem: (problem: Problem | undefined, filled: Filled) => void
  /** It was accepted: nothing is kept any longer. */
  settle: () => void
}

type Options = {
  /** Names the form among those whose content is kept while the window is open. */
  keptAs: string
  start: unknown
  needs?: Readonly<Record<string, string>> | undefined
  limits: Limits | undefined
  /** Whether all that an agreement needs is to be there. */
  isWhole: boolean
}

/** The server names a place of what was sent to it; the form knows only the agreement itself. */
const ENVELOPE = /^(agreement|draft)\./

export function useAgreementForm({
  keptAs,
  start,
  needs = {},
  limits,
  isWhole,
}: Options): AgreementFormState {
  const { staff } = useMe()
  const key = `${staff.id}.${keptAs}`
  const base = JSON.stringify([start, needs])
  const [kept] = useState(() => recall(key, base))
  const [draft, dispatch] = useReducer(changeDraft, undefined, () => kept ?? draftOf(start, needs).draft)
  const [generation, setGeneration] = useState(0)
  const [isRestored, setRestored] = useState(kept !== undefined)
  const [faults, setFaults] = useState<ReadonlyMap<Control, string>>(new Map())
  const [isTouched, setTouched] = useState(kept !== undefined)
  useEffect(() => {
    if (isTouched) keep(key, base, draft)
  }, [key, base, draft, isTouched])
  // The same at every drawing, so that a field is drawn again only when it changes.
  const change = useCallback((one: Change) => {
    setTouched(true)
    dispatch(one)
  }, [])
  return useMemo(() => {
    const show = (file: unknown, reasons: Readonly<Record<string, string>>) => {
      const { draft: loaded, unread } = draftOf(file, reasons)
      dispatch({ do: 'load', draft: loaded })
      setGeneration((count) => count + 1)
      setFaults(new Map())
      setRestored(false)
      return unread
    }
    return {
      draft,
      change,
      faults,
      limits,
      generation,
      isRestored,
      load: (file: unknown) => {
        setTouched(true)
        return show(file, draft.needs)
      },
      startAnew: () => {
        setTouched(false)
        dropKept(key)
        show(start, needs)
      },
      fill: () => fileOf(draft, isWhole),
      showProblem: (problem: Problem | undefined, { places }: Filled) => {
        const named = (problem?.fields ?? []).map(({ field, message }) => {
          const path = field.replace(ENVELOPE, '')
          return [places.get(path) ?? path, message] as const
        })
        setFaults(merged(inOrder(named)))
      },
      settle: () => {
        setTouched(false)
        dropKept(key)
      },
    }
  }, [draft, change, faults, limits, generation, isRestored, key, start, needs, isWhole])
}

/** As their fields stand on the page, so that they can be put right from top to bottom. */
function inOrder<T extends readonly [Control, string]>(named: readonly T[]): T[] {
  const places = new Map([...document.querySelectorAll('[id^=isian-]')].map(({ id }, index) => [id, index]))
  const placeOf = ([control]: T) => places.get(idOf(control)) ?? places.size
  return named.toSorted((a, b) => placeOf(a) - placeOf(b))
}

/** Two faults of one control are both said. */
function merged(named: readonly (readonly [Control, string])[]): Map<Control, string> {
  const faults = new Map<Control, string>()
  for (const [control, message] of named) {
    const before = faults.get(control)
    faults.set(control, before === undefined ? message : `${before} ${message}`)
  }
  return faults
}
