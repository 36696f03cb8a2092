import { lazy } from 'react'
import { patiently } from '../../lazy-route-component.ts'

// Dialogs are fetched when one is opened: most visits open none, and each brings the frame of all of them. They stand
// within a Suspense.

export const MakeKey = lazy(
  patiently(() => import('./MakeKeyDialog.tsx').then((module) => ({ default: module.MakeKeyDialog }))),
)

export const RegisterKey = lazy(
  patiently(() =>
    import('./RegisterKeyDialog.tsx').then((module) => ({ default: module.RegisterKeyDialog })),
  ),
)

export const ConfirmKey = lazy(
  patiently(() => import('./ConfirmKeyDialog.tsx').then((module) => ({ default: module.ConfirmKeyDialog }))),
)

export const AskReason = lazy(
  patiently(() => import('./ReasonDialog.tsx').then((module) => ({ default: module.ReasonDialog }))),
)

export const HandOver = lazy(
  patiently(() => import('./HandOverDialog.tsx').then((module) => ({ default: module.HandOverDialog }))),
)
