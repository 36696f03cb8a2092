import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { agencyShape, changeAgency } from '../../api/office.ts'
import type { Of } from '../../api/shape.ts'
import { PATHS } from '../../paths.ts'
import { ActBar, type OfferedAct } from '../../ui/ActBar.tsx'
import { Door } from '../../ui/Door.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { AgreementTable } from '../agreement/AgreementTable.tsx'
import { ContactsSection } from '../contacts/ContactsSection.tsx'

export function AgencyPage() {
  return (
    <Door needs="office.agencies.read">
      <Agency />
    </Door>
  )
}

function Agency() {
  const { t } = useTranslation()
  const { id } = useParams({ from: '/shell/instansi/$id' })
  const mayAct = useMay('office.agencies.suspend')
  const mayChangeContacts = useMay('office.contacts.manage')
  const query = useAsked(`/office/agencies/${encodeURIComponent(id)}`, agencyShape)
  const acts = useAgencyActs(query.data)
  return (
    <Page title={query.data?.name ?? t('agency.title')}>
      <Loaded query={query}>
        {({ id: number, state, kind, workUnits, contacts, agreements }) => (
          <>
            <div className="card">
              <Facts
                facts={[
                  [t('agency.state'), <StateBadge key="state" state={state} />],
                  [t('agency.kind'), kind ?? t('app.none')],
                  [
                    t('agency.workUnits'),
                    workUnits.length === 0 ? t('agency.noWorkUnits') : workUnits.join(', '),
                  ],
                ]}
              />
            </div>
            <Section title={t('agreement.actions')}>
              <ActBar state={state} mayAct={mayAct} acts={acts} />
            </Section>
            <ContactsSection
              title={t('contacts.ofAgency')}
              contacts={contacts}
              place={`/office/agencies/${number}`}
              mayChange={mayChangeContacts}
            />
            <p>
              <PathLink to={PATHS.agencyOfficials} params={{ id: String(number) }}>
                {t('agency.officials')}
              </PathLink>
            </p>
            <Section title={t('agency.agreements')}>
              <AgreementTable agreements={agreements} withAgency={false} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  )
}

const STALE = [['/office']] as const

function useAgencyActs(agency: Of<typeof agencyShape> | undefined): readonly OfferedAct[] {
  const { t } = useTranslation()
  if (agency === undefined) return []
  const { id, name, state } = agency
  return [
    {
      key: 'suspend',
      label: t('agreement.suspend'),
      isPossible: state === 'active',
      isDangerous: true,
      title: t('act.agencySuspendTitle', { name }),
      whom: name,
      consequence: `${t('act.agencySuspendText')} ${t('act.letter')}`,
      run: (reason) => changeAgency(id, 'suspension', reason),
      makesStale: STALE,
    },
    {
      key: 'reactivate',
      label: t('agreement.reactivate'),
      isPossible: state === 'suspended',
      isDangerous: false,
      grants: true,
      title: t('act.agencyReactivateTitle', { name }),
      whom: name,
      consequence: t('act.agencyReactivateText'),
      run: (reason) => changeAgency(id, 'reactivation', reason),
      makesStale: STALE,
    },
  ]
}
