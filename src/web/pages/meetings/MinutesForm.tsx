import './meetings.css'
import { Group, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { holdMeeting, type Meeting } from '../../api/meetings.ts'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { useMe } from '../../ui/me.ts'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { dropMinutes, keepMinutes, recallMinutes } from './kept-minutes.ts'
import { MinuteRows } from './MinuteRows.tsx'
import { ATTENDED, type Column, filled, type MinuteDraft, type MinuteRow, type Part } from './minute-rows.ts'

const PARTS = ['attendees', 'topics', 'followUps'] as const satisfies readonly Part[]

/** What a meeting came to, typed row by row. */
export function MinutesForm({ meeting: { id }, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t } = useTranslation('meetings')
  const queries = useQueryClient()
  const { staff } = useMe()
  const key = `${staff.id}.${id}`
  const [people, setPeople] = useState({ chair: '', recorder: '' })
  const [draft, setDraft] = useState(() => recallMinutes(key))
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  const change = (next: MinuteDraft) => {
    setDraft(next)
    keepMinutes(key, next)
  }
  const errorOf = (field: string) => problem?.fields.find((fault) => fault.field === field)?.message
  const cellError = (part: Part) => (row: MinuteRow, column: Column) =>
    errorOf(`${part}[${filled(draft[part]).indexOf(row)}].${column}`)
  const submit = async () => {
    setBusy(true)
    const answer = await holdMeeting(id, minutesOf(draft, people))
    setBusy(false)
    if (answer.kind === 'refused') return setProblem(answer.problem)
    dropMinutes(key)
    for (const queryKey of [['/meetings'], ['/papers'], ['/tasks']]) {
      await queries.invalidateQueries({ queryKey })
    }
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  const isElsewhere = problem?.fields.every(({ field }) => field.startsWith('letter.') || field === 'state')
  return (
    <form className="card form-card" onSubmit={onSubmit} noValidate aria-label={t('minutes.title')}>
      <Stack>
        <p className="dim">{t('minutes.lead')}</p>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {(['chair', 'recorder'] as const).map((who) => (
            <TextInput
              key={who}
              label={t(`minutes.${who}`)}
              autoComplete="off"
              required
              maxLength={100}
              value={people[who]}
              onChange={({ currentTarget }) => setPeople({ ...people, [who]: currentTarget.value })}
              error={errorOf(who)}
            />
          ))}
        </SimpleGrid>
        {PARTS.map((part) => (
          <MinuteRows
            key={part}
            part={part}
            rows={draft[part]}
            onRows={(rows) => change({ ...draft, [part]: rows })}
            errorOf={cellError(part)}
            error={errorOf(part)}
          />
        ))}
        <Textarea
          label={t('minutes.closing')}
          rows={3}
          maxLength={2000}
          value={draft.closing}
          onChange={({ currentTarget }) => change({ ...draft, closing: currentTarget.value })}
          error={errorOf('closing')}
        />
        {problem !== undefined && isElsewhere === true && <ProblemNote problem={problem} />}
        <Group justify="flex-end">
          <FormFoot onClose={onClose} isBusy={isBusy} label={t('minutes.save')} />
        </Group>
      </Stack>
    </form>
  )
}

function minutesOf(draft: MinuteDraft, people: { chair: string; recorder: string }) {
  const values = (part: Part) => filled(draft[part]).map((row) => row.values)
  return {
    ...people,
    closing: draft.closing,
    attendees: values('attendees').map(({ name = '', position = '', attended }) => ({
      name,
      position,
      attended: attended === ATTENDED,
    })),
    topics: values('topics').map(({ topic = '', result = '' }) => ({ topic, result })),
    followUps: values('followUps').map(({ what = '', who = '', due = '' }) => ({ what, who, due })),
  }
}
