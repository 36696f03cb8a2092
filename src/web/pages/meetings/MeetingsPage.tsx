import '../../messages/meetings/words.ts'
import { NativeSelect } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { MEETING_STATES, type Meeting, meetingsShape } from '../../api/meetings.ts'
import { PATHS } from '../../paths.ts'
import type { MeetingSearch } from '../../router.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay, useMe } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { PathButton } from '../../ui/PathButton.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { MeetingTable } from './MeetingTable.tsx'

export function MeetingsPage() {
  return (
    <Door needs="meetings.read">
      <Meetings />
    </Door>
  )
}

function Meetings() {
  const { t } = useTranslation('meetings')
  const mayManage = useMay('meetings.manage')
  const search = useSearch({ from: '/shell/pertemuan' })
  const { keadaan, instansi, perjanjian } = search
  const query = useAsked('/meetings', meetingsShape)
  const fits = ({ state, agencyId, agreement }: Meeting) =>
    (keadaan === undefined || state === keadaan) &&
    (instansi === undefined || agencyId === null || String(agencyId) === instansi) &&
    (perjanjian === undefined || agreement === perjanjian)
  const isFiltered = [keadaan, instansi, perjanjian].some((one) => one !== undefined)
  const empty = mayManage ? t('empty') : t('emptyReader')
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        mayManage && (
          <PathButton to={PATHS.newMeeting} search={perjanjian === undefined ? {} : { perjanjian }}>
            {t('new')}
          </PathButton>
        )
      }
    >
      <Loaded query={query}>
        {(meetings) => (
          <>
            {(meetings.length > 0 || isFiltered) && <Filters search={search} meetings={meetings} />}
            {perjanjian !== undefined && (
              <p>
                {t('ofAgreement', { code: perjanjian })}{' '}
                <PathLink to={PATHS.meetings}>{t('clearFilters')}</PathLink>
              </p>
            )}
            <MeetingTable meetings={meetings.filter(fits)} empty={isFiltered ? t('noMatch') : empty} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Filters({ search, meetings }: { search: MeetingSearch; meetings: readonly Meeting[] }) {
  const { t } = useTranslation('meetings')
  const navigate = useNavigate()
  const { agency } = useMe()
  const choose = (change: MeetingSearch) => {
    const wanted = Object.entries({ ...search, ...change }).filter(([, value]) => value !== '')
    void navigate({ to: PATHS.meetings, search: Object.fromEntries(wanted), replace: true })
  }
  const agencies = new Map(
    meetings.flatMap((one) => (one.agencyId === null ? [] : [[one.agencyId, one.agency]])),
  )
  return (
    <div className="filters">
      <NativeSelect
        label={t('filterState')}
        value={search.keadaan ?? ''}
        onChange={({ currentTarget: { value } }) => choose({ keadaan: value })}
        data={[
          { value: '', label: t('allStates') },
          ...MEETING_STATES.map((state) => ({ value: state, label: t(`states.${state}`) })),
        ]}
      />
      {agency === null && (
        <NativeSelect
          label={t('filterAgency')}
          value={search.instansi ?? ''}
          onChange={({ currentTarget: { value } }) => choose({ instansi: value })}
          data={[
            { value: '', label: t('allAgencies') },
            ...[...agencies].map(([id, name]) => ({ value: String(id), label: name ?? '' })),
          ]}
        />
      )}
    </div>
  )
}
