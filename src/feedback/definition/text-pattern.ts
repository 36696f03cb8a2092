import { type Node, parsePattern } from './parse-pattern.ts'

/** Whether a whole text has a form. */
export type TextPattern = (text: string) => boolean

/** What a pattern may cost: its steps times the longest text are the most that one cell can take. */
const MAX_STEPS = 500

/** States are made as texts need them. A pattern that needs more than these has them made anew. */
const MAX_STATES = 500

type Step =
  | { kind: 'one'; is: (character: string) => boolean; next: number }
  | { kind: 'either'; next: number; other: number }
  | { kind: 'end' }

type State = {
  steps: readonly number[]
  isEnd: boolean
  /** By the codes of ASCII; undefined: not asked yet. Letters of all the world's scripts are asked each time. */
  next: (State | null | undefined)[]
}

const ASCII = 128

/**
 * Compiles a pattern into a machine that looks at each character once, whatever the pattern (FB-81): JavaScript's own
 * goes back and tries again, and a pattern such as `(a+)+b` keeps it busy for years over forty letters.
 *
 * @returns what is wrong with the pattern, in Indonesian, when it is none of ours
 */
export function compilePattern(
  source: string,
): { ok: true; test: TextPattern } | { ok: false; message: string } {
  const parsed = parsePattern(source)
  if (!parsed.ok) return parsed
  const steps = stepsOf(parsed.node)
  if (steps === undefined) return { ok: false, message: 'terlalu panjang bila pengulangannya diuraikan.' }
  return { ok: true, test: machineOf(steps) }
}

/** The steps of a pattern, the last of them its end; undefined: too many. */
function stepsOf(node: Node): Step[] | undefined {
  const steps: Step[] = []
  let parts = 0
  const add = (step: Step) => steps.push(step) - 1
  /** Writes a part after all that is written; what follows it is written next. @returns false: too long */
  const write = (part: Node): boolean => {
    parts += 1
    if (steps.length > MAX_STEPS || parts > 4 * MAX_STEPS) return false
    switch (part.kind) {
      case 'one':
        add({ kind: 'one', is: part.is, next: steps.length + 1 })
        return true
      case 'sequence':
        return part.parts.every(write)
      case 'choice':
        return writeChoice(part.branches)
      case 'repeat':
        return writeRepeat(part)
    }
  }
  const writeChoice = (branches: readonly Node[]): boolean => {
    const ends: { kind: 'either'; next: number; other: number }[] = []
    for (const [index, branch] of branches.entries()) {
      const isLast = index === branches.length - 1
      const fork = { kind: 'either' as const, next: steps.length + 1, other: 0 }
      if (!isLast) add(fork)
      if (!write(branch)) return false
      if (isLast) break
      const end = { kind: 'either' as const, next: 0, other: 0 }
      ends.push(end)
      add(end)
      fork.other = steps.length
    }
    for (const end of ends) end.next = end.other = steps.length
    return true
  }
  const writeRepeat = ({ part, min, max }: Extract<Node, { kind: 'repeat' }>): boolean => {
    for (let count = 0; count < min; count += 1) if (!write(part)) return false
    if (max === null) {
      const fork = { kind: 'either' as const, next: steps.length + 1, other: 0 }
      const at = add(fork)
      if (!write(part)) return false
      add({ kind: 'either', next: at, other: at })
      fork.other = steps.length
      return true
    }
    const forks: { kind: 'either'; next: number; other: number }[] = []
    for (let count = min; count < max; count += 1) {
      const fork = { kind: 'either' as const, next: steps.length + 1, other: 0 }
      forks.push(fork)
      add(fork)
      if (!write(part)) return false
    }
    for (const fork of forks) fork.other = steps.length
    return true
  }
  if (!write(node)) return undefined
  add({ kind: 'end' })
  return steps
}

function machineOf(steps: readonly Step[]): TextPattern {
  let states = new Map<string, State>()
  /** The state of being at all these steps at once. */
  const stateOf = (from: readonly number[]): State => {
    const seen = new Set<number>()
    const open = [...from]
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(at)) continue
      seen.add(at)
      const step = steps[at]
      if (step?.kind === 'either') open.push(step.next, step.other)
    }
    const standing = [...seen].filter((at) => steps[at]?.kind !== 'either').sort((a, b) => a - b)
    const key = standing.join()
    const known = states.get(key)
    if (known !== undefined) return known
    const state: State = {
      steps: standing,
      isEnd: standing.some((at) => steps[at]?.kind === 'end'),
      next: Array.from({ length: ASCII }),
    }
    if (states.size >= MAX_STATES) states = new Map()
    states.set(key, state)
    return state
  }
  const after = (state: State, character: string): State | null => {
    const next = state.steps.flatMap((at) => {
      const step = steps[at]
      return step?.kind === 'one' && step.is(character) ? [step.next] : []
    })
    return next.length === 0 ? null : stateOf(next)
  }
  const start = stateOf([0])
  return (text) => {
    let state = start
    let at = 0
    while (at < text.length) {
      const code = text.charCodeAt(at)
      let next: State | null | undefined
      if (code < ASCII) {
        next = state.next[code]
        if (next === undefined) state.next[code] = next = after(state, text.charAt(at))
        at += 1
      } else {
        const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
        next = after(state, character)
        at += character.length
      }
      if (next === null) return false
      state = next
    }
    return state.isEnd
  }
}
