import '../../messages/feedback-compliance/words.ts'
import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Standing, standingPath, standingShape } from '../../api/compliance.ts'
import { patiently } from '../../lazy-route-component.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { Appeals } from './Appeals.tsx'
import { Evenings, FormulaView, RuleFacts, StandingNote } from './StandingView.tsx'

const DecideRuleDialog = lazy(
  patiently(() => import('./DecideRuleDialog.tsx').then((module) => ({ default: module.DecideRuleDialog }))),
)

/** What follows from one agreement's compliance: its rule, the formula with its numbers, appeals. */
export function StandingPage() {
  return (
    <Door needs="feedback.read">
      <OneAgreement />
    </Door>
  )
}

function OneAgreement() {
  const { t } = useTranslation('feedback-compliance')
  const { code } = useParams({ from: '/shell/kepatuhan/$code' })
  const query = useAsked(standingPath(code), standingShape)
  const agreement = query.data?.agreement
  return (
    <Page
      title={agreement === undefined ? t('title') : t('oneTitle', { agency: agreement.agency })}
      lead={agreement !== undefined && t('agreementLine', { number: agreement.number })}
    >
      <Loaded query={query}>{(standing) => <StandingParts code={code} standing={standing} />}</Loaded>
      <p>
        <PathLink to={PATHS.compliance} search={{ perjanjian: code, menurut: 'operator' }}>
          {t('toFigures')}
        </PathLink>
        {' · '}
        <PathLink to={PATHS.compliance}>{t('back')}</PathLink>
      </p>
    </Page>
  )
}

function StandingParts({ code, standing }: { code: string; standing: Standing }) {
  const { t } = useTranslation('feedback-compliance')
  const mayDecide = useMay('feedback.rules.decide')
  const [isDeciding, setDeciding] = useState(false)
  const [rule] = standing.rules
  return (
    <>
      <StandingNote standing={standing} />
      <Appeals standing={standing} />
      <Section title={t('ruleSection.title')}>
        <RuleFacts rules={standing.rules} />
        {mayDecide && (
          <Button variant="default" mt="sm" onClick={() => setDeciding(true)}>
            {t('ruleSection.decide')}
          </Button>
        )}
      </Section>
      {rule !== undefined && standing.now !== null && <FormulaView rule={rule} now={standing.now} />}
      <Evenings standing={standing} />
      {isDeciding && (
        <Suspense fallback={null}>
          <DecideRuleDialog code={code} rule={rule} onClose={() => setDeciding(false)} />
        </Suspense>
      )}
    </>
  )
}
