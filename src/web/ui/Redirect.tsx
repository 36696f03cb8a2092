import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { PATHS } from '../paths.ts'

/**
 * Leads elsewhere, once. The router's own `Navigate` navigates with every render, and its navigation renders
 * the page that is being left: a loop without end.
 */
export function Redirect({ to }: { to: (typeof PATHS)[keyof typeof PATHS] }) {
  const navigate = useNavigate()
  useEffect(() => void navigate({ to, replace: true }), [navigate, to])
  return null
}
