import { useTranslation } from 'react-i18next'
import type { Outlook, Rule, Standing } from '../../api/compliance.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Note } from '../../ui/Note.tsx'
import { Section } from '../../ui/Page.tsx'
import { ResultState } from './ResultState.tsx'
import { useShare } from './use-share.ts'

/** What holds now, in one sentence. */
export function StandingNote({ standing }: { standing: Standing }) {
  const { t } = useTranslation('feedback-compliance')
  const format = useFormat()
  const { rules, evaluations, lowerings } = standing
  const [rule] = rules
  const [last] = evaluations
  if (rule === undefined || rule.kind === 'none') return <Note tone="info">{t('ruleSection.none')}</Note>
  if (last === undefined || last.ruleId !== rule.id) return <Note tone="info">{t('notes.none')}</Note>
  const since = last.warnedOn === null ? '' : format.day(last.warnedOn)
  switch (last.result) {
    case 'met':
      return <Note tone="good">{t('notes.met')}</Note>
    case 'excepted':
      return <Note tone="info">{t('notes.excepted')}</Note>
    case 'lowered':
      if (!lowerings.some(({ day }) => day === last.day)) {
        return <Note tone="warn">{t('notes.nothingLowered', { since })}</Note>
      }
      return <Note tone="bad">{t('notes.lowered', { since, day: format.day(last.day) })}</Note>
    case 'warned':
      return (
        <Note tone="warn">
          {last.lowersFrom === null
            ? t('notes.warnedOnly', { since })
            : t('notes.warned', { since, day: format.day(last.lowersFrom) })}
        </Note>
      )
  }
}

const personOf = (by: string) => by.replace(/^staff:/, '')

/** The rule in force with all its numbers, and those before it. */
export function RuleFacts({ rules }: { rules: readonly Rule[] }) {
  const { t } = useTranslation('feedback-compliance')
  const format = useFormat()
  const [rule, ...earlier] = rules
  if (rule === undefined) return <p className="empty">{t('ruleSection.none')}</p>
  const decided = t('ruleSection.decided', {
    moment: format.moment(rule.decidedAt),
    who: personOf(rule.decidedBy),
  })
  const { targetPercent, spanDays, graceDays, floorQuota, baseQuota, warnDays } = rule
  return (
    <>
      <div className="card">
        <Facts
          facts={[
            [t('rule'), t(`kinds.${rule.kind}`)],
            ...(targetPercent === null || spanDays === null || graceDays === null
              ? []
              : [
                  [
                    t('ruleSection.target'),
                    t('ruleSection.targetText', { percent: targetPercent, span: spanDays, grace: graceDays }),
                  ] as const,
                ]),
            ...(floorQuota === null || warnDays === null
              ? []
              : [
                  [t('ruleSection.warning'), t('ruleSection.warningText', { n: warnDays })] as const,
                  [t('ruleSection.floor'), format.number(floorQuota)] as const,
                  [
                    t('ruleSection.base'),
                    baseQuota === null ? t('ruleSection.noBase') : format.number(baseQuota),
                  ] as const,
                ]),
            [t('ruleSection.reason'), rule.reason],
            [
              '',
              <span key="decided" className="dim">
                {decided}
              </span>,
            ],
          ]}
        />
      </div>
      {earlier.length > 0 && (
        <details>
          <summary>{t('ruleSection.earlier', { n: earlier.length })}</summary>
          <ul>
            {earlier.map(({ version, kind, decidedAt, decidedBy }) => (
              <li key={version}>
                {t('ruleSection.version', {
                  n: version,
                  kind: t(`kinds.${kind}`),
                  moment: format.moment(decidedAt),
                  who: personOf(decidedBy),
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

/** How many people more have to have feedback, for the target to be met. */
const neededFor = ({ people, answered }: Outlook, target: number) =>
  Math.max(0, Math.ceil((people * target) / 100) - answered)

/** The formula with the figures of now: what this evening would find. */
export function FormulaView({ rule, now }: { rule: Rule; now: Outlook }) {
  const { t } = useTranslation('feedback-compliance')
  const format = useFormat()
  const share = useShare()
  const target = rule.targetPercent ?? 0
  const needed = neededFor(now, target)
  return (
    <Section title={t('formula.title')}>
      {rule.kind === 'lower' && (
        <p>
          <code>{t('formula.text', { floor: format.number(rule.floorQuota ?? 0), target })}</code>
        </p>
      )}
      <p className="dim">{t('formula.note')}</p>
      <div className="card">
        <Facts
          facts={[
            [
              t('formula.days'),
              t('formula.daysText', { from: format.day(now.from), until: format.day(now.until) }),
            ],
            [t('formula.people'), format.number(now.people)],
            [t('formula.answered'), format.number(now.answered)],
            [t('formula.share'), t('formula.shareText', { share: share(now), target })],
            [
              t('formula.needed'),
              needed === 0 ? t('formula.reached') : t('formula.neededText', { n: format.number(needed) }),
            ],
          ]}
        />
      </div>
      {rule.kind === 'lower' && <QuotaTable quotas={now.quotas} />}
    </Section>
  )
}

export function QuotaTable({ quotas }: { quotas: Outlook['quotas'] }) {
  const { t } = useTranslation('feedback-compliance')
  const format = useFormat()
  return (
    <DataTable
      name={t('formula.quotas')}
      rows={quotas}
      rowKey={({ userId }) => userId}
      empty={t('formula.whole')}
      withCount={false}
      columns={[
        { title: t('formula.userId'), cell: ({ userId }) => userId },
        { title: t('formula.granted'), cell: ({ granted }) => format.number(granted), numeric: true },
        { title: t('formula.left'), cell: ({ quota }) => format.number(quota), numeric: true },
      ]}
    />
  )
}

/** What the evenings found, and what was lowered. */
export function Evenings({ standing: { evaluations, lowerings } }: { standing: Standing }) {
  const { t } = useTranslation('feedback-compliance')
  const format = useFormat()
  const share = useShare()
  return (
    <>
      <Section title={t('evenings.title')}>
        <DataTable
          name={t('evenings.table')}
          rows={evaluations}
          rowKey={({ day }) => day}
          empty={t('evenings.empty')}
          withCount={false}
          columns={[
            { title: t('evenings.day'), cell: ({ day }) => format.day(day) },
            { title: t('evenings.people'), cell: ({ people }) => format.number(people), numeric: true },
            { title: t('evenings.answered'), cell: ({ answered }) => format.number(answered), numeric: true },
            { title: t('evenings.share'), cell: share, numeric: true },
            { title: t('evenings.result'), cell: ({ result }) => <ResultState result={result} /> },
          ]}
        />
      </Section>
      <Section title={t('lowerings.title')}>
        <DataTable
          name={t('lowerings.table')}
          rows={lowerings}
          rowKey={({ day, userId }) => `${day} ${userId}`}
          empty={t('lowerings.empty')}
          withCount={false}
          columns={[
            { title: t('evenings.day'), cell: ({ day }) => format.day(day) },
            { title: t('formula.userId'), cell: ({ userId }) => userId },
            { title: t('formula.granted'), cell: ({ granted }) => format.number(granted), numeric: true },
            { title: t('lowerings.lowered'), cell: ({ lowered }) => format.number(lowered), numeric: true },
            {
              title: t('lowerings.state'),
              cell: ({ liftedAt }) =>
                liftedAt === null
                  ? t('lowerings.stands')
                  : t('lowerings.lifted', { moment: format.moment(liftedAt) }),
            },
          ]}
        />
      </Section>
    </>
  )
}
