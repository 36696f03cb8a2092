import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decideProposal, type Proposal } from '../../api/approvals.ts'
import { type Act, ActConfirm } from '../../ui/ActConfirm.tsx'
import { useConsequence, useKindName, useWhyNot } from './approval-words.ts'

const STALE = [['/office'], ['/board']] as const

/** Approve or reject; where the viewer may not, the buttons stand there with the reason. */
export function Decision({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation()
  const kindName = useKindName()
  const consequence = useConsequence()
  const whyNot = useWhyNot()
  const [act, setAct] = useState<Act>()
  const { id, kind, whom, whyNotDecide } = proposal
  const isPossible = whyNotDecide === null
  const name = kindName(kind)
  const approve: Act = {
    title: t('approval.approveTitle', { name }),
    whom,
    consequence: consequence(kind),
    label: t('approval.approve'),
    isDangerous: false,
    run: (reason) => decideProposal(id, 'approval', reason),
    makesStale: STALE,
  }
  const reject: Act = {
    title: t('approval.rejectTitle', { name }),
    whom,
    consequence: t('approval.rejectText'),
    label: t('approval.reject'),
    isDangerous: true,
    run: (reason) => decideProposal(id, 'rejection', reason),
    makesStale: STALE,
  }
  const off = isPossible ? {} : { 'data-disabled': true, 'aria-describedby': 'why-not' }
  return (
    <div>
      <Group gap="xs">
        <Button aria-disabled={!isPossible} {...off} onClick={() => isPossible && setAct(approve)}>
          {t('approval.approve')}
        </Button>
        <Button
          variant="default"
          className="danger"
          aria-disabled={!isPossible}
          {...off}
          onClick={() => isPossible && setAct(reject)}
        >
          {t('approval.reject')}
        </Button>
      </Group>
      {whyNotDecide !== null && (
        <p className="dim" id="why-not">
          {whyNot(whyNotDecide)}
        </p>
      )}
      {act !== undefined && <ActConfirm act={act} onClose={() => setAct(undefined)} />}
    </div>
  )
}
