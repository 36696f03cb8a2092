import { useTranslation } from 'react-i18next'
import { type Decided, type ProposalAct, REFUSALS } from '../../api/registry-proposals.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { Note } from '../../ui/Note.tsx'
import { PathLink } from '../../ui/PathLink.tsx'

export type BulkOutcome = { act: ProposalAct; decided: Decided; isWhole: boolean }

/** Named of each reason; the rest stand in the list. */
const NAMED = 10

/** What became of many proposals: how many, and which were not decided, with the reason. */
export function BulkResult({ outcome: { act, decided, isWhole } }: { outcome: BulkOutcome }) {
  const { t } = useTranslation('feedback-proposals')
  const format = useFormat()
  const { done, settled, refused } = decided
  return (
    <Note tone={isWhole && refused.length === 0 ? 'good' : 'warn'} title={t('bulk.done')} live="polite">
      {!isWhole && <p>{t('bulk.stopped')}</p>}
      <p>{t(act === 'acceptance' ? 'bulk.accepted' : 'bulk.rejected', { n: format.number(done) })}</p>
      {settled > 0 && <p>{t('bulk.settled', { n: format.number(settled) })}</p>}
      {refused.length > 0 && (
        <>
          <p>{t('bulk.refused', { n: format.number(refused.length) })}</p>
          <ul>
            {REFUSALS.map((why) => {
              const ids = refused.filter((one) => one.why === why).map(({ id }) => id)
              if (ids.length === 0) return null
              return (
                <li key={why}>
                  {format.number(ids.length)} {t(`refusals.${why}`)}:{' '}
                  {ids.slice(0, NAMED).map((id) => (
                    <span key={id}>
                      <PathLink to={PATHS.proposal} params={{ id: String(id) }}>
                        {t('number', { id })}
                      </PathLink>{' '}
                    </span>
                  ))}
                  {ids.length > NAMED && '…'}
                </li>
              )
            })}
          </ul>
        </>
      )}
    </Note>
  )
}
