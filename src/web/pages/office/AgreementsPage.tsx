import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { agreementRowsShape } from '../../api/office.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { hasWords, NameFilter } from '../../ui/NameFilter.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathButton } from '../../ui/PathButton.tsx'
import { AgreementTable } from '../agreement/AgreementTable.tsx'

export function AgreementsPage() {
  return (
    <Door needs="office.agreements.read">
      <Agreements />
    </Door>
  )
}

function Agreements() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayEnter = useMay('office.agreements.change')
  const { nama } = useSearch({ from: '/shell/perjanjian' })
  const query = useAsked('/office/agreements', agreementRowsShape)
  const filter = (value: string) =>
    void navigate({ to: PATHS.agreements, search: value === '' ? {} : { nama: value }, replace: true })
  return (
    <Page
      title={t('agreement.title')}
      lead={t('agreement.lead')}
      actions={mayEnter && <PathButton to={PATHS.enterAgreement}>{t('agreement.enter')}</PathButton>}
    >
      <NameFilter value={nama} onValue={filter} />
      <Loaded query={query}>
        {(rows) => (
          <AgreementTable
            agreements={rows.filter(({ agency, number }) =>
              hasWords(`${agency} ${number.civilRegistry}`, nama),
            )}
          />
        )}
      </Loaded>
    </Page>
  )
}
