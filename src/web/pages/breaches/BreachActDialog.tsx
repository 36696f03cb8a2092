import '../proofs/proofs.css'
import { Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ActGiven, actOnBreach, type Breach, type BreachAct, DECISIONS } from '../../api/breaches.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { MomentInput, useReadMoment } from '../../ui/MomentInput.tsx'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Reauthenticate, useReauthentication } from '../../ui/Reauthenticate.tsx'
import { useForm } from '../../ui/use-form.ts'
import { Choices } from '../proofs/Choices.tsx'

type BreachActDialogProps = { breach: Breach; act: BreachAct; onClose: () => void }

/** Says what will happen, asks for what the step says of it, and for the person where the server wants them proved. */
export function BreachActDialog({ breach, act, onClose }: BreachActDialogProps) {
  const { t } = useTranslation('breaches')
  const queries = useQueryClient()
  const readMoment = useReadMoment()
  const reauthentication = useReauthentication()
  const [at, setAt] = useState({ day: '', time: '' })
  const form = useForm({
    note: act === 'notify' ? breach.description : '',
    decision: '',
    duties: '',
    toldAt: '',
    affectedPeople: '',
  })
  const isTelling = act === 'tell-people' || act === 'tell-authority'
  const isCounting = act === 'examine' || act === 'note'
  const decision = DECISIONS.find((one) => one === form.values.decision)
  const takesAccess = decision === 'suspension' || decision === 'revocation'
  const given = (): ActGiven => {
    const { note, duties, affectedPeople } = form.values
    const people = affectedPeople.replace(/[.\s]/g, '')
    return {
      note,
      ...(act === 'decide' ? { decision: form.values.decision, duties } : {}),
      ...(isTelling ? { toldAt: readMoment(at) } : {}),
      // What is no number is refused by the server, with its field.
      ...(isCounting && people !== ''
        ? { affectedPeople: /^\d{1,9}$/.test(people) ? Number(people) : -1 }
        : {}),
    }
  }
  const submit = async () => {
    const done = await form.send(() => reauthentication.around(() => actOnBreach(breach.id, act, given())))
    if (done === undefined) return
    for (const queryKey of [['/breaches'], ['/papers'], ['/tasks'], ['/agreements'], ['/office']]) {
      await queries.invalidateQueries({ queryKey })
    }
    onClose()
  }
  return (
    <DialogForm
      title={t(`acts.${act}`)}
      onClose={onClose}
      onSubmit={() => void submit()}
      isBusy={form.isBusy}
      label={takesAccess ? t(`decisions.${decision}`) : t(`acts.${act}`)}
      isDangerous={takesAccess}
    >
      <p>{t(`texts.${act}`)}</p>
      {act === 'decide' && (
        <>
          <Choices
            kind="radio"
            legend={t('facts.decision')}
            choices={DECISIONS.map((value) => ({
              value,
              label: t(`decisions.${value}`),
              isClosed: breach.agreement === null && (value === 'suspension' || value === 'revocation'),
            }))}
            chosen={decision === undefined ? [] : [decision]}
            onChosen={([value = '']) => form.set('decision', value)}
            error={form.errorOf('decision')}
          />
          {breach.agreement === null && <p className="dim">{t('noAgreementHint')}</p>}
          <Note tone={takesAccess ? 'bad' : 'info'} live="polite">
            {decision === undefined
              ? t('choose')
              : t(`effects.${decision}`, { code: breach.agreement ?? '' })}
          </Note>
        </>
      )}
      {isTelling && (
        <MomentInput
          dayLabel={t('toldDay')}
          timeLabel={t('toldTime')}
          value={at}
          onValue={setAt}
          error={form.errorOf('toldAt')}
        />
      )}
      <Textarea
        label={t(`notes.${act}`)}
        description={t('noteHint')}
        rows={4}
        required
        maxLength={isTelling ? 500 : 2000}
        data-autofocus
        {...form.field('note')}
      />
      {isCounting && (
        <TextInput
          label={t('form.people')}
          inputMode="numeric"
          autoComplete="off"
          {...form.field('affectedPeople')}
        />
      )}
      {act === 'decide' && (
        <Textarea label={t('duties')} rows={2} maxLength={1000} {...form.field('duties')} />
      )}
      <Reauthenticate state={reauthentication} />
      {form.problem !== undefined && (
        <>
          {form.problem.fields.some(({ field }) => field.startsWith('letter.')) && <p>{t('letterFault')}</p>}
          <ProblemNote problem={form.problem} />
        </>
      )}
    </DialogForm>
  )
}
