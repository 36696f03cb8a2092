import { useTranslation } from 'react-i18next'
import type { Proposal } from '../../api/registry-proposals.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { ProposalState } from './ProposalState.tsx'
import { Change } from './ProposalTable.tsx'

type Of = { proposal: Proposal }

const nameOf = (by: string) => by.replace('staff:', '')

/** What else was proposed about the same field of the same person. */
export function OtherTable({ proposal: { others } }: Of) {
  const { t } = useTranslation('feedback-proposals')
  const format = useFormat()
  return (
    <DataTable
      name={t('others.table')}
      rows={others}
      rowKey={({ id }) => id}
      empty={t('others.none')}
      columns={[
        {
          title: t('others.value'),
          cell: ({ id, value }) => (
            <PathLink to={PATHS.proposal} params={{ id: String(id) }}>
              {value}
            </PathLink>
          ),
        },
        { title: t('columns.since'), cell: ({ madeAt }) => format.day(madeAt) },
        { title: t('facts.state'), cell: ({ state }) => <ProposalState state={state} /> },
      ]}
    />
  )
}

/** How the registry's value came to be what it is, as far as proposals changed it. */
export function ChangeTable({ proposal: { changes } }: Of) {
  const { t } = useTranslation('feedback-proposals')
  const format = useFormat()
  return (
    <DataTable
      name={t('changes.table')}
      rows={changes.toReversed()}
      rowKey={({ id }) => id}
      empty={t('changes.none')}
      columns={[
        { title: t('changes.at'), cell: ({ changedAt }) => format.moment(changedAt) },
        {
          title: t('columns.change'),
          cell: ({ before, after, proof, proofOn, isReversal }) => (
            <>
              <Change before={before} after={after} />
              <span className="dim code-line">
                {[
                  proof === null ? '' : t('facts.proof', { proof }),
                  proofOn === null ? '' : format.day(proofOn),
                  isReversal ? t('changes.reversal') : '',
                ]
                  .filter((part) => part !== '')
                  .join(', ')}
              </span>
            </>
          ),
        },
        { title: t('changes.by'), cell: ({ changedBy }) => nameOf(changedBy) },
        {
          title: t('columns.proposal'),
          cell: ({ proposalId }) => (
            <PathLink to={PATHS.proposal} params={{ id: String(proposalId) }}>
              {t('number', { id: proposalId })}
            </PathLink>
          ),
        },
      ]}
    />
  )
}

/** What was decided about the proposal, with the reasons. */
export function ActTable({ proposal: { acts } }: Of) {
  const { t } = useTranslation('feedback-proposals')
  const format = useFormat()
  return (
    <DataTable
      name={t('acts.table')}
      rows={acts.map((act, n) => ({ ...act, n })).toReversed()}
      rowKey={({ n }) => n}
      empty={t('acts.none')}
      columns={[
        { title: t('changes.at'), cell: ({ at }) => format.moment(at) },
        { title: t('acts.act'), cell: ({ act }) => t(`acts.${act}`) },
        { title: t('acts.reason'), cell: ({ reason }) => reason },
        { title: t('changes.by'), cell: ({ by }) => nameOf(by) },
      ]}
    />
  )
}
