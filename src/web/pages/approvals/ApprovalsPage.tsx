import { NativeSelect } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PROPOSAL_STATES, type Proposal, proposalsShape } from '../../api/approvals.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { SingleWarning } from '../../ui/SingleWarning.tsx'
import { StateBadge, useStateWord } from '../../ui/StateBadge.tsx'
import { KIND_NAMES, stateOf, useKindName } from './approval-words.ts'

export function ApprovalsPage() {
  return (
    <Door needs="approvals.read">
      <Approvals />
    </Door>
  )
}

const EVERY_MS = 30_000

function Approvals() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const kindName = useKindName()
  const stateWord = useStateWord()
  const { keadaan: state, jenis: kind } = useSearch({ from: '/shell/persetujuan' })
  const query = useAsked('/office/approvals', proposalsShape, { everyMs: EVERY_MS })
  const choose = (change: { keadaan?: string; jenis?: string }) => {
    const wanted = Object.entries({ keadaan: state, jenis: kind, ...change })
    const search = Object.fromEntries(wanted.filter(([, value]) => value !== undefined && value !== ''))
    void navigate({ to: PATHS.approvals, search, replace: true })
  }
  const isShown = (proposal: Proposal) =>
    (state === undefined || proposal.state === state) && (kind === undefined || proposal.kind === kind)
  return (
    <Page title={t('approval.title')} lead={t('approval.lead')}>
      <SingleWarning />
      <div className="filters">
        <NativeSelect
          label={t('approval.filterState')}
          value={state ?? ''}
          onChange={({ currentTarget: { value } }) => choose({ keadaan: value })}
          data={[
            { value: '', label: t('approval.allStates') },
            ...PROPOSAL_STATES.map((name) => ({ value: name, label: stateWord(stateOf(name)) })),
          ]}
        />
        <NativeSelect
          label={t('approval.filterKind')}
          value={kind ?? ''}
          onChange={({ currentTarget: { value } }) => choose({ jenis: value })}
          data={[
            { value: '', label: t('approval.allKinds') },
            ...KIND_NAMES.map((name) => ({ value: name, label: kindName(name) })),
          ]}
        />
      </div>
      <Loaded query={query}>
        {(rows) => (
          <ProposalTable
            rows={rows.filter(isShown)}
            empty={rows.length === 0 ? t('approval.empty') : t('approval.noMatch')}
          />
        )}
      </Loaded>
    </Page>
  )
}

function ProposalTable({ rows, empty }: { rows: readonly Proposal[]; empty: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const kindName = useKindName()
  return (
    <DataTable
      name={t('approval.table')}
      rows={rows}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        {
          title: t('approval.what'),
          cell: ({ id, kind, whom }) => (
            <>
              <PathLink to={PATHS.approval} params={{ id: String(id) }}>
                {kindName(kind)}
              </PathLink>
              <div className="dim">{whom}</div>
            </>
          ),
        },
        {
          title: t('approval.proposedBy'),
          cell: ({ proposedBy, proposedAt, isOwn }) => (
            <>
              {isOwn ? t('approval.you') : proposedBy.fullName}
              <div className="dim">{format.moment(proposedAt)}</div>
            </>
          ),
        },
        {
          title: t('approval.state'),
          cell: ({ state, expiresAt }) => (
            <>
              <StateBadge state={stateOf(state)} />
              {state === 'waiting' && (
                <div className="dim">{t('approval.until', { date: format.day(expiresAt) })}</div>
              )}
            </>
          ),
        },
      ]}
    />
  )
}
