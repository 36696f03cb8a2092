import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../api/agreement.ts'
import { changeAgreement } from '../../api/office.ts'
import type { OfferedAct } from '../../ui/ActBar.tsx'

const STALE = [['/office']] as const

/** The acts on an agreement: from which state, and what each one means. */
export function useAgreementActs(agreement: Agreement | undefined): readonly OfferedAct[] {
  const { t } = useTranslation()
  if (agreement === undefined) return []
  const { code, state, agency } = agreement
  const name = agreement.number.civilRegistry
  const base = { whom: agency, makesStale: STALE }
  const isOpen = ['in_force', 'expired', 'suspended'].includes(state)
  return [
    {
      ...base,
      key: 'suspend',
      label: t('agreement.suspend'),
      isPossible: state === 'in_force',
      isDangerous: true,
      title: t('act.agreementSuspendTitle', { name }),
      consequence: `${t('act.agreementSuspendText')} ${t('act.letter')}`,
      run: (reason) => changeAgreement(code, 'suspension', reason),
    },
    {
      ...base,
      key: 'reactivate',
      label: t('agreement.reactivate'),
      isPossible: state === 'suspended',
      isDangerous: false,
      grants: true,
      title: t('act.agreementReactivateTitle', { name }),
      consequence: t('act.agreementReactivateText'),
      run: (reason) => changeAgreement(code, 'reactivation', reason),
    },
    {
      ...base,
      key: 'end',
      label: t('agreement.end'),
      isPossible: isOpen,
      isDangerous: true,
      title: t('act.agreementEndTitle', { name }),
      consequence: `${t('act.agreementEndText')} ${t('act.letter')}`,
      run: (reason) => changeAgreement(code, 'ending', reason),
    },
    {
      ...base,
      key: 'revoke',
      label: t('agreement.revoke'),
      isPossible: isOpen,
      isDangerous: true,
      title: t('act.agreementRevokeTitle', { name }),
      consequence: `${t('act.agreementRevokeText')} ${t('act.letter')}`,
      run: (reason) => changeAgreement(code, 'revocation', reason),
    },
  ]
}
