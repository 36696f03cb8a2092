import '../../messages/feedback-compliance/words.ts'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { withQuery } from '../../api/client.ts'
import { BREAKDOWNS, complianceShape, type StandingLine, standingsShape } from '../../api/compliance.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Note } from '../../ui/Note.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { useToday } from '../../ui/use-today.ts'
import { ComplianceFilters } from './ComplianceFilters.tsx'
import { FigureTable, TotalCard, Trend } from './Figures.tsx'
import { ResultState } from './ResultState.tsx'
import { spanOn } from './spans.ts'

export function CompliancePage() {
  return (
    <Door needs="feedback.read">
      <Compliance />
    </Door>
  )
}

function Compliance() {
  const { t } = useTranslation('feedback-compliance')
  const today = useToday()
  const search = useSearch({ from: '/shell/kepatuhan' })
  const usual = spanOn('half', today)
  const { dari: from = usual.from, sampai: until = usual.until, instansi, perjanjian, jendela } = search
  const by = BREAKDOWNS.find((one) => one === search.menurut) ?? 'agreement'
  const query = useAsked(
    withQuery('/feedback/compliance', {
      from,
      until,
      by,
      agency: instansi,
      agreement: perjanjian,
      within: jendela,
    }),
    complianceShape,
  )
  const rules = useAsked('/feedback/compliance-rules', standingsShape)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <ComplianceFilters search={search} from={from} until={until} agreements={rules.data ?? []} />
      <Loaded query={query}>
        {({ total, months, rows, isUpToDate }) => (
          <>
            {!isUpToDate && (
              <Note tone="info" live="polite">
                {t('behind')}
              </Note>
            )}
            <Section title={t('sections.total')}>
              <TotalCard total={total} />
            </Section>
            <Section title={t('sections.trend')}>
              <Trend months={months} />
            </Section>
            <Section title={t('sections.rows')}>
              <FigureTable rows={rows} by={by} />
            </Section>
          </>
        )}
      </Loaded>
      <Section title={t('sections.rules')}>
        <Loaded query={rules}>{(lines) => <RulesTable lines={lines} />}</Loaded>
      </Section>
    </Page>
  )
}

function RulesTable({ lines }: { lines: readonly StandingLine[] }) {
  const { t } = useTranslation('feedback-compliance')
  const format = useFormat()
  return (
    <DataTable
      name={t('rulesTable')}
      rows={lines}
      rowKey={({ code }) => code}
      empty={t('rulesEmpty')}
      columns={[
        {
          title: t('by.agreement'),
          cell: ({ code, agency }) => (
            <span className="wide-cell">
              <PathLink to={PATHS.complianceOf} params={{ code }}>
                {code}
              </PathLink>
              <span className="dim code-line">{agency}</span>
            </span>
          ),
        },
        {
          title: t('rule'),
          cell: ({ kind, targetPercent }) => (
            <>
              {t(`kinds.${kind}`)}
              {targetPercent !== null && ` (${targetPercent}%)`}
            </>
          ),
        },
        {
          title: t('standing'),
          cell: ({ kind, result, lowersFrom }) => (
            <>
              {kind !== 'none' && <ResultState result={result} />}
              {result === 'warned' && lowersFrom !== null && (
                <span className="dim"> {t('lowersFrom', { day: format.day(lowersFrom) })}</span>
              )}
            </>
          ),
        },
      ]}
    />
  )
}
