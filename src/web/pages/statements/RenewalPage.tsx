import '../../messages/statements/words.ts'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Renewal, renewalShape } from '../../api/statements.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { AgreementTabs } from '../agreement/AgreementTabs.tsx'
import { RenewalActs } from './RenewalActs.tsx'

/** Whether an agreement goes on: its deadline, the request, and access while that is open. */
export function RenewalPage() {
  const { t } = useTranslation('statements')
  const { code } = useParams({ from: '/shell/perjanjian/$code/perpanjangan' })
  const query = useAsked(`/agreements/${encodeURIComponent(code)}/renewal`, renewalShape)
  return (
    <Door needs="agreement.read">
      <Page title={t('renewal.title')} lead={t('renewal.lead')}>
        <AgreementTabs code={code} />
        <Loaded query={query}>
          {(renewal) => (
            <>
              <Term renewal={renewal} />
              <RenewalActs code={code} renewal={renewal} />
              <Requests renewal={renewal} />
              <Extensions renewal={renewal} />
            </>
          )}
        </Loaded>
      </Page>
    </Door>
  )
}

type Part = { renewal: Renewal }

function Term({ renewal: { lastDay, renewalDue, monthsBeforeEnd, isInTime, isOver } }: Part) {
  const { t } = useTranslation('statements')
  const format = useFormat()
  const standing = isOver ? 'over' : isInTime ? 'inTime' : 'late'
  return (
    <div className="card">
      <Facts
        facts={[
          [t('renewal.lastDay'), format.day(lastDay)],
          [t('renewal.due'), t('renewal.dueText', { day: format.day(renewalDue), n: monthsBeforeEnd })],
          [
            t('state'),
            <span key="standing" className={`toned tone-${standing === 'inTime' ? 'good' : 'warn'}`}>
              {t(`renewal.${standing}`)}
            </span>,
          ],
        ]}
      />
    </div>
  )
}

function Requests({ renewal: { renewals } }: Part) {
  const { t } = useTranslation('statements')
  const format = useFormat()
  return (
    <Section title={t('renewal.requests')}>
      <DataTable
        name={t('renewal.requests')}
        rows={renewals}
        rowKey={({ id }) => id}
        empty={t('renewal.requestsEmpty')}
        withCount={false}
        columns={[
          { title: t('renewal.askedOn'), cell: ({ askedOn }) => format.day(askedOn) },
          {
            title: t('renewal.timely'),
            cell: ({ isInTime }) => (isInTime ? t('renewal.yes') : t('renewal.no')),
          },
          {
            title: t('state'),
            cell: ({ state, closeReason }) => (
              <>
                {t(`renewal.states.${state}`)}
                {closeReason !== null && <div className="dim">{closeReason}</div>}
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}

function Extensions({ renewal: { extensions } }: Part) {
  const { t } = useTranslation('statements')
  const format = useFormat()
  return (
    <Section title={t('renewal.extensions')}>
      <DataTable
        name={t('renewal.extensions')}
        rows={extensions}
        rowKey={({ id }) => id}
        empty={t('renewal.extensionsEmpty')}
        withCount={false}
        columns={[
          { title: t('renewal.extensionUntil'), cell: ({ until }) => format.day(until) },
          { title: t('renewal.approvedAt'), cell: ({ approvedAt }) => format.moment(approvedAt) },
          {
            title: t('state'),
            cell: ({ isInForce, closeReason }) => (
              <>
                <span className={`toned tone-${isInForce ? 'good' : 'quiet'}`}>
                  {isInForce ? t('renewal.inForce') : t('renewal.notInForce')}
                </span>
                {closeReason !== null && <div className="dim">{closeReason}</div>}
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}
