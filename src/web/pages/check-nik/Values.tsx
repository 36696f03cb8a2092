import { useTranslation } from 'react-i18next'
import type { VerificationAnswer } from '../../api/verification.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { inCardOrder } from './card-order.ts'
import { groupNik } from './read-nik.ts'
import '../../messages/check-nik/words.ts'

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
      {inCardOrder(answer.values).map(({ values, between }) => (
        <div key={values.map(({ element }) => element).join()}>
          <dt>{values.map(({ label }) => label).join(between)}</dt>
          <dd>
            {values
              .map(({ element, value }) =>
                value === null || value === '' ? t('check.noValue') : asOnCard(element, value),
              )
              .join(between)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Days stand on the card as 29-02-1996, RT and RW as 010/009; sixteen digits are read in groups. */
function asOnCard(element: string, value: string): string {
  if (SIXTEEN.has(element)) return groupNik(value)
  if (THREE.has(element)) return value.padStart(3, '0')
  return value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3-$2-$1')
}

const THREE: ReadonlySet<string> = new Set(['NO_RT', 'NO_RW'])

const SIXTEEN: ReadonlySet<string> = new Set(['NIK', 'NO_KK', 'NIK_AYAH', 'NIK_IBU'])

function MatchWord({ matches, score }: { matches: boolean; score: number | null }) {
  const { t } = useTranslation()
  return (
    <span className={`state tone-${matches ? 'good' : 'bad'}`}>
      <span aria-hidden="true">{matches ? '✓' : '✗'}</span> {matches ? t('check.match') : t('check.noMatch')}
      {score !== null && <small>({t('check.score', { score: Math.round(score) })})</small>}
    </span>
  )
}
