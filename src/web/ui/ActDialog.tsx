import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { proposalIn } from '../api/approvals.ts'
import type { Answer, Problem } from '../api/client.ts'
import { PATHS } from '../paths.ts'
import { DialogForm } from './DialogForm.tsx'
import { Facts } from './Facts.tsx'
import { ProblemNote } from './ProblemNote.tsx'
import { Reauthenticate, useReauthentication } from './Reauthenticate.tsx'
import { useTakesTwo } from './use-waiting.ts'

export type Act = {
  title: string
  /** Who or what it falls on. */
  whom: string
  consequence: string
  /** Of the button that does it. */
  label: string
  isDangerous: boolean
  /** It grants authority: a second person must agree, unless the office is set otherwise. */
  grants?: boolean
  /** What the act needs to know besides its reason. */
  extra?: ReactNode
  run: (reason: string) => Promise<Answer<unknown>>
  /** Beginnings of the addresses that show something else afterwards. */
  makesStale: readonly (readonly string[])[]
  onDone?: (value: unknown) => void
}

const REASON_MIN = 10

export type ActDialogProps = { act: Act; onClose: () => void }

/**
 * The one way to do what changes authority: says what will happen, to whom, from when; asks for a reason; and
 * for the password and second factor when the server no longer trusts the session with it.
 */
export function ActDialog({ act, onClose }: ActDialogProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const reauthentication = useReauthentication()
  const navigate = useNavigate()
  const isProposed = useTakesTwo() && act.grants === true
  const [reason, setReason] = useState('')
  const [isReasonMissing, setReasonMissing] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)

  const submit = async () => {
    if (reason.trim().length < REASON_MIN) return setReasonMissing(true)
    setReasonMissing(false)
    setBusy(true)
    const answer = await reauthentication.around(() => act.run(reason.trim()))
    setBusy(false)
    if (answer === undefined) return setProblem(undefined)
    if (answer.kind === 'refused') return setProblem(answer.problem)
    for (const queryKey of act.makesStale) await queries.invalidateQueries({ queryKey })
    act.onDone?.(answer.value)
    onClose()
    const proposal = proposalIn(answer.value)
    if (proposal === undefined) return
    await queries.invalidateQueries({ queryKey: ['/office', '/approvals'] })
    await navigate({ to: PATHS.approval, params: { id: String(proposal) } })
  }

  return (
    <DialogForm
      title={act.title}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={isBusy}
      label={isProposed ? t('approval.propose') : act.label}
      isDangerous={act.isDangerous}
    >
      <Facts
        facts={[
          [t('act.whom'), act.whom],
          [t('act.whatHappens'), act.consequence],
          [t('act.from'), isProposed ? t('approval.willBeProposed') : t('act.now')],
        ]}
      />
      {act.extra}
      <Textarea
        label={t('act.reason')}
        description={t('act.reasonHint')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={isReasonMissing ? t('act.needReason') : undefined}
        rows={3}
        required
        data-autofocus
      />
      <Reauthenticate state={reauthentication} />
      {problem !== undefined && <ProblemNote problem={problem} />}
    </DialogForm>
  )
}
