import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withQuery } from '../../api/client.ts'
import {
  countProposals,
  type ProposalAct,
  type ProposalFilter,
  proposalCountShape,
} from '../../api/registry-proposals.ts'
import { patiently } from '../../lazy-route-component.ts'
import { useFormat } from '../../messages/format.ts'
import { useAsked } from '../../ui/Loaded.tsx'
import type { ManyProposals } from './BulkDialog.tsx'
import { type BulkOutcome, BulkResult } from './BulkResult.tsx'

// A dialog weighs more than the list, and is opened by an act.
const BulkDialog = lazy(
  patiently(() => import('./BulkDialog.tsx').then((module) => ({ default: module.BulkDialog }))),
)

type BulkBarProps = { chosen: readonly number[]; filter: ProposalFilter; isEmpty: boolean }

/** Deciding what was chosen, or everything that the filter finds: its number stands there before. */
export function BulkBar({ chosen, filter, isEmpty }: BulkBarProps) {
  const { t } = useTranslation('feedback-proposals')
  const format = useFormat()
  const counted = useAsked(withQuery('/registry-proposals/count', filter), proposalCountShape)
  const [asked, setAsked] = useState<{ act: ProposalAct; what: ManyProposals }>()
  const [outcome, setOutcome] = useState<BulkOutcome>()
  const ofChosen = (act: ProposalAct) => setAsked({ act, what: { ids: chosen } })
  const ofFilter = async (act: ProposalAct) => {
    // Counted anew: what is confirmed is what is there now.
    const answer = await countProposals(filter)
    if (answer.kind === 'ok') setAsked({ act, what: { filter, ...answer.value } })
    else await counted.refetch()
  }
  const total = counted.data?.count ?? 0
  return (
    <>
      {outcome !== undefined && (
        <div className="proposal-notes">
          <BulkResult outcome={outcome} />
        </div>
      )}
      {!isEmpty && (
        <div className="bulk-bar">
          {chosen.length > 0 ? (
            <>
              <span role="status">{t('bulk.chosen', { n: format.number(chosen.length) })}</span>
              <Button onClick={() => ofChosen('acceptance')}>{t('bulk.acceptChosen')}</Button>
              <Button variant="default" className="danger" onClick={() => ofChosen('rejection')}>
                {t('bulk.rejectChosen')}
              </Button>
            </>
          ) : (
            <>
              <span role="status">{t('bulk.found', { n: format.number(total) })}</span>
              <Button variant="default" onClick={() => void ofFilter('acceptance')}>
                {t('bulk.acceptFound')}
              </Button>
              <Button variant="default" className="danger" onClick={() => void ofFilter('rejection')}>
                {t('bulk.rejectFound')}
              </Button>
            </>
          )}
        </div>
      )}
      {asked !== undefined && (
        <Suspense fallback={null}>
          <BulkDialog
            act={asked.act}
            what={asked.what}
            onClose={() => setAsked(undefined)}
            onOutcome={setOutcome}
          />
        </Suspense>
      )}
    </>
  )
}
