import { useTranslation } from 'react-i18next'
import type { Terms } from '../../api/past.ts'
import { useFormat } from '../../messages/format.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Note } from '../../ui/Note.tsx'
import { Section } from '../../ui/Page.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { useTermWords } from './term-words.ts'

/** What held at the chosen moment. */
export function TermsOfMoment({ terms }: { terms: Terms }) {
  const { t } = useTranslation('past')
  const format = useFormat()
  const words = useTermWords()
  const { network } = terms
  const shown = terms.versions.find(({ version }) => version === terms.version)
  const points = network.connectionPoints
  const lan = [network.provider, network.bandwidth, points === null ? null : `× ${format.number(points)}`]
  return (
    <Section title={t('terms.at', { at: format.moment(terms.at) })}>
      {terms.answeredBy !== null && <Note tone="warn">{t('terms.answeredBy', { n: terms.answeredBy })}</Note>}
      {shown === undefined ? (
        <p className="empty">{t('terms.none')}</p>
      ) : (
        <div className="card">
          <Facts
            facts={[
              [t('terms.version'), shown.version],
              [t('terms.basis'), shown.basis],
              [t('terms.validFrom'), format.moment(shown.validFrom)],
              [
                t('terms.state'),
                terms.state === null ? (
                  t('terms.stateUnknown')
                ) : (
                  <StateBadge key="state" state={terms.state} />
                ),
              ],
              [t('terms.span'), `${format.day(terms.validFrom)} – ${format.day(terms.validUntil)}`],
              ...words.factsOf(shown),
              [t('terms.approval'), terms.centralApproval ?? t('terms.unnamed')],
              [t('terms.network'), lan.filter((one) => one !== null).join(' · ') || t('terms.unnamed')],
              [t('terms.addresses'), network.addresses.join(', ') || t('terms.unnamed')],
            ]}
          />
        </div>
      )}
    </Section>
  )
}
