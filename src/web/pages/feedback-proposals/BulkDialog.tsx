import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import {
  type Decided,
  decideMany,
  type ProposalAct,
  type ProposalFilter,
} from '../../api/registry-proposals.ts'
import { useFormat } from '../../messages/format.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Reauthenticate, useReauthentication } from '../../ui/Reauthenticate.tsx'
import type { BulkOutcome } from './BulkResult.tsx'

/** The chosen ones, or what a filter found when it was counted. */
export type ManyProposals =
  | { ids: readonly number[] }
  | { filter: ProposalFilter; count: number; upTo: number }

type BulkDialogProps = {
  act: ProposalAct
  what: ManyProposals
  onClose: () => void
  onOutcome: (outcome: BulkOutcome) => void
}

const NOTHING: Decided = { done: 0, settled: 0, refused: [], next: null }
const REASON_MIN = 10

/** Confirms the number, asks why, and decides portion by portion, telling how far it is. */
export function BulkDialog({ act, what, onClose, onOutcome }: BulkDialogProps) {
  const { t } = useTranslation(['feedback-proposals', 'translation'])
  const format = useFormat()
  const queries = useQueryClient()
  const reauthentication = useReauthentication()
  const [reason, setReason] = useState('')
  const [isReasonMissing, setReasonMissing] = useState(false)
  const [sum, setSum] = useState(NOTHING)
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  const total = 'ids' in what ? what.ids.length : what.count
  const n = format.number(total)
  const isAccepting = act === 'acceptance'
  const handled = sum.done + sum.settled + sum.refused.length

  const portion = (after: number) => {
    if ('ids' in what) return decideMany(act, { reason, ids: what.ids })
    const { filter, count, upTo } = what
    return decideMany(act, { ...filter, reason, expected: count, upTo, after })
  }

  const end = async (decided: Decided, isWhole: boolean) => {
    onOutcome({ act, decided, isWhole })
    for (const queryKey of [['/registry-proposals'], ['/tasks']])
      await queries.invalidateQueries({ queryKey })
    onClose()
  }

  const submit = async () => {
    if (reason.trim().length < REASON_MIN) return setReasonMissing(true)
    setReasonMissing(false)
    setBusy(true)
    let all = NOTHING
    for (let after: number | null = 0; after !== null; ) {
      const from: number = after
      const answer = await reauthentication.around(() => portion(from))
      if (answer === undefined || answer.kind === 'refused') {
        setBusy(false)
        if (all !== NOTHING) return end(all, false)
        return setProblem(answer?.problem)
      }
      const { done, settled, refused, next } = answer.value
      all = {
        done: all.done + done,
        settled: all.settled + settled,
        refused: [...all.refused, ...refused],
        next,
      }
      setSum(all)
      after = next ?? null
    }
    setBusy(false)
    await end(all, true)
  }

  return (
    <DialogForm
      title={t(isAccepting ? 'bulk.acceptTitle' : 'bulk.rejectTitle', { n })}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={isBusy}
      label={t(isAccepting ? 'bulk.accept' : 'bulk.reject', { n })}
      isDangerous={!isAccepting}
    >
      <p>{t(isAccepting ? 'bulk.acceptText' : 'bulk.rejectText', { n })}</p>
      <Textarea
        label={t('act.reason', { ns: 'translation' })}
        description={t('act.reasonHint', { ns: 'translation' })}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={isReasonMissing ? t('act.needReason', { ns: 'translation' }) : undefined}
        rows={3}
        required
        data-autofocus
      />
      <Reauthenticate state={reauthentication} />
      {isBusy && (
        <Note tone="info" live="polite">
          {t('bulk.progress', { done: format.number(handled), n })}
        </Note>
      )}
      {problem !== undefined && <ProblemNote problem={problem} />}
    </DialogForm>
  )
}
