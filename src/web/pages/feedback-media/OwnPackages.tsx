import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MediaPackage } from '../../api/feedback-media.ts'
import { paperFilePath } from '../../api/papers.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { useMay } from '../../ui/me.ts'
import { PathLink } from '../../ui/PathLink.tsx'
import { Counts } from './Counts.tsx'
import { MediaState } from './MediaState.tsx'

/** What the office took in of an agency's packages, with what came back. */
export function OwnPackages({ packages }: { packages: readonly MediaPackage[] }) {
  const { t } = useTranslation('feedback-media')
  const format = useFormat()
  return (
    <DataTable
      name={t('own.title')}
      rows={packages}
      rowKey={({ id }) => id}
      empty={t('own.empty')}
      columns={[
        {
          title: t('package.package'),
          cell: ({ made, agreement, medium }) => (
            <span className="wide-cell">
              {made?.source ?? '–'}
              <span className="dim code-line">
                {agreement} · {made === null ? '' : format.moment(made.at)}
              </span>
              <span className="dim code-line">{medium}</span>
            </span>
          ),
        },
        { title: t('package.receivedAt'), cell: ({ receivedAt }) => format.moment(receivedAt) },
        {
          title: t('state'),
          cell: ({ state, decidedReason }) => (
            <>
              <MediaState state={state} />
              {decidedReason !== null && (
                <span className="dim code-line" lang="id">
                  {decidedReason}
                </span>
              )}
            </>
          ),
        },
        { title: t('package.result'), cell: ({ loading }) => <Counts loading={loading} /> },
        { title: t('package.back'), cell: (one) => <ComesBack of={one} /> },
      ]}
    />
  )
}

function ComesBack({ of: { deliveryId, loading, receiptPaperId } }: { of: MediaPackage }) {
  const { t } = useTranslation('feedback-media')
  const maySend = useMay('feedback.send')
  return (
    <>
      {deliveryId !== null && maySend && loading !== null && loading.refused > 0 && (
        <PathLink to={PATHS.feedbackUpload} params={{ id: String(deliveryId) }}>
          {t('package.rejects')}
        </PathLink>
      )}{' '}
      {receiptPaperId !== null && (
        <Anchor href={paperFilePath(receiptPaperId)} target="_blank" rel="noreferrer">
          {t('package.receipt')}
        </Anchor>
      )}
    </>
  )
}
