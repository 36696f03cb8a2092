import '../../messages/past/words.ts'
import { useTranslation } from 'react-i18next'
import { ELEMENTS, isElement } from '../../../registry/elements.ts'
import { decisionShape, type PastAuthority, type Reproduced, type Verdict } from '../../api/past.ts'
import { useFormat } from '../../messages/format.ts'
import { id } from '../../messages/past/id.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Note } from '../../ui/Note.tsx'
import { Section } from '../../ui/Page.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { useAgreementWords } from '../agreement/agreement-words.ts'
import { useEventWords } from './event-words.ts'

const isRule = (rule: string): rule is keyof typeof id.rules => Object.hasOwn(id.rules, rule)

const labelsOf = (names: readonly string[]) =>
  names.length === 0 ? '—' : names.map((name) => (isElement(name) ? ELEMENTS[name].label : name)).join(', ')

/** The decision of an entry, made again with what held at its moment. */
export function DecisionAgain({ seq }: { seq: string }) {
  const { t } = useTranslation('past')
  const query = useAsked(`/audit/${encodeURIComponent(seq)}/decision`, decisionShape)
  if (query.data?.kind === 'not-a-decision') return null
  return (
    <Section title={t('decision.title')}>
      <p className="dim">{t('decision.lead')}</p>
      <Loaded query={query}>
        {(found) => {
          if (found.kind === 'reproduced') return <MadeAgain found={found} />
          if (found.kind === 'not-a-decision') return null
          return <Note tone="info">{t('decision.beforeHistory', { n: found.historySince })}</Note>
        }}
      </Loaded>
    </Section>
  )
}

function MadeAgain({ found }: { found: Reproduced }) {
  const { t } = useTranslation('past')
  const words = useEventWords()
  const verdict = ({ outcome, rule }: Verdict) => {
    const told = outcome === 'granted' ? t('decision.granted') : (words.outcome(outcome) ?? outcome)
    if (rule === null) return told
    return `${told} · ${rule}${isRule(rule) ? `: ${t(`rules.${rule}`)}` : ''}`
  }
  const what = found.differences.map((one) => t(`decision.differences.${one}`)).join(', ')
  return (
    <>
      <Note tone={found.isSame ? 'good' : 'bad'}>
        <p>{found.isSame ? t('decision.same') : t('decision.differs', { what })}</p>
        {found.isByCall && <p>{t('decision.byCall')}</p>}
      </Note>
      <div className="card">
        <Facts
          facts={[
            [t('decision.recorded'), verdict(found.recorded)],
            [t('decision.again'), verdict(found.again)],
            [t('decision.told'), labelsOf(found.again.elements)],
          ]}
        />
      </div>
      {found.authority !== null && <AsItStood authority={found.authority} quota={found.quota} />}
    </>
  )
}

function AsItStood({ authority, quota }: { authority: PastAuthority; quota: Reproduced['quota'] }) {
  const { t } = useTranslation('past')
  const format = useFormat()
  const { method } = useAgreementWords()
  const { term, hours, expiresAt } = authority
  const isMissing = (missing: boolean) => (missing ? t('decision.missing') : t('decision.fine'))
  const limit = quota?.limit
  return (
    <>
      <h3>{t('decision.facts')}</h3>
      <div className="card">
        <Facts
          facts={[
            [t('decision.moment'), format.moment(authority.at)],
            [
              t('decision.credential'),
              <>
                <StateBadge state={authority.credentialState} />{' '}
                {authority.kind === 'production' ? t('decision.production') : t('decision.development')}
                {expiresAt !== null && ` · ${t('decision.expires', { at: format.moment(expiresAt) })}`}
              </>,
            ],
            [t('decision.agency'), <StateBadge key="agency" state={authority.agencyState} />],
            [t('decision.agreement'), <StateBadge key="agreement" state={authority.agreementState} />],
            [
              t('decision.span'),
              `${format.moment(authority.validFrom)} – ${format.moment(authority.validUntil)}`,
            ],
            [t('decision.term'), term === null ? '—' : term.version],
            [t('decision.methods'), term === null ? '—' : term.methods.map(method).join(', ')],
            [t('decision.elements'), term === null ? '—' : labelsOf(term.elements)],
            [t('decision.networks'), authority.networks.join(', ')],
            [t('decision.hours'), hours === null ? t('decision.anyHour') : `${hours.from}–${hours.until}`],
            [
              t('decision.quota'),
              quota === null || limit === undefined
                ? '—'
                : t('decision.used', {
                    used: format.number(quota.used),
                    limit: limit === 'unlimited' ? t('terms.unlimited') : format.number(limit),
                  }),
            ],
            [t('decision.sptjm'), isMissing(authority.isSptjmMissing)],
            [t('decision.nda'), isMissing(authority.isNdaMissing)],
            [t('decision.proof'), isMissing(authority.isProofOfConceptMissing)],
          ]}
        />
      </div>
    </>
  )
}
