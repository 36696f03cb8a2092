import '../../messages/papers/words.ts'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Door } from '../../ui/Door.tsx'
import { Page } from '../../ui/Page.tsx'
import { AgreementTabs } from '../agreement/AgreementTabs.tsx'
import { PaperList } from './PaperList.tsx'

/** The papers of one agreement, from the request that it came of to the letter that ends it. */
export function AgreementPapersPage() {
  const { t } = useTranslation('papers')
  const { code } = useParams({ from: '/shell/perjanjian/$code/surat' })
  return (
    <Door needs="agreement.read">
      <Page title={t('ofAgreement')} lead={t('ofAgreementLead')}>
        <AgreementTabs code={code} />
        <PaperList about={{ agreement: code }} />
      </Page>
    </Door>
  )
}
