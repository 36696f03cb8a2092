import '../../messages/feedback/words.ts'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../../api/feedback.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { useMay } from '../../ui/me.ts'
import type { Tone } from '../../ui/Note.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { useChannelWord, useUploadStateWord } from './state-words.ts'

type DeliveryTableProps = { deliveries: readonly Delivery[]; empty: string }

/** Deliveries with how many of their rows went which way. */
export function DeliveryTable({ deliveries, empty }: DeliveryTableProps) {
  const { t } = useTranslation('feedback')
  const format = useFormat()
  const count = (title: string, of: (rows: Delivery['rows']) => number, tone?: Tone) => ({
    title,
    numeric: true,
    cell: ({ rows }: Delivery) => (
      <span className={tone !== undefined && of(rows) > 0 ? `toned tone-${tone}` : undefined}>
        {format.number(of(rows))}
      </span>
    ),
  })
  return (
    <>
      <DataTable
        name={t('deliveries.table')}
        rows={deliveries}
        rowKey={({ id }) => id}
        empty={empty}
        withCount={false}
        columns={[
          { title: t('deliveries.what'), cell: (delivery) => <What delivery={delivery} /> },
          { title: t('deliveries.state'), cell: (delivery) => <State delivery={delivery} /> },
          count(t('deliveries.stored'), ({ stored }) => stored),
          count(t('deliveries.known'), ({ known }) => known),
          count(t('deliveries.refused'), ({ refused }) => refused, 'bad'),
          count(t('deliveries.flagged'), ({ flagged }) => flagged, 'warn'),
          { title: t('deliveries.at'), cell: ({ changedAt }) => format.moment(changedAt) },
        ]}
      />
      {deliveries.length > 0 && <p className="dim">{t('deliveries.note')}</p>}
    </>
  )
}

function What({ delivery: { id, channel, fileName, userId, sentBy } }: { delivery: Delivery }) {
  const { t } = useTranslation('feedback')
  const maySend = useMay('feedback.send')
  const channelWord = useChannelWord()
  const name = fileName ?? channelWord(channel)
  const who = userId ?? sentBy.replace(/^staff:/, '')
  return (
    <span className="wide-cell">
      {(channel === 'upload' || channel === 'media') && fileName !== null && maySend ? (
        <PathLink to={PATHS.feedbackUpload} params={{ id: String(id) }}>
          {name}
        </PathLink>
      ) : (
        name
      )}
      <span className="dim code-line">
        {fileName === null ? '' : `${channelWord(channel)}, `}
        {t('deliveries.by', { who })}
      </span>
    </span>
  )
}

function State({ delivery: { state, fault } }: { delivery: Delivery }) {
  const stateWord = useUploadStateWord()
  return (
    <>
      {stateWord(state)}
      {fault !== null && <div className="dim">{fault}</div>}
    </>
  )
}
