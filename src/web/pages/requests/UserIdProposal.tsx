import { Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { proposeUserId, type RequestView } from '../../api/requests.ts'
import { PATHS } from '../../paths.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { Reauthenticate } from '../../ui/Reauthenticate.tsx'
import { Secret } from '../../ui/Secret.tsx'
import { ActProblem } from './ActProblem.tsx'
import { useActForm } from './use-act-form.ts'

type UserIdProposalProps = {
  request: RequestView
  wanted: NonNullable<RequestView['credentialForm']>
  onClose: () => void
}

/** Asks for the User ID of a complete form; another officer approves it. */
export function UserIdProposal({ request, wanted, onClose }: UserIdProposalProps) {
  const { t } = useTranslation('requests')
  const { t: shared } = useTranslation()
  const navigate = useNavigate()
  const form = useActForm(request.id, { userId: wanted.userId ?? '', reason: '' })
  const [made, setMade] = useState<{ userId: string; secret: string }>()
  const kind = wanted.kind === 'development' ? t('userIds.development') : t('userIds.production')
  const submit = async () => {
    if (made !== undefined) return onClose()
    const { userId = '', reason = '' } = form.values
    const done = await form.send(() =>
      proposeUserId(request.id, { kind: wanted.kind, userId: userId.trim(), reason: reason.trim() }),
    )
    if (done === undefined) return
    const { proposal, secret, userId: issued } = done.value
    if (proposal !== undefined) await navigate({ to: PATHS.approval, params: { id: String(proposal) } })
    else if (secret === undefined) onClose()
    else setMade({ userId: issued ?? userId, secret })
  }
  return (
    <DialogForm
      title={t('userIds.propose')}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
      label={made === undefined ? t('userIds.propose') : shared('app.close')}
    >
      {made === undefined ? (
        <>
          <p>{t('userIds.proposeText', { kind })}</p>
          <p className="dim">{wanted.networks.join(', ')}</p>
          <TextInput
            label={t('fields.userId')}
            autoComplete="off"
            required
            value={form.values.userId ?? ''}
            onChange={(event) => form.set('userId', event.currentTarget.value)}
            error={form.errorOf('userId')}
          />
          <Textarea
            label={shared('act.reason')}
            description={shared('act.reasonHint')}
            required
            rows={2}
            value={form.values.reason ?? ''}
            onChange={(event) => form.set('reason', event.currentTarget.value)}
            error={form.errorOf('reason')}
          />
          <Reauthenticate state={form.reauthentication} />
          <ActProblem problem={form.problem} shown={['userId', 'reason']} />
        </>
      ) : (
        <Secret
          title={t('userIds.userId')}
          facts={[
            [t('userIds.userId'), made.userId],
            [shared('approval.secret.whole'), made.secret],
          ]}
          note={shared('approval.secretNote.whole')}
        />
      )}
    </DialogForm>
  )
}
