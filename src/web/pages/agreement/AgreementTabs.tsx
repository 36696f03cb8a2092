import { useTranslation } from 'react-i18next'
import type { Permission } from '../../../offices/permissions.ts'
import type { id } from '../../messages/id.ts'
import { PATHS } from '../../paths.ts'
import { useMe } from '../../ui/me.ts'
import { PathLink } from '../../ui/PathLink.tsx'

type Tab = {
  path: (typeof PATHS)[keyof typeof PATHS]
  needs: Permission
  label: keyof typeof id.agreementTabs
}

/** The pages of one agreement, the same for its office and its agency; in the order in which they are needed. */
const TABS = [
  { path: PATHS.agreement, needs: 'agreement.read', label: 'overview' },
] as const satisfies readonly Tab[]

/** Leads from each page of an agreement to its others. */
export function AgreementTabs({ code }: { code: string }) {
  const { t } = useTranslation()
  const { permissions } = useMe()
  const open = TABS.filter(({ needs }) => permissions.includes(needs))
  return (
    <nav className="tabs" aria-label={t('agreementTabs.label')}>
      {open.map(({ path, label }) => (
        <PathLink key={path} to={path} params={{ code }} activeOptions={{ exact: true }}>
          {t(`agreementTabs.${label}`)}
        </PathLink>
      ))}
    </nav>
  )
}
