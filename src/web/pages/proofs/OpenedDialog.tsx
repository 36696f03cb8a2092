import { lazy, Suspense } from 'react'
import { patiently } from '../../lazy-route-component.ts'
import type { OpenDialog } from './ProofDialogs.tsx'

const ProofDialogs = lazy(
  patiently(() => import('./ProofDialogs.tsx').then((module) => ({ default: module.ProofDialogs }))),
)

type OpenedDialogProps = { code: string; open: OpenDialog | undefined; onClose: () => void }

/** The dialog that is open, if any. */
export function OpenedDialog({ code, open, onClose }: OpenedDialogProps) {
  if (open === undefined) return null
  return (
    <Suspense fallback={null}>
      <ProofDialogs code={code} open={open} onClose={onClose} />
    </Suspense>
  )
}
