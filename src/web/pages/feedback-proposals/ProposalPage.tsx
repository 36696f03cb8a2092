import '../../messages/feedback-proposals/words.ts'
import './proposals.css'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getOrThrow } from '../../api/client.ts'
import { type Proposal, proposalShape } from '../../api/registry-proposals.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Note } from '../../ui/Note.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { EvidenceTable } from './EvidenceTable.tsx'
import { ProposalDecision } from './ProposalDecision.tsx'
import { ActTable, ChangeTable, OtherTable } from './ProposalHistory.tsx'
import { ProposalState } from './ProposalState.tsx'

export function ProposalPage() {
  return (
    <Door needs="feedback.proposals.decide">
      <OneProposal />
    </Door>
  )
}

function OneProposal() {
  const { t } = useTranslation('feedback-proposals')
  const { id } = useParams({ from: '/shell/usulan/$id' })
  const path = `/${encodeURIComponent(id)}`
  // Each time it is asked for is an entry about the resident: only when somebody opens it, and kept no longer.
  const query = useQuery({
    queryKey: ['/registry-proposals', path],
    queryFn: () => getOrThrow(`/registry-proposals${path}`, proposalShape),
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const { data } = query
  return (
    <Page
      title={data === undefined ? t('title') : t('one', { id: data.id, field: t(`fields.${data.field}`) })}
      lead={data !== undefined && <ProposalState state={data.state} />}
    >
      <Loaded query={query}>
        {(proposal) => (
          <>
            <div className="card">
              <ProposalFacts proposal={proposal} />
            </div>
            <Notes proposal={proposal} />
            <Section title={t('sections.decision')}>
              <ProposalDecision proposal={proposal} />
            </Section>
            <Section title={t('sections.evidence')}>
              <EvidenceTable evidence={proposal.evidence} isDeath={proposal.field === 'death'} />
            </Section>
            <Section title={t('sections.others')}>
              <OtherTable proposal={proposal} />
            </Section>
            <Section title={t('sections.changes')}>
              <ChangeTable proposal={proposal} />
            </Section>
            <Section title={t('sections.acts')}>
              <ActTable proposal={proposal} />
            </Section>
          </>
        )}
      </Loaded>
      <p>
        <PathLink to={PATHS.proposals}>{t('all')}</PathLink>
      </p>
    </Page>
  )
}

function ProposalFacts({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('feedback-proposals')
  const format = useFormat()
  const { person, nik, now, oldValue, newValue, madeAt, field } = proposal
  const proof = now?.proof == null ? t('facts.noProof') : t('facts.proof', { proof: now.proof })
  return (
    <Facts
      facts={[
        [
          t('facts.nik'),
          <span key="nik" className="number">
            {nik}
          </span>,
        ],
        ...(person === null
          ? []
          : [
              [t('facts.person'), person.name] as const,
              [
                t('facts.born'),
                t('facts.bornAt', { place: person.birthPlace, day: format.day(person.birthDate) }),
              ] as const,
            ]),
        [t('facts.old'), oldValue ?? t('none')],
        ...(now === null
          ? []
          : [[t('facts.now'), `${now.name ?? t('none')}${field === 'death' ? `, ${proof}` : ''}`] as const]),
        [t('facts.new'), <strong key="new">{newValue}</strong>],
        [t('facts.made'), format.moment(madeAt)],
      ]}
    />
  )
}

/** What speaks for a closer look. */
function Notes({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('feedback-proposals')
  const format = useFormat()
  const { state, person, isDoubtful, isContested, isStale, isSettled, imported, field } = proposal
  const isOpen = state === 'open'
  return (
    <div className="proposal-notes">
      {isOpen && person === null && <Note tone="bad">{t('notes.unknown')}</Note>}
      {isOpen && isDoubtful && <Note tone="warn">{t('notes.doubtful')}</Note>}
      {isOpen && isContested && <Note tone="warn">{t('notes.contested')}</Note>}
      {isOpen && isSettled && <Note tone="info">{t('notes.settled')}</Note>}
      {isOpen && isStale && !isSettled && <Note tone="warn">{t('notes.stale')}</Note>}
      {isOpen && field === 'death' && !isSettled && <Note tone="info">{t('notes.death')}</Note>}
      {state === 'accepted' && imported !== null && (
        <Note tone="warn" title={t('marks.imported')}>
          {t('notes.imported', { moment: format.moment(imported.at), value: imported.name ?? t('none') })}
        </Note>
      )}
    </div>
  )
}
