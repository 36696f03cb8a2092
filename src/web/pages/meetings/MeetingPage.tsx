import '../../messages/meetings/words.ts'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Meeting, meetingShape } from '../../api/meetings.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay, useMe } from '../../ui/me.ts'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { PaperList } from '../papers/PaperList.tsx'
import { MeetingActs } from './MeetingActs.tsx'
import { MeetingMinutes } from './MeetingMinutes.tsx'
import { MeetingState } from './MeetingState.tsx'

export function MeetingPage() {
  return (
    <Door needs="meetings.read">
      <OneMeeting />
    </Door>
  )
}

function OneMeeting() {
  const { t } = useTranslation('meetings')
  const { id } = useParams({ from: '/shell/pertemuan/$id' })
  const mayManage = useMay('meetings.manage')
  const { agency } = useMe()
  const query = useAsked(`/meetings/${encodeURIComponent(id)}`, meetingShape)
  const { data } = query
  return (
    <Page
      title={
        data === undefined ? t('title') : t('one', { kind: t(`kinds.${data.kind}`), agenda: data.agenda })
      }
    >
      <Loaded query={query}>
        {(meeting) => (
          <>
            <div className="card">
              <MeetingFacts meeting={meeting} />
            </div>
            {mayManage && meeting.state === 'planned' && <MeetingActs meeting={meeting} />}
            {meeting.state === 'held' && <MeetingMinutes meeting={meeting} mayManage={mayManage} />}
            <Section title={t('papers')}>
              {agency !== null && meeting.agencyId === null ? (
                <p className="empty">{t('papersAtOffice')}</p>
              ) : (
                <PaperList
                  about={{
                    ids: [meeting.invitationPaperId, meeting.minutesPaperId].filter((one) => one !== null),
                  }}
                />
              )}
            </Section>
          </>
        )}
      </Loaded>
      <p>
        <PathLink to={PATHS.meetings}>{t('clearFilters')}</PathLink>
      </p>
    </Page>
  )
}

function MeetingFacts({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('meetings')
  const format = useFormat()
  const { startsAt, place, note, agency, agreement, state, stateReason, chair, recorder, plannedBy } = meeting
  const some = (name: string, value: string | null) => (value === null ? [] : [[name, value] as const])
  return (
    <Facts
      facts={[
        [t('state'), <MeetingState key="state" state={state} />],
        ...some(t('facts.reason'), stateReason),
        [t('when'), `${format.day(startsAt)} · ${format.time(startsAt)}`],
        [t('facts.place'), place],
        [t('with'), agency ?? t('withAll')],
        ...(agreement === null
          ? []
          : [
              [
                t('facts.agreement'),
                <PathLink key="agreement" to={PATHS.agreement} params={{ code: agreement }}>
                  {agreement}
                </PathLink>,
              ] as const,
            ]),
        ...some(t('facts.note'), note),
        ...some(t('facts.chair'), chair),
        ...some(t('facts.recorder'), recorder),
        [t('facts.plannedBy'), plannedBy.replace('staff:', '')],
      ]}
    />
  )
}
