import '../../messages/feedback-media/words.ts'
import './feedback-media.css'
import { useTranslation } from 'react-i18next'
import { DISPATCHES, dispatchesShape } from '../../api/feedback-media.ts'
import type { Of } from '../../api/shape.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { DispatchTable } from './DispatchTable.tsx'
import { Fingerprint } from './Fingerprint.tsx'
import { PlanPackage } from './PlanPackage.tsx'

const LOOK_EVERY_MS = 5_000

/** What goes on to the central authority: packages on media, and batches to its web service. */
export function CentrePage() {
  return (
    <Door needs="office.agreements.read">
      <Centre />
    </Door>
  )
}

function Centre() {
  const { t } = useTranslation('feedback-media')
  const mayManage = useMay('feedback.media.manage')
  const mayLoad = useMay('feedback.media.load')
  const query = useAsked(DISPATCHES, dispatchesShape, { everyMs: LOOK_EVERY_MS })
  return (
    <Page
      title={t('centre.title')}
      lead={t('centre.lead')}
      actions={mayLoad && <PathLink to={PATHS.officeFeedbackMedia}>{t('office.title')}</PathLink>}
    >
      <Loaded query={query}>
        {(centre) => (
          <>
            <Section title={t('centre.ways')}>
              <Ways centre={centre} />
            </Section>
            {mayManage && (
              <Section title={t('centre.make')}>
                <PlanPackage isReady={centre.recipient !== null && centre.signer !== null} />
              </Section>
            )}
            <Section title={t('centre.list')}>
              <DispatchTable dispatches={centre.dispatches} mayManage={mayManage} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Ways({ centre: { recipient, signer, service, sent } }: { centre: Of<typeof dispatchesShape> }) {
  const { t } = useTranslation('feedback-media')
  const format = useFormat()
  const to = recipient === null ? t('centre.noRecipient') : <span className="code-line">{recipient}</span>
  const mark = signer === null ? t('centre.noSigner') : <Fingerprint value={signer.fingerprint} />
  return (
    <Facts
      facts={[
        [t('centre.recipient'), to],
        [t('centre.signer'), mark],
        [t('centre.service'), service ?? t('centre.noService')],
        ...(service === null && sent.batches === 0
          ? []
          : ([
              [
                t('centre.sent'),
                t('centre.sentCount', {
                  rows: format.number(sent.rows),
                  last: sent.lastAt === null ? '–' : format.moment(sent.lastAt),
                }),
              ],
            ] as const)),
      ]}
    />
  )
}
