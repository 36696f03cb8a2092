import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { closeFollowUp, type FollowUp, type Meeting } from '../../api/meetings.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Page.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useToday } from '../../ui/use-today.ts'
import { DueBadge } from '../tasks/DueBadge.tsx'

type MeetingMinutesProps = { meeting: Meeting; mayManage: boolean }

/** What a meeting came to: who was there, what was said, what is to be done. */
export function MeetingMinutes({ meeting, mayManage }: MeetingMinutesProps) {
  const { t } = useTranslation('meetings')
  const { attendees, topics, closing } = meeting
  return (
    <>
      <Section title={t('followUps')}>
        <FollowUps meeting={meeting} mayManage={mayManage} />
      </Section>
      <Section title={t('topics')}>
        <DataTable
          name={t('topics')}
          rows={topics.map((row, index) => ({ ...row, n: index + 1 }))}
          rowKey={({ n }) => n}
          empty={t('noTopics')}
          withCount={false}
          columns={[
            { title: t('minutes.topic'), cell: ({ topic }) => topic },
            { title: t('minutes.result'), cell: ({ result }) => result },
          ]}
        />
      </Section>
      {closing !== null && (
        <Section title={t('closing')}>
          <p>{closing}</p>
        </Section>
      )}
      <Section title={t('attendees')}>
        <DataTable
          name={t('attendees')}
          rows={attendees.map((row, index) => ({ ...row, n: index + 1 }))}
          rowKey={({ n }) => n}
          empty=""
          columns={[
            { title: t('minutes.name'), cell: ({ name }) => name },
            { title: t('minutes.position'), cell: ({ position }) => position },
            {
              title: t('minutes.attended'),
              cell: ({ attended }) => (attended ? t('present') : t('absent')),
            },
          ]}
        />
      </Section>
    </>
  )
}

function FollowUps({ meeting: { id, followUps }, mayManage }: MeetingMinutesProps) {
  const { t } = useTranslation('meetings')
  const format = useFormat()
  const today = useToday()
  const queries = useQueryClient()
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState<number>()
  const close = async (followUp: number) => {
    setBusy(followUp)
    const answer = await closeFollowUp(id, followUp)
    setBusy(undefined)
    setProblem(answer.kind === 'refused' ? answer.problem : undefined)
    for (const queryKey of [['/meetings'], ['/tasks']]) await queries.invalidateQueries({ queryKey })
  }
  const dueOf = ({ due, doneOn }: FollowUp) => {
    if (due === null) return t('noDue')
    return (
      <>
        <span className="nowrap">{format.day(due)}</span>
        {doneOn === null && (
          <div>
            <DueBadge due={due} isLate={due < today} />
          </div>
        )}
      </>
    )
  }
  return (
    <>
      <DataTable
        name={t('followUps')}
        rows={followUps}
        rowKey={(followUp) => followUp.id}
        empty={t('noFollowUps')}
        withCount={false}
        columns={[
          { title: t('minutes.what'), cell: ({ what }) => what },
          { title: t('minutes.who'), cell: ({ who }) => who },
          { title: t('due'), cell: dueOf },
          {
            title: t('state'),
            cell: (followUp) =>
              followUp.doneOn === null ? (
                mayManage ? (
                  <Button
                    variant="default"
                    size="compact-sm"
                    loading={busy === followUp.id}
                    aria-label={t('doneOf', { what: followUp.what })}
                    onClick={() => void close(followUp.id)}
                  >
                    {t('done')}
                  </Button>
                ) : (
                  t('notDone')
                )
              ) : (
                t('doneOn', { day: format.day(followUp.doneOn) })
              ),
          },
        ]}
      />
      {problem !== undefined && <ProblemNote problem={problem} />}
    </>
  )
}
