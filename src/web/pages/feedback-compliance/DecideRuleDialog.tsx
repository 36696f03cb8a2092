import '../proofs/proofs.css'
import { Button, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, withQuery } from '../../api/client.ts'
import {
  decideRule,
  type Outlook,
  outlookShape,
  RULE_KINDS,
  type Rule,
  standingPath,
} from '../../api/compliance.ts'
import { nullable } from '../../api/shape.ts'
import { useFormat } from '../../messages/format.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Reauthenticate, useReauthentication } from '../../ui/Reauthenticate.tsx'
import { useForm } from '../../ui/use-form.ts'
import { Choices } from '../proofs/Choices.tsx'
import { QuotaTable } from './StandingView.tsx'
import { useShare } from './use-share.ts'

const textOf = (value: number | null | undefined, usual: string) =>
  value === null || value === undefined ? usual : String(value)

type DecideRuleDialogProps = { code: string; rule: Rule | undefined; onClose: () => void }

/** Decides what follows from compliance; what it would do is shown with the figures of now. */
export function DecideRuleDialog({ code, rule, onClose }: DecideRuleDialogProps) {
  const { t } = useTranslation('feedback-compliance')
  const format = useFormat()
  const share = useShare()
  const queries = useQueryClient()
  const reauthentication = useReauthentication()
  const [seen, setSeen] = useState<Outlook | null>()
  const form = useForm({
    kind: rule?.kind ?? 'warn',
    targetPercent: textOf(rule?.targetPercent, '80'),
    graceDays: textOf(rule?.graceDays, '14'),
    spanDays: textOf(rule?.spanDays, '180'),
    floorQuota: textOf(rule?.floorQuota, '20'),
    baseQuota: textOf(rule?.baseQuota, ''),
    warnDays: textOf(rule?.warnDays, '14'),
    reason: '',
  })
  const { kind, reason, ...texts } = form.values
  const wanted = {
    kind,
    ...(kind === 'none'
      ? {}
      : { targetPercent: texts.targetPercent, graceDays: texts.graceDays, spanDays: texts.spanDays }),
    ...(kind === 'lower'
      ? { floorQuota: texts.floorQuota, baseQuota: texts.baseQuota, warnDays: texts.warnDays }
      : {}),
  }
  const look = async () => {
    const address = withQuery(`${standingPath(code)}/outlook`, wanted)
    setSeen(undefined)
    const answer = await form.send(async () => {
      const asked = await get(address, nullable(outlookShape))
      return asked.kind === 'ok' ? { kind: 'ok' as const, value: { outlook: asked.value } } : asked
    })
    if (answer !== undefined) setSeen(answer.outlook)
  }
  const submit = async () => {
    const sent = await form.send(() => reauthentication.around(() => decideRule(code, { ...wanted, reason })))
    if (sent === undefined) return
    await queries.invalidateQueries({ queryKey: ['/feedback'] })
    onClose()
  }
  const numberField = (name: keyof typeof texts, label: string, description?: string) => (
    <TextInput
      label={label}
      description={description}
      inputMode="numeric"
      autoComplete="off"
      {...form.field(name)}
    />
  )
  return (
    <DialogForm
      title={t('decide.title')}
      label={t('decide.submit')}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
      isDangerous={kind === 'lower'}
    >
      <p>{t('decide.text')}</p>
      <Choices
        kind="radio"
        legend={t('decide.kind')}
        choices={RULE_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        chosen={[kind]}
        onChosen={([value = '']) => form.set('kind', value)}
        error={form.errorOf('kind')}
      />
      {kind !== 'none' && (
        <>
          {numberField('targetPercent', t('decide.target'))}
          {numberField('graceDays', t('decide.grace'), t('decide.graceHint'))}
          {numberField('spanDays', t('decide.span'))}
        </>
      )}
      {kind === 'lower' && (
        <>
          {numberField('warnDays', t('decide.warn'))}
          {numberField('floorQuota', t('decide.floor'))}
          {numberField('baseQuota', t('decide.base'), t('decide.baseHint'))}
        </>
      )}
      <Button variant="default" onClick={() => void look()}>
        {t('decide.look')}
      </Button>
      {seen === null && (
        <Note tone="info" live="polite">
          {t('decide.lookNone')}
        </Note>
      )}
      {seen !== undefined && seen !== null && (
        <Note tone="info" live="polite">
          <p>
            {t('decide.lookText', {
              people: format.number(seen.people),
              answered: format.number(seen.answered),
              share: share(seen),
            })}
          </p>
          {kind === 'lower' && <QuotaTable quotas={seen.quotas} />}
        </Note>
      )}
      <Textarea
        label={t('decide.reason')}
        description={t('appeals.reasonHint')}
        rows={3}
        maxLength={1000}
        required
        {...form.field('reason')}
      />
      <Reauthenticate state={reauthentication} />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}
