import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../api/agreement.ts'
import { useFormat } from '../../messages/format.ts'
import { Facts } from '../../ui/Facts.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { useAgreementWords } from './agreement-words.ts'

const SPTJM_TONES = { 'not-required': 'quiet', missing: 'bad', 'in-force': 'good' } as const

/** What an agreement grants: in one sentence, then point by point. */
export function AgreementFacts({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useAgreementWords()
  return (
    <>
      <p className="plain-words">{words.plain(agreement)}</p>
      <Facts
        facts={[
          [
            t('agreement.state'),
            <span key="state">
              <StateBadge state={agreement.state} />
              {agreement.stateReason !== null &&
                ` · ${t('agreement.whySuspended', { reason: agreement.stateReason })}`}
            </span>,
          ],
          [t('agreement.numberOurs'), agreement.number.civilRegistry],
          [t('agreement.numberTheirs'), agreement.number.userAgency],
          [
            t('agreement.term'),
            `${format.day(agreement.validFrom)} – ${format.day(agreement.validUntil)} (${words.left(agreement)})`,
          ],
          ...(agreement.extendedFrom === null
            ? []
            : [[t('agreement.extended'), format.day(agreement.extendedFrom)] as const]),
          [t('agreement.quota'), words.quota(agreement)],
          [t('agreement.elements'), agreement.elements.map(({ label }) => label).join(', ')],
          [t('agreement.methods'), agreement.methods.map(words.method).join(', ')],
          [t('agreement.print'), agreement.printAllowed ? t('agreement.printYes') : t('agreement.printNo')],
          [t('agreement.poc'), <StateBadge key="poc" state={agreement.proofOfConcept} />],
          [
            t('agreement.sptjm'),
            <span key="sptjm" className={`toned tone-${SPTJM_TONES[agreement.sptjm]}`}>
              {t(`agreement.sptjmStates.${agreement.sptjm}`)}
            </span>,
          ],
          [t('agreement.terms'), format.number(agreement.termVersion)],
        ]}
      />
    </>
  )
}
