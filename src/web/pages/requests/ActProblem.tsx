import type { Problem } from '../../api/client.ts'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'

type ActProblemProps = {
  problem: Problem | undefined
  /** Fields that say their fault themselves. */
  shown: readonly string[]
}

/** What stands in the way of an act and belongs to no field of its dialog, all of it at once. */
export function ActProblem({ problem, shown }: ActProblemProps) {
  if (problem === undefined) return null
  if (problem.fields.length === 0) return <ProblemNote problem={problem} />
  const others = problem.fields.filter(({ field }) => !shown.includes(field))
  if (others.length === 0) return null
  return (
    <Note tone="bad" live="assertive">
      <ul className="plain-list">
        {others.map(({ field, message }) => (
          <li key={`${field} ${message}`}>{message}</li>
        ))}
      </ul>
    </Note>
  )
}
