import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Proposal, proposalShape, withdrawProposal } from '../../api/approvals.ts'
import type { Problem } from '../../api/client.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { AgreementContent } from '../agreement-form/AgreementContent.tsx'
import { stateOf, useActFacts, useConsequence, useKindName } from './approval-words.ts'
import { Decision } from './Decision.tsx'
import { WaitingSecret } from './WaitingSecret.tsx'

export function ApprovalPage() {
  return (
    <Door needs="approvals.read">
      <Approval />
    </Door>
  )
}

function Approval() {
  const { t } = useTranslation()
  const kindName = useKindName()
  const { id } = useParams({ from: '/shell/persetujuan/$id' })
  const query = useAsked(`/office/approvals/${encodeURIComponent(id)}`, proposalShape)
  return (
    <Page
      title={query.data === undefined ? t('approval.title') : kindName(query.data.kind)}
      lead={query.data?.whom}
    >
      <Loaded query={query}>
        {(proposal) => (
          <>
            <div className="card">
              <ProposalFacts proposal={proposal} />
            </div>
            {(proposal.kind === 'agreement.enter' || proposal.kind === 'agreement.amend') && (
              <Section title={t('approval.facts.agreement')}>
                <div className="card">
                  <AgreementContent agreement={proposal.act.agreement} />
                </div>
              </Section>
            )}
            {proposal.secret !== null && <WaitingSecret id={proposal.id} secret={proposal.secret} />}
            {proposal.state === 'waiting' && (
              <Section title={t('approval.decision')}>
                <Decision proposal={proposal} />
                {proposal.mayWithdraw && <Withdraw id={proposal.id} />}
              </Section>
            )}
          </>
        )}
      </Loaded>
      <p>
        <PathLink to={PATHS.approvals}>{t('approval.toList')}</PathLink>
      </p>
    </Page>
  )
}

function ProposalFacts({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const consequence = useConsequence()
  const actFacts = useActFacts()
  const { state, whom, kind, reason, proposedBy, proposedAt, expiresAt, decidedBy, decidedAt } = proposal
  const isWaiting = state === 'waiting'
  return (
    <Facts
      facts={[
        [t('approval.state'), <StateBadge key="state" state={stateOf(state)} />],
        [t('act.whom'), whom],
        [t('act.whatHappens'), consequence(kind)],
        ...(isWaiting ? [[t('act.from'), t('approval.fromApproval')] as const] : []),
        ...actFacts(proposal),
        [t('approval.proposedBy'), `${proposedBy.fullName} (${proposedBy.username})`],
        [t('approval.proposedAt'), format.moment(proposedAt)],
        [t('approval.why'), reason],
        ...(isWaiting ? [[t('approval.expires'), format.moment(expiresAt)] as const] : []),
        ...(decidedBy === null
          ? []
          : [[t('approval.decidedBy'), `${decidedBy.fullName} (${decidedBy.username})`] as const]),
        ...(decidedAt === null ? [] : [[t('approval.decidedAt'), format.moment(decidedAt)] as const]),
        ...(proposal.decisionReason === null
          ? []
          : [[t('approval.decisionReason'), proposal.decisionReason] as const]),
      ]}
    />
  )
}

function Withdraw({ id }: { id: number }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [problem, setProblem] = useState<Problem>()
  const withdraw = async () => {
    const answer = await withdrawProposal(id)
    setProblem(answer.kind === 'refused' ? answer.problem : undefined)
    await queries.invalidateQueries({ queryKey: ['/office', '/approvals'] })
  }
  return (
    <>
      {problem !== undefined && <ProblemNote problem={problem} />}
      <Button variant="default" onClick={() => void withdraw()}>
        {t('approval.withdraw')}
      </Button>
    </>
  )
}
