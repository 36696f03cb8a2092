import { useTranslation } from 'react-i18next'
import type { Meeting } from '../../api/meetings.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { MeetingState } from './MeetingState.tsx'

export function MeetingTable({ meetings, empty }: { meetings: readonly Meeting[]; empty: string }) {
  const { t } = useTranslation('meetings')
  const format = useFormat()
  const openOf = ({ state, followUps }: Meeting) => {
    if (state !== 'held' || followUps.length === 0) return '–'
    const open = followUps.filter(({ doneOn }) => doneOn === null).length
    return open === 0 ? t('allDone') : t('openCount', { n: format.number(open) })
  }
  return (
    <DataTable
      name={t('table')}
      rows={meetings}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        {
          title: t('when'),
          cell: ({ startsAt }) => (
            <>
              <span className="nowrap">{format.day(startsAt)}</span>
              <div className="dim">{format.time(startsAt)}</div>
            </>
          ),
        },
        {
          title: t('agenda'),
          cell: ({ id, agenda, kind }) => (
            <span className="wide-cell">
              <PathLink to={PATHS.meeting} params={{ id: String(id) }}>
                {agenda}
              </PathLink>
              <span className="dim code-line">{t(`kinds.${kind}`)}</span>
            </span>
          ),
        },
        { title: t('with'), cell: ({ agency }) => agency ?? t('withAll') },
        { title: t('state'), cell: ({ state }) => <MeetingState state={state} /> },
        { title: t('open'), cell: openOf },
      ]}
    />
  )
}
