import '../../messages/feedback-media/words.ts'
import './feedback-media.css'
import { useTranslation } from 'react-i18next'
import { type MediaPackage, mediaShape } from '../../api/feedback-media.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { Counts } from './Counts.tsx'
import { LoadPackage } from './LoadPackage.tsx'
import { MediaState } from './MediaState.tsx'
import { OfficeKeys } from './OfficeKeys.tsx'

/** Packages that agencies hand over, and the keys by which they are signed. */
export function OfficeMediaPage() {
  return (
    <Door needs="feedback.media.load">
      <OfficeMedia />
    </Door>
  )
}

function OfficeMedia() {
  const { t } = useTranslation('feedback-media')
  const query = useAsked('/feedback/media', mediaShape)
  return (
    <Page
      title={t('office.title')}
      lead={t('office.lead')}
      actions={<PathLink to={PATHS.feedbackToCentre}>{t('centre.title')}</PathLink>}
    >
      <Loaded query={query}>
        {({ recipient, keys, packages }) => (
          <>
            <Section title={t('load.title')}>
              <LoadPackage hasKeys={recipient !== null} />
            </Section>
            <Section title={t('keys.ofAgencies')}>
              <OfficeKeys keys={keys} />
            </Section>
            <Section title={t('office.received')}>
              <PackageTable packages={packages} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function PackageTable({ packages }: { packages: readonly MediaPackage[] }) {
  const { t } = useTranslation('feedback-media')
  const format = useFormat()
  return (
    <DataTable
      name={t('office.received')}
      rows={packages}
      rowKey={({ id }) => id}
      empty={t('office.empty')}
      columns={[
        {
          title: t('package.package'),
          cell: ({ id, fileName, medium }) => (
            <span className="wide-cell">
              <PathLink to={PATHS.feedbackPackage} params={{ id: String(id) }}>
                {fileName}
              </PathLink>
              <span className="dim code-line">{medium}</span>
            </span>
          ),
        },
        {
          title: t('package.from'),
          cell: ({ agency, agreement, made }) => (
            <span className="wide-cell">
              {agency ?? '–'}
              <span className="dim code-line">
                {made === null ? agreement : `${agreement} · ${made.name}`}
              </span>
            </span>
          ),
        },
        { title: t('package.receivedAt'), cell: ({ receivedAt }) => format.moment(receivedAt) },
        {
          title: t('state'),
          cell: ({ state, fault }) => (
            <>
              <MediaState state={state} />
              {fault !== null && (
                <span className="dim code-line" lang="id">
                  {fault.code}: {fault.message}
                </span>
              )}
            </>
          ),
        },
        { title: t('package.result'), cell: ({ loading }) => <Counts loading={loading} /> },
      ]}
    />
  )
}
