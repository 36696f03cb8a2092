import { useTranslation } from 'react-i18next'
import type { Permission } from '../../../offices/permissions.ts'
import { agreementShape } from '../../api/agreement.ts'
import type { id } from '../../messages/id.ts'
import { PATHS } from '../../paths.ts'
import { useAsked } from '../../ui/Loaded.tsx'
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
  { path: PATHS.agreementPapers, needs: 'agreement.read', label: 'papers' },
  { path: PATHS.agreementStatements, needs: 'agreement.read', label: 'statements' },
  { path: PATHS.agreementObligations, needs: 'agreement.read', label: 'obligations' },
  { path: PATHS.terms, needs: 'agreement.read', label: 'terms' },
  { path: PATHS.changes, needs: 'agreement.read', label: 'changes' },
  { path: PATHS.agreementRenewal, needs: 'agreement.read', label: 'renewal' },
  { path: PATHS.agreementEnding, needs: 'agreement.read', label: 'ending' },
  { path: PATHS.proofs, needs: 'agreement.read', label: 'proofs' },
  { path: PATHS.feedbackOfAgreement, needs: 'agreement.read', label: 'feedback' },
] as const satisfies readonly Tab[]

/**
 * Leads from each page of an agreement to its others, and says whose agreement it is.
 *
 * @param withName false where the page's own heading says it
 */
export function AgreementTabs({ code, withName = true }: { code: string; withName?: boolean }) {
  const { t } = useTranslation()
  const { permissions } = useMe()
  const open = TABS.filter(({ needs }) => permissions.includes(needs))
  return (
    <>
      {withName && <AgreementName code={code} />}
      <nav className="tabs" aria-label={t('agreementTabs.label')}>
        {open.map(({ path, label }) => (
          <PathLink
            key={path}
            to={path}
            params={{ code }}
            activeOptions={{ exact: path === PATHS.agreement }}
          >
            {t(`agreementTabs.${label}`)}
          </PathLink>
        ))}
      </nav>
    </>
  )
}

function AgreementName({ code }: { code: string }) {
  const { data } = useAsked(`/agreements/${encodeURIComponent(code)}`, agreementShape)
  return (
    <p className="agreement-name" lang="id">
      {data === undefined ? code : `${data.agency} · ${data.number.civilRegistry}`}
    </p>
  )
}
