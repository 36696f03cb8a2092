import { useTranslation } from 'react-i18next'
import type { VerificationAnswer } from '../../api/verification.ts'
import { DataTable } from '../../ui/DataTable.tsx'

/** What may be shown, large, in the order of the card; or how what was typed compares with it. */
export function Values({ answer }: { answer: VerificationAnswer }) {
  const { t } = useTranslation()
  if (answer.rows.length > 0) {
    return (
      <div className="matches">
        <DataTable
          name={t('outcome.matched.title')}
          rows={answer.rows}
          rowKey={({ element }) => element}
          empty={t('app.none')}
          withCount={false}
          columns={[
            { title: t('check.element'), cell: ({ label }) => label },
            { title: t('check.result'), cell: (row) => <MatchWord {...row} /> },
          ]}
        />
      </div>
    )
  }
  if (answer.values.length === 0) return null
  return (
    <dl className="values">
      {answer.values.map(({ element, label, value }) => (
        <div key={element}>
          <dt>{label}</dt>
          <dd>{value === null || value === '' ? t('check.noValue') : asOnCard(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Days stand on the card as 29-02-1996. */
const asOnCard = (value: string) => value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3-$2-$1')

function MatchWord({ matches, score }: { matches: boolean; score: number | null }) {
  const { t } = useTranslation()
  return (
    <span className={`state tone-${matches ? 'good' : 'bad'}`}>
      <span aria-hidden="true">{matches ? '✓' : '✗'}</span> {matches ? t('check.match') : t('check.noMatch')}
      {score !== null && <small>({t('check.score', { score: Math.round(score) })})</small>}
    </span>
  )
}
