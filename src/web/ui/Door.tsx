import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isRole, type Permission } from '../../offices/permissions.ts'
import { PATHS } from '../paths.ts'
import { useMay, useMe } from './me.ts'
import { Note } from './Note.tsx'
import { Page } from './Page.tsx'
import { PathLink } from './PathLink.tsx'

/** The name of a role; one that the portal does not know is shown as it is. */
export function useRoleName(): (role: string) => string {
  const { t } = useTranslation()
  return (role) => (isRole(role) ? t(`roles.${role}`) : role)
}

/** A room behind its door. A closed door is a page that says why, not a blank and not a jump elsewhere. */
export function Door({ needs, children }: { needs: Permission; children: ReactNode }) {
  const { t } = useTranslation()
  const me = useMe()
  const roleName = useRoleName()
  if (useMay(needs)) return children
  return (
    <Page title={t('app.closedTitle')}>
      <Note tone="warn">
        <p>{t('app.closedText', { role: roleName(me.staff.role) })}</p>
        <p>
          <PathLink to={PATHS.home}>{t('app.toStart')}</PathLink>
        </p>
      </Note>
    </Page>
  )
}
