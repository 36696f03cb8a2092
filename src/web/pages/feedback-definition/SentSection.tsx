import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  type Deletion,
  deliveriesAddress,
  deliveriesShape,
  exportAddress,
  type Sent,
} from '../../api/feedback-definition.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Section } from '../../ui/Page.tsx'
import { DeleteFeedback } from './DeleteFeedback.tsx'

const UNDER_WAY_MS = 3_000

/** What came under an agreement, when the oldest of it goes, and what has gone. */
export function SentSection({ code }: { code: string }) {
  const { t } = useTranslation('feedback-definition')
  const format = useFormat()
  const mayExport = useMay('feedback.export')
  const mayDelete = useMay('feedback.define')
  const address = deliveriesAddress(code)
  const first = useAsked(address, deliveriesShape)
  const isRunning = first.data?.deletions.some(({ finishedAt }) => finishedAt === null) === true
  const query = useAsked(address, deliveriesShape, isRunning ? { everyMs: UNDER_WAY_MS } : {})
  return (
    <Loaded query={query}>
      {({ deliveries, count, nextDeletionOn, isDeletable, deletions }) => (
        <>
          <Section title={t('deliveries')}>
            <p>
              {t('nextDeletion')}:{' '}
              {nextDeletionOn === null ? t('nextDeletionNone') : format.day(nextDeletionOn)}
            </p>
            <SentTable deliveries={deliveries} />
            {count > deliveries.length && (
              <p className="dim">
                {t('deliveriesMore', { shown: deliveries.length, all: format.number(count) })}
              </p>
            )}
          </Section>
          {mayExport && deliveries.length > 0 && (
            <Section title={t('exportTitle')}>
              <p>{t('exportLead')}</p>
              <p className="links">
                <Anchor href={exportAddress(code, 'xlsx')} download>
                  {t('exportXlsx')}
                </Anchor>
                <Anchor href={exportAddress(code, 'csv')} download>
                  {t('exportCsv')}
                </Anchor>
              </p>
            </Section>
          )}
          {mayDelete && isDeletable && deliveries.some(({ emptiedAt }) => emptiedAt === null) && (
            <Section title={t('remove.title')}>
              <DeleteFeedback code={code} deliveries={deliveries} />
            </Section>
          )}
          {deletions.length > 0 && (
            <Section title={t('deletions')}>
              <DeletionTable deletions={deletions} />
            </Section>
          )}
        </>
      )}
    </Loaded>
  )
}

function SentTable({ deliveries }: { deliveries: readonly Sent[] }) {
  const { t } = useTranslation('feedback-definition')
  const format = useFormat()
  const who = (sentBy: string) => sentBy.replace(/^(staff|cli):/, '')
  return (
    <DataTable
      name={t('deliveries')}
      rows={deliveries}
      rowKey={({ id }) => id}
      empty={t('deliveriesEmpty')}
      withCount={false}
      columns={[
        { title: t('delivery.number'), cell: ({ id }) => id },
        { title: t('delivery.when'), cell: ({ begunAt }) => format.moment(begunAt) },
        {
          title: t('delivery.channel'),
          cell: ({ channel, fileName }) => (
            <>
              {t(`channels.${channel}`)}
              {fileName !== null && <div className="dim">{fileName}</div>}
            </>
          ),
        },
        { title: t('delivery.sentBy'), cell: ({ sentBy }) => who(sentBy) },
        { title: t('version'), cell: ({ version }) => version },
        {
          title: t('delivery.state'),
          cell: ({ state, emptiedAt }) => (
            <>
              {t(`states.${state}`)}
              {emptiedAt !== null && (
                <div className="dim">{t('delivery.emptied', { on: format.day(emptiedAt) })}</div>
              )}
            </>
          ),
        },
        { title: t('delivery.stored'), numeric: true, cell: ({ stored }) => format.number(stored) },
        { title: t('delivery.refused'), numeric: true, cell: ({ refused }) => format.number(refused) },
        { title: t('delivery.flagged'), numeric: true, cell: ({ flagged }) => format.number(flagged) },
      ]}
    />
  )
}

function DeletionTable({ deletions }: { deletions: readonly Deletion[] }) {
  const { t } = useTranslation('feedback-definition')
  const format = useFormat()
  const whatOf = ({ kind, delivery }: Deletion) => {
    if (kind === 'retention') return t('deletion.retention')
    return delivery === null ? t('deletion.whole') : t('deletion.one', { n: delivery })
  }
  return (
    <DataTable
      name={t('deletions')}
      rows={deletions}
      rowKey={({ id }) => id}
      empty={t('deletionsEmpty')}
      columns={[
        {
          title: t('deletion.when'),
          cell: ({ orderedAt, orderedBy, finishedAt }) => (
            <>
              {format.moment(orderedAt)}
              <div className="dim">{orderedBy.replace(/^(staff|cli):/, '')}</div>
              <div className="dim">
                {finishedAt === null
                  ? t('deletion.running')
                  : t('deletion.finished', { at: format.moment(finishedAt) })}
              </div>
            </>
          ),
        },
        {
          title: t('deletion.what'),
          cell: (deletion) => (
            <>
              {whatOf(deletion)}
              {deletion.letterNumber !== null && (
                <div className="dim">{t('deletion.letter', { number: deletion.letterNumber })}</div>
              )}
            </>
          ),
        },
        { title: t('reason'), cell: ({ reason }) => <span lang="id">{reason}</span> },
        {
          title: t('deletion.counts'),
          cell: ({ rows, rejects }) =>
            t('deletion.rows', { rows: format.number(rows), rejects: format.number(rejects) }),
        },
        { title: t('deletion.digest'), cell: ({ digest }) => <code className="digest">{digest}</code> },
      ]}
    />
  )
}
