import '../../messages/breaches/words.ts'
import '../requests/requests.css'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ELEMENTS, isElement } from '../../../registry/elements.ts'
import { type Breach, breachViewShape } from '../../api/breaches.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { PaperList } from '../papers/PaperList.tsx'
import { BreachActs } from './BreachActs.tsx'
import { BreachClocks } from './BreachClock.tsx'
import { BreachState } from './BreachState.tsx'
import { BreachSteps } from './BreachSteps.tsx'

export function BreachPage() {
  return (
    <Door needs="breaches.read">
      <OneBreach />
    </Door>
  )
}

function OneBreach() {
  const { t } = useTranslation('breaches')
  const { id } = useParams({ from: '/shell/pelanggaran/$id' })
  const query = useAsked(`/breaches/${encodeURIComponent(id)}`, breachViewShape)
  const breach = query.data?.breach
  return (
    <Page
      title={
        breach === undefined ? t('title') : t('one', { code: breach.code, kind: t(`kinds.${breach.kind}`) })
      }
      lead={breach !== undefined && <BreachState state={breach.state} />}
    >
      <Loaded query={query}>
        {({ breach: loaded, steps, possible }) => (
          <>
            <Section title={t('sections.clock')}>
              <div className="card">
                <BreachClocks breach={loaded} />
              </div>
            </Section>
            <Section title={t('sections.acts')}>
              <BreachActs breach={loaded} possible={possible} />
            </Section>
            {loaded.decision !== null && (
              <Section title={t('sections.decision')}>
                <div className="card">
                  <DecisionFacts breach={loaded} />
                </div>
              </Section>
            )}
            <Section title={t('sections.facts')}>
              <div className="card">
                <BreachFacts breach={loaded} />
              </div>
            </Section>
            <Section title={t('sections.papers')}>
              <PaperList
                about={{ ids: steps.map(({ paperId }) => paperId).filter((paper) => paper !== null) }}
              />
            </Section>
            <Section title={t('sections.steps')}>
              <BreachSteps steps={steps} />
            </Section>
          </>
        )}
      </Loaded>
      <p>
        <PathLink to={PATHS.breaches}>{t('all')}</PathLink>
      </p>
    </Page>
  )
}

const elementLabel = (name: string) => (isElement(name) ? ELEMENTS[name].label : name)

function DecisionFacts({ breach: { decision, decisionReason, decidedAt } }: { breach: Breach }) {
  const { t } = useTranslation('breaches')
  const format = useFormat()
  return (
    <Facts
      facts={[
        [t('facts.decision'), decision === null ? '' : t(`decisions.${decision}`)],
        [t('facts.reason'), decisionReason],
        [t('facts.decidedAt'), decidedAt === null ? '' : format.moment(decidedAt)],
      ]}
    />
  )
}

function BreachFacts({ breach }: { breach: Breach }) {
  const { t } = useTranslation('breaches')
  const format = useFormat()
  const { agency, agreement, description, discoveredAt, affectedPeople, elements } = breach
  return (
    <Facts
      facts={[
        [t('agency'), agency],
        [
          t('facts.agreement'),
          agreement === null ? (
            t('form.noAgreement')
          ) : (
            <PathLink key="agreement" to={PATHS.agreement} params={{ code: agreement }}>
              {agreement}
            </PathLink>
          ),
        ],
        [t('facts.description'), description],
        [t('discovered'), format.moment(discoveredAt)],
        [
          t('facts.reported'),
          t('facts.reportedBy', {
            moment: format.moment(breach.reportedAt),
            who: breach.reportedBy.replace('staff:', ''),
          }),
        ],
        [t('facts.people'), affectedPeople === null ? t('facts.unknown') : format.number(affectedPeople)],
        [
          t('facts.elements'),
          elements.length === 0 ? t('facts.unknown') : elements.map(elementLabel).join(', '),
        ],
      ]}
    />
  )
}
