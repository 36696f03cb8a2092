import { NativeSelect } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { withQuery } from '../../api/client.ts'
import { type RequestRow, requestRowsShape } from '../../api/requests.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay, useMe } from '../../ui/me.ts'
import { NameFilter } from '../../ui/NameFilter.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathButton } from '../../ui/PathButton.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { RequestState } from './RequestState.tsx'
import { SIDE_NAMES, STATE_NAMES, useRequestWords } from './request-words.ts'
import '../agreement-form/agreement-form.css'
import './requests.css'

export function RequestsPage() {
  return (
    <Door needs="agreement.read">
      <Requests />
    </Door>
  )
}

/** The addresses of the page speak Indonesian; the server's filters are in English. */
const SIDES = { instansi: 'agency', kantor: 'office', pusat: 'central' } as const
const sideIn = (name: string | undefined) =>
  name === 'instansi' || name === 'kantor' || name === 'pusat' ? SIDES[name] : undefined
const NAMES = { agency: 'instansi', office: 'kantor', central: 'pusat' } as const

function Requests() {
  const { t } = useTranslation('requests')
  const navigate = useNavigate()
  const words = useRequestWords()
  const { agency } = useMe()
  const mayPrepare = useMay('requests.prepare')
  const { keadaan, menunggu, terlambat, nama } = useSearch({ from: '/shell/permohonan' })
  const waiting = sideIn(menunggu)
  const query = useAsked(
    withQuery('/requests', { state: keadaan, waiting, late: terlambat === true ? 'true' : undefined }),
    requestRowsShape,
  )
  const choose = (change: { keadaan?: string; menunggu?: string; terlambat?: boolean; nama?: string }) => {
    const wanted = Object.entries({ keadaan, menunggu, terlambat, nama, ...change })
    const search = Object.fromEntries(
      wanted.filter(([, value]) => value !== undefined && value !== '' && value !== false),
    )
    void navigate({ to: PATHS.requests, search, replace: true })
  }
  const isFiltered = [keadaan, menunggu, nama].some((one) => one !== undefined) || terlambat === true
  const leadOf = () => {
    if (agency !== null) return t('leadAgency')
    return waiting === 'central' ? t('leadCentral') : t('lead')
  }
  return (
    <Page
      title={t('title')}
      lead={leadOf()}
      actions={mayPrepare && <PathButton to={PATHS.newRequest}>{t('new')}</PathButton>}
    >
      <div className="filters">
        <NativeSelect
          label={t('filters.state')}
          value={keadaan ?? ''}
          onChange={({ currentTarget: { value } }) => choose({ keadaan: value })}
          data={[
            { value: '', label: t('filters.allStates') },
            ...STATE_NAMES.map((name) => ({ value: name, label: words.state(name) })),
          ]}
        />
        <NativeSelect
          label={t('filters.waiting')}
          value={waiting ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const side = SIDE_NAMES.find((one) => one === value)
            choose({ menunggu: side === undefined ? '' : NAMES[side] })
          }}
          data={[
            { value: '', label: t('filters.allWaiting') },
            ...SIDE_NAMES.map((name) => ({ value: name, label: words.side(name) })),
          ]}
        />
        <label className="tick">
          <input
            type="checkbox"
            checked={terlambat === true}
            onChange={({ currentTarget: { checked } }) => choose({ terlambat: checked })}
          />
          {t('filters.late')}
        </label>
        {agency === null && <NameFilter value={nama} onValue={(value) => choose({ nama: value })} />}
      </div>
      <Loaded query={query}>
        {({ items }) => {
          const rows = items
            // What waits for both sides does not wait for the centre.
            .filter(({ waitingFor }) => waiting !== 'central' || waitingFor === 'central')
            .filter(({ agency: { name } }) => name.toLowerCase().includes((nama ?? '').trim().toLowerCase()))
            .toSorted((a, b) => a.stateSince.localeCompare(b.stateSince))
          const empty = agency === null ? t('empty') : t('emptyAgency')
          return (
            <RequestTable
              rows={rows}
              nowMs={query.dataUpdatedAt}
              withAgency={agency === null}
              empty={isFiltered ? t('noMatch') : empty}
            />
          )
        }}
      </Loaded>
    </Page>
  )
}

type RequestTableProps = {
  rows: readonly RequestRow[]
  nowMs: number
  withAgency: boolean
  empty: string
}

function RequestTable({ rows, nowMs, withAgency, empty }: RequestTableProps) {
  const { t } = useTranslation('requests')
  const format = useFormat()
  const words = useRequestWords()
  return (
    <DataTable
      name={t('table')}
      rows={rows}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        {
          title: t('number'),
          cell: ({ id, agency, purpose }) => (
            <span className="wide-cell">
              <PathLink to={PATHS.request} params={{ id: String(id) }}>
                {withAgency ? agency.name : t('of', { id: format.number(id) })}
              </PathLink>
              <span className="dim code-line">{purpose ?? t('noPurpose')}</span>
            </span>
          ),
        },
        {
          title: t('state'),
          cell: ({ state, stateLabel }) => <RequestState state={state} label={stateLabel} />,
        },
        { title: t('waiting'), cell: ({ waitingFor }) => words.side(waitingFor) },
        {
          title: t('since'),
          cell: ({ stateSince, due, isLate, waitingFor }) => (
            <>
              <span className="nowrap">{format.day(stateSince)}</span>
              {waitingFor !== null && <div className="dim">{words.days(stateSince, nowMs)}</div>}
              {isLate ? (
                <div className="toned tone-bad">
                  {t('late')}
                  {due !== null && ` · ${t('due', { day: format.day(due) })}`}
                </div>
              ) : (
                due !== null && <div className="dim">{t('due', { day: format.day(due) })}</div>
              )}
            </>
          ),
        },
      ]}
    />
  )
}
