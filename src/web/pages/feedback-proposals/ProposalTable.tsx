import { useTranslation } from 'react-i18next'
import type { ProposalLine } from '../../api/registry-proposals.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { ProposalMarks, ProposalState } from './ProposalState.tsx'

type ProposalTableProps = {
  proposals: readonly ProposalLine[]
  empty: string
  chosen: ReadonlySet<number>
  /** Absent where nothing can be decided any more. */
  onChosen?: (id: number, isChosen: boolean) => void
}

/** A page of proposals. NIKs are shown as far as rows are told apart by them; the whole one stands on its page. */
export function ProposalTable({ proposals, empty, chosen, onChosen }: ProposalTableProps) {
  const { t } = useTranslation('feedback-proposals')
  const format = useFormat()
  const choosing: Column<ProposalLine>[] =
    onChosen === undefined
      ? []
      : [
          {
            title: t('columns.choose'),
            cell: ({ id }) => (
              <label className="choose-box">
                <input
                  type="checkbox"
                  aria-label={t('chooseOne', { id })}
                  checked={chosen.has(id)}
                  onChange={({ currentTarget: { checked } }) => onChosen(id, checked)}
                />
              </label>
            ),
          },
        ]
  return (
    <DataTable
      name={t('table')}
      rows={proposals}
      rowKey={({ id }) => id}
      empty={empty}
      withCount={false}
      columns={[
        ...choosing,
        {
          title: t('columns.proposal'),
          cell: ({ id, field }) => (
            <span className="wide-cell">
              <PathLink to={PATHS.proposal} params={{ id: String(id) }}>
                {t(`fields.${field}`)}
              </PathLink>
              <span className="dim code-line">{t('number', { id })}</span>
            </span>
          ),
        },
        {
          title: t('columns.change'),
          cell: ({ oldValue, newValue }) => <Change before={oldValue} after={newValue} />,
        },
        { title: t('columns.person'), cell: ({ nik }) => <span className="number">{nik}</span> },
        {
          title: t('columns.agencies'),
          cell: ({ agencies }) => <span className="wide-cell">{agencies.join(', ')}</span>,
        },
        { title: t('columns.since'), cell: ({ madeAt }) => format.day(madeAt) },
        {
          title: t('columns.marks'),
          cell: ({ state, ...marked }) =>
            state === 'open' ? <ProposalMarks {...marked} /> : <ProposalState state={state} />,
        },
      ]}
    />
  )
}

/** From what to what. */
export function Change({ before, after }: { before: string | null; after: string | null }) {
  const { t } = useTranslation('feedback-proposals')
  return (
    <span className="proposal-change">
      <del>{before ?? t('none')}</del> <span aria-hidden>→</span> <ins>{after ?? t('none')}</ins>
    </span>
  )
}
