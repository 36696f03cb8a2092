import { landingFor } from '../doors.ts'
import { useMe } from '../ui/me.ts'
import { Redirect } from '../ui/Redirect.tsx'

/** Leads to where the role's work is. */
export function HomePage() {
  const { staff, permissions } = useMe()
  return <Redirect to={landingFor({ role: staff.role, permissions })} />
}
