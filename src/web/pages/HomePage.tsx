import { Navigate } from '@tanstack/react-router'
import { landingFor } from '../doors.ts'
import { useMe } from '../ui/me.ts'

/** Leads to where the role's work is. */
export function HomePage() {
  const { staff, permissions } = useMe()
  return <Navigate to={landingFor(staff.role, permissions)} replace />
}
