import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../api/agreement.ts'
import { changeAgreement } from '../../api/office.ts'
import type { OfferedAct } from '../../ui/ActBar.tsx'

const STALE = [['/office'], ['/agreements']] as const

/** What gives a suspended agreement back. How it ends stands on a page of its own (pages/endings). */
export function useAgreementActs(agreement: Agreement | undefined): readonly OfferedAct[] {
  const { t } = useTranslation()
  if (agreement === undefined) return []
  const { code, state, agency } = agreement
  const name = agreement.number.civilRegistry
  return [
    {
      whom: agency,
      makesStale: STALE,
      key: 'reactivate',
      label: t('agreement.reactivate'),
      isPossible: state === 'suspended',
      isDangerous: false,
      grants: true,
      title: t('act.agreementReactivateTitle', { name }),
      consequence: t('act.agreementReactivateText'),
      run: (reason) => changeAgreement(code, 'reactivation', reason),
    },
  ]
}
