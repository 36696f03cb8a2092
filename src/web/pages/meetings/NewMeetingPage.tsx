import '../../messages/meetings/words.ts'
import { Button, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../api/agreement.ts'
import { MEETING_KINDS, planMeeting } from '../../api/meetings.ts'
import { agencyRowsShape, agreementRowsShape } from '../../api/office.ts'
import type { Of } from '../../api/shape.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { MomentInput, useReadMoment } from '../../ui/MomentInput.tsx'
import { Page } from '../../ui/Page.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'

export function NewMeetingPage() {
  return (
    <Door needs="meetings.manage">
      <NewMeeting />
    </Door>
  )
}

function NewMeeting() {
  const { t } = useTranslation('meetings')
  const agencies = useAsked('/office/agencies', agencyRowsShape)
  const agreements = useAsked('/office/agreements', agreementRowsShape)
  return (
    <Page title={t('new')} lead={t('form.lead')}>
      <Loaded query={agencies}>
        {(rows) => <Loaded query={agreements}>{(all) => <Plan agencies={rows} agreements={all} />}</Loaded>}
      </Loaded>
    </Page>
  )
}

type PlanProps = { agencies: Of<typeof agencyRowsShape>; agreements: readonly Agreement[] }

function Plan({ agencies, agreements }: PlanProps) {
  const { t } = useTranslation('meetings')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const readMoment = useReadMoment()
  const { perjanjian } = useSearch({ from: '/shell/pertemuan/baru' })
  const about = agreements.find(({ code }) => code === perjanjian)
  const [at, setAt] = useState({ day: '', time: '09.00' })
  const form = useForm({
    kind: 'technical-meeting',
    agencyId: about === undefined ? '' : String(about.agencyId),
    agreement: about?.code ?? '',
    agenda: '',
    startsAt: '',
    place: '',
    note: '',
  })
  const { agencyId } = form.values
  const own = agreements.filter((one) => String(one.agencyId) === agencyId && one.state === 'in_force')
  const submit = async () => {
    const { agreement, kind, agenda, place, note } = form.values
    const wanted = {
      kind,
      agenda,
      place,
      note,
      // One that was chosen before another agency was is not meant.
      agreement: own.some(({ code }) => code === agreement) ? agreement : '',
      startsAt: readMoment(at),
      ...(agencyId === '' ? {} : { agencyId: Number(agencyId) }),
    }
    const planned = await form.send(() => planMeeting(wanted))
    if (planned === undefined) return
    for (const queryKey of [['/meetings'], ['/papers']]) await queries.invalidateQueries({ queryKey })
    await navigate({ to: PATHS.meeting, params: { id: String(planned.id) } })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <form className="card form-card narrow" onSubmit={onSubmit} noValidate aria-label={t('new')}>
      <Stack>
        <NativeSelect
          label={t('form.kind')}
          data={MEETING_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          {...form.field('kind')}
        />
        <NativeSelect
          label={t('form.invited')}
          data={[
            { value: '', label: t('form.everybody') },
            ...agencies.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          {...form.field('agencyId')}
        />
        {own.length > 0 && (
          <NativeSelect
            label={t('form.agreement')}
            data={[
              { value: '', label: t('form.noAgreement') },
              ...own.map(({ code, number, purpose }) => ({
                value: code,
                label: `${number.civilRegistry} – ${purpose}`,
              })),
            ]}
            {...form.field('agreement')}
          />
        )}
        <TextInput
          label={t('form.agenda')}
          description={t('form.agendaHint')}
          autoComplete="off"
          required
          maxLength={200}
          {...form.field('agenda')}
        />
        <MomentInput
          dayLabel={t('form.day')}
          timeLabel={t('form.time')}
          value={at}
          onValue={setAt}
          error={form.errorOf('startsAt')}
        />
        <TextInput
          label={t('form.place')}
          autoComplete="off"
          required
          maxLength={150}
          {...form.field('place')}
        />
        <Textarea
          label={t('form.note')}
          description={t('form.noteHint')}
          rows={2}
          maxLength={1000}
          {...form.field('note')}
        />
        {form.problem !== undefined && <ProblemNote problem={form.problem} />}
        <div>
          <Button type="submit" loading={form.isBusy}>
            {t('form.save')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
