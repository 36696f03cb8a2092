import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { actOnChange, type Change, type ChangeAct } from '../../api/changes.ts'
import { PATHS } from '../../paths.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Reauthenticate, useReauthentication } from '../../ui/Reauthenticate.tsx'
import { useForm } from '../../ui/use-form.ts'

type ActOnChangeProps = {
  code: string
  change: Change
  act: ChangeAct
  isDangerous: boolean
  onSecret: (secret: { userId: string; secret: string }) => void
  onClose: () => void
}

const START = { note: '', number: '', on: '', effectiveOn: '', signer: '', signedOn: '' }

/** Does one step with a change: says what it brings about, asks for what it needs, and for the person where it must. */
export function ActOnChange({ code, change, act, isDangerous, onSecret, onClose }: ActOnChangeProps) {
  const { t } = useTranslation('changes')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const reauthentication = useReauthentication()
  const form = useForm(START)
  const isSigning = act === 'sign-agency' || act === 'sign-office'
  const mustHaveSeen = isSigning && change.whatIf !== null
  const [hasSeen, setSeen] = useState(false)
  const [isUnseen, setUnseen] = useState(false)
  const submit = async () => {
    setUnseen(mustHaveSeen && !hasSeen)
    if (mustHaveSeen && !hasSeen) return
    const seen = change.whatIf === null ? {} : { whatIf: change.whatIf.id }
    const filled = Object.fromEntries(Object.entries(form.values).filter(([, value]) => value.trim() !== ''))
    const done = await form.send(async () => {
      const answer = await reauthentication.around(() =>
        actOnChange(code, change.id, act, { ...filled, ...(isSigning ? seen : {}) }),
      )
      return answer?.kind === 'ok' ? { kind: 'ok' as const, value: { made: answer.value } } : answer
    })
    if (done === undefined) return
    const { made } = done
    await queries.invalidateQueries({ queryKey: ['/agreements', `/${encodeURIComponent(code)}`] })
    if (made?.userId !== undefined && made.secret !== undefined) {
      onSecret({ userId: made.userId, secret: made.secret })
    }
    onClose()
    if (made?.proposal !== undefined) {
      await queries.invalidateQueries({ queryKey: ['/office', '/approvals'] })
      await navigate({ to: PATHS.approval, params: { id: String(made.proposal) } })
    }
  }
  return (
    <DialogForm
      title={t(`acts.${act}`)}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
      label={t(`acts.${act}`)}
      isDangerous={isDangerous}
    >
      <p>{t(`effects.${act}`)}</p>
      {act === 'approve-centrally' && (
        <>
          <TextInput label={t('fields.centralNumber')} required {...form.field('number')} />
          <DayInput
            label={t('fields.on')}
            value={form.values.on}
            onDay={(day) => form.set('on', day)}
            error={form.errorOf('on')}
          />
        </>
      )}
      {act === 'issue' && (
        <>
          <TextInput
            label={t('fields.number')}
            description={t('fields.numberHint')}
            {...form.field('number')}
          />
          {change.procedure.isSigned && change.procedure.whatIf && (
            <DayInput
              label={t('fields.effectiveOn')}
              description={t('fields.effectiveHint')}
              value={form.values.effectiveOn}
              onDay={(day) => form.set('effectiveOn', day)}
              error={form.errorOf('effectiveOn')}
            />
          )}
        </>
      )}
      {isSigning && (
        <>
          <TextInput
            label={t('fields.signer')}
            description={t('fields.signerHint')}
            {...form.field('signer')}
          />
          <DayInput
            label={t('fields.signedOn')}
            value={form.values.signedOn}
            onDay={(day) => form.set('signedOn', day)}
            error={form.errorOf('signedOn')}
          />
        </>
      )}
      {mustHaveSeen && (
        <Checkbox
          label={t('fields.seen')}
          checked={hasSeen}
          onChange={({ currentTarget }) => setSeen(currentTarget.checked)}
          error={isUnseen ? t('fields.seenFirst') : undefined}
        />
      )}
      <Textarea
        label={t('fields.note')}
        description={t('fields.noteHint')}
        rows={3}
        {...form.field('note')}
      />
      <Reauthenticate state={reauthentication} />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
