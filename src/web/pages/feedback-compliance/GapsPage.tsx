import '../../messages/feedback-compliance/words.ts'
import { Button, Group, NativeSelect } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { withQuery } from '../../api/client.ts'
import {
  complianceShape,
  gapsHref,
  type StandingLine,
  standingPath,
  standingShape,
  standingsShape,
} from '../../api/compliance.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { Appeals } from './Appeals.tsx'
import { GapTable } from './GapTable.tsx'
import { Evenings, FormulaView, RuleFacts, StandingNote } from './StandingView.tsx'

/** What an agency owes and can work off, and what follows if it does not. */
export function GapsPage() {
  return (
    <Door needs="feedback.read">
      <Gaps />
    </Door>
  )
}

function Gaps() {
  const { t } = useTranslation('feedback-compliance')
  const navigate = useNavigate()
  const { perjanjian } = useSearch({ from: '/shell/data-balikan/kekurangan' })
  const query = useAsked('/feedback/compliance-rules', standingsShape)
  const chosenOf = (lines: readonly StandingLine[]) =>
    lines.find(({ code }) => code === perjanjian) ??
    lines.find(({ state }) => state === 'in_force') ??
    lines[0]
  return (
    <Page title={t('gaps.title')} lead={t('gaps.lead')}>
      <Loaded query={query}>
        {(lines) => {
          const chosen = chosenOf(lines)
          if (chosen === undefined) return <p className="empty">{t('gaps.none')}</p>
          return (
            <>
              {lines.length > 1 && (
                <NativeSelect
                  label={t('gaps.agreement')}
                  value={chosen.code}
                  onChange={({ currentTarget: { value } }) =>
                    void navigate({ to: PATHS.gaps, search: { perjanjian: value }, replace: true })
                  }
                  data={lines.map(({ code, number }) => ({ value: code, label: `${number} (${code})` }))}
                />
              )}
              <GapsOf key={chosen.code} code={chosen.code} />
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

function GapsOf({ code }: { code: string }) {
  const { t } = useTranslation('feedback-compliance')
  const standing = useAsked(standingPath(code), standingShape)
  return (
    <Loaded query={standing}>
      {(loaded) => {
        const [rule] = loaded.rules
        return (
          <>
            <StandingNote standing={loaded} />
            <WorkOff code={code} />
            {rule !== undefined && loaded.now !== null && <FormulaView rule={rule} now={loaded.now} />}
            {rule !== undefined && rule.kind !== 'none' && (
              <>
                <Appeals standing={loaded} />
                <Section title={t('ruleSection.title')}>
                  <RuleFacts rules={loaded.rules} />
                </Section>
              </>
            )}
            <GapTable code={code} />
            {rule !== undefined && rule.kind !== 'none' && <Evenings standing={loaded} />}
          </>
        )
      }}
    </Loaded>
  )
}

// Everything ever owed: what is old is owed all the same.
const SINCE_YEARS = 9

function WorkOff({ code }: { code: string }) {
  const { t } = useTranslation('feedback-compliance')
  const format = useFormat()
  const maySend = useMay('feedback.send')
  const from = `${new Date().getFullYear() - SINCE_YEARS}-01-01`
  const query = useAsked(
    withQuery('/feedback/compliance', { agreement: code, from, by: 'agency' }),
    complianceShape,
  )
  return (
    <Loaded query={query}>
      {({ total: { owed } }) => {
        const count = owed.reduce((sum, people) => sum + people, 0)
        if (count === 0) return <Note tone="good">{t('gaps.all')}</Note>
        return (
          <>
            <p>
              <strong>{t('gaps.count', { n: format.number(count) })}</strong>{' '}
              {owed
                .flatMap((people, index) => {
                  const age = AGES[index]
                  return people === 0 || age === undefined
                    ? []
                    : [`${t(`ages.${age}`)}: ${format.number(people)}`]
                })
                .join(' · ')}
            </p>
            {maySend ? (
              <>
                <Group gap="xs">
                  <Button component="a" download href={gapsHref(code, 'xlsx')}>
                    {t('gaps.download', { format: 'Excel' })}
                  </Button>
                  <Button component="a" download variant="default" href={gapsHref(code, 'csv')}>
                    {t('gaps.download', { format: 'CSV' })}
                  </Button>
                  <PathLink to={PATHS.feedbackUploads} search={{ perjanjian: code }}>
                    {t('gaps.send')}
                  </PathLink>
                </Group>
                <p className="dim">{t('gaps.downloadHint')}</p>
              </>
            ) : (
              <p className="dim">{t('gaps.notYours')}</p>
            )}
          </>
        )
      }}
    </Loaded>
  )
}

const AGES = ['week', 'month', 'quarter', 'over'] as const
