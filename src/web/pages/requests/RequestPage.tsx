import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type RequestView, requestFormShape, requestShape, type Signature } from '../../api/requests.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { PaperList } from '../papers/PaperList.tsx'
import { Acts } from './Acts.tsx'
import { ApprovalFacts } from './ApprovalFacts.tsx'
import { Documents } from './Documents.tsx'
import { Lacking } from './Lacking.tsx'
import { NetworkFacts } from './NetworkFacts.tsx'
import { PathSteps } from './PathSteps.tsx'
import { RequestFacts } from './RequestFacts.tsx'
import { RequestState } from './RequestState.tsx'
import '../agreement-form/agreement-form.css'
import './requests.css'
import { useRequestWords } from './request-words.ts'
import { Timeline } from './Timeline.tsx'
import { UserIds } from './UserIds.tsx'

export function RequestPage() {
  return (
    <Door needs="agreement.read">
      <OneRequest />
    </Door>
  )
}

function OneRequest() {
  const { t } = useTranslation('requests')
  const { id } = useParams({ from: '/shell/permohonan/$id' })
  const query = useAsked(`/requests/${encodeURIComponent(id)}`, requestShape)
  return (
    <Page
      title={query.data === undefined ? t('title') : t('one', { agency: query.data.agency.name })}
      lead={query.data !== undefined && <Standing request={query.data} nowMs={query.dataUpdatedAt} />}
    >
      <Loaded query={query}>{(request) => <Whole request={request} />}</Loaded>
      <p>
        <PathLink to={PATHS.requests}>{t('toList')}</PathLink>
      </p>
    </Page>
  )
}

/** Where it stands, since when, and whom it waits for. */
function Standing({ request, nowMs }: { request: RequestView; nowMs: number }) {
  const { t } = useTranslation('requests')
  const format = useFormat()
  const words = useRequestWords()
  const { state, stateLabel, stateSince, waitingFor, due, isLate } = request
  return (
    <>
      <RequestState state={state} label={stateLabel} />{' '}
      {t('sinceLine', { day: format.day(stateSince), days: words.days(stateSince, nowMs) })}
      {waitingFor !== null && ` · ${t('now.readOnly', { side: words.side(waitingFor) })}`}
      {due !== null && ` ${t('due', { day: format.day(due) })}`}
      {isLate && <strong className="toned tone-bad"> · {t('late')}</strong>}
    </>
  )
}

function Whole({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests')
  const form = useAsked('/requests/form', requestFormShape)
  const { approval, signatures, network, userIds, operators } = request
  const isSigning = signatures.civilRegistry !== null || signatures.userAgency !== null
  const hasNetwork =
    network.addresses.length > 0 ||
    network.tests.length > 0 ||
    network.statement !== null ||
    request.state === 'guideline-issued'
  return (
    <>
      <Section title={t('path.title')}>
        <PathSteps stages={request.stages} steps={request.steps} />
      </Section>
      <Section title={t('now.title')}>
        <Acts request={request} employmentStatuses={form.data?.employmentStatuses ?? []} />
        <Lacking request={request} />
      </Section>
      <Section title={request.draftedBy === null ? t('facts.title') : t('facts.granted')}>
        <div className="card">
          <RequestFacts request={request} />
        </div>
      </Section>
      {approval !== null && (
        <Section title={t('approval.title')}>
          <div className="card">
            <ApprovalFacts approval={approval} />
          </div>
        </Section>
      )}
      {isSigning && (
        <Section title={t('signing.title')}>
          <Signatures request={request} />
        </Section>
      )}
      {hasNetwork && (
        <Section title={t('network.title')}>
          <NetworkFacts request={request} />
        </Section>
      )}
      {(userIds.length > 0 || operators > 0) && (
        <Section title={t('userIds.title')}>
          <UserIds request={request} />
        </Section>
      )}
      <Section title={t('documents.title')}>
        <Documents request={request} />
      </Section>
      <Section title={t('papers.title')}>
        <PaperList about={{ request: request.id }} />
      </Section>
      <Section title={t('timeline.title')}>
        <Timeline request={request.id} steps={request.steps} />
      </Section>
    </>
  )
}

function Signatures({ request: { signatures } }: { request: RequestView }) {
  const { t } = useTranslation('requests')
  const format = useFormat()
  const line = (signature: Signature) =>
    signature === null
      ? t('signing.notYet')
      : t('signing.line', {
          number: signature.number,
          day: format.day(signature.date),
          name: signature.signatory.name,
          title: signature.signatory.title,
        })
  return (
    <Facts
      facts={[
        [t('signing.civilRegistry'), line(signatures.civilRegistry)],
        [t('signing.userAgency'), line(signatures.userAgency)],
      ]}
    />
  )
}
