import { useTranslation } from 'react-i18next'
import { ownAgencyShape, usageShape } from '../../api/agency.ts'
import type { Agreement } from '../../api/agreement.ts'
import type { Of } from '../../api/shape.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { Chart } from '../../ui/Chart.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { useStateWord } from '../../ui/StateBadge.tsx'
import { AgreementFacts } from '../agreement/AgreementFacts.tsx'
import { ContactsSection } from '../contacts/ContactsSection.tsx'

export function OverviewPage() {
  return (
    <Door needs="agency.read">
      <Overview />
    </Door>
  )
}

function Overview() {
  const { t } = useTranslation()
  const agency = useAsked('/agency', ownAgencyShape)
  const mayChangeContacts = useMay('agency.contacts.manage')
  const usage = useAsked('/agency/usage?days=30', usageShape)
  return (
    <Page title={agency.data?.name ?? t('overview.title')} lead={t('overview.lead')}>
      <Loaded query={agency}>
        {({ agreements, contacts, officeContacts }) => (
          <>
            <Attention agreements={agreements} />
            {agreements.length === 0 && <p className="empty">{t('overview.noAgreement')}</p>}
            {agreements.map((agreement) => (
              <Section
                key={agreement.code}
                title={`${t('agreement.title')} ${agreement.number.civilRegistry}`}
              >
                <div className="card">
                  <AgreementFacts agreement={agreement} />
                  <PathLink to={PATHS.agreement} params={{ code: agreement.code }}>
                    {t('overview.toAgreement')}
                  </PathLink>
                </div>
              </Section>
            ))}
            <ContactsSection
              title={t('contacts.ofAgency')}
              contacts={contacts}
              place="/agency"
              mayChange={mayChangeContacts}
            />
            <ContactsSection
              title={t('contacts.ofOffice')}
              contacts={officeContacts}
              place="/office"
              mayChange={false}
            />
            <p>
              <PathLink to={PATHS.ownOfficials}>{t('agency.officials')}</PathLink>
            </p>
          </>
        )}
      </Loaded>
      <Section title={t('overview.usage')}>
        <Loaded query={usage}>{(loaded) => <Usage usage={loaded} />}</Loaded>
      </Section>
    </Page>
  )
}

/** A renewal is asked for two months ahead at the latest (requirement 3.5); a month more to prepare it. */
const SOON_DAYS = 90

function Attention({ agreements }: { agreements: readonly Agreement[] }) {
  const { t } = useTranslation()
  const stateWord = useStateWord()
  const ending = agreements.filter(({ state, daysLeft }) => state === 'in_force' && daysLeft <= SOON_DAYS)
  const stopped = agreements.filter(({ state }) => state === 'suspended')
  if (ending.length + stopped.length === 0) {
    return (
      <Note tone="good">
        <p>{t('overview.nothingWaits')}</p>
      </Note>
    )
  }
  return (
    <Note tone="warn" title={t('overview.attention')}>
      <ul>
        {ending.map(({ code, number, daysLeft }) => (
          <li key={code}>{t('overview.endsSoon', { number: number.civilRegistry, days: daysLeft })}</li>
        ))}
        {stopped.map(({ code, number, state }) => (
          <li key={code}>
            {t('overview.isSuspended', { number: number.civilRegistry, state: stateWord(state) })}
          </li>
        ))}
      </ul>
    </Note>
  )
}

function Usage({ usage: { perDay, perOperator } }: { usage: Of<typeof usageShape> }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!perDay.some(({ hits, refused }) => hits + refused > 0))
    return <p className="empty">{t('overview.noUsage')}</p>
  return (
    <>
      <Chart
        name={t('overview.usage')}
        hits={t('overview.hits')}
        refused={t('overview.refused')}
        rows={perDay.map(({ day, hits, refused }) => ({ label: day.slice(8), hits, refused }))}
        table={
          <DataTable
            name={t('overview.usage')}
            rows={perDay}
            rowKey={({ day }) => day}
            empty={t('overview.noUsage')}
            columns={[
              { title: t('overview.day'), cell: ({ day }) => format.day(day) },
              { title: t('overview.hits'), cell: ({ hits }) => format.number(hits), numeric: true },
              { title: t('overview.refused'), cell: ({ refused }) => format.number(refused), numeric: true },
            ]}
          />
        }
      />
      <Section title={t('overview.perOperator')}>
        <DataTable
          name={t('overview.perOperator')}
          rows={perOperator}
          rowKey={({ username }) => username}
          empty={t('overview.noUsage')}
          columns={[
            {
              title: t('overview.operator'),
              cell: ({ fullName, username }) => (
                <>
                  {fullName} <span className="dim">{username}</span>
                </>
              ),
            },
            { title: t('overview.hits'), cell: ({ hits }) => format.number(hits), numeric: true },
            { title: t('overview.refused'), cell: ({ refused }) => format.number(refused), numeric: true },
          ]}
        />
      </Section>
    </>
  )
}
