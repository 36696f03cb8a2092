import { lazy, Suspense } from 'react'
import { patiently } from '../lazy-route-component.ts'
import type { ActDialogProps } from './ActDialog.tsx'

export type { Act } from './ActDialog.tsx'

const ActDialog = lazy(
  patiently(() => import('./ActDialog.tsx').then((module) => ({ default: module.ActDialog }))),
)

/** The dialog is fetched with the first act that is chosen: it weighs 20 kB, and most visits change nothing. */
export function ActConfirm(props: ActDialogProps) {
  return (
    <Suspense fallback={null}>
      <ActDialog {...props} />
    </Suspense>
  )
}
