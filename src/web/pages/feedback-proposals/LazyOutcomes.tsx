import { lazy, Suspense } from 'react'
import { patiently } from '../../lazy-route-component.ts'

const Outcomes = lazy(
  patiently(() => import('./ProposalOutcomes.tsx').then((module) => ({ default: module.ProposalOutcomes }))),
)

/** What became of an agreement's proposals, with its words fetched after the page that it stands on. */
export function ProposalOutcomes({ code }: { code: string }) {
  return (
    <Suspense fallback={null}>
      <Outcomes code={code} />
    </Suspense>
  )
}
