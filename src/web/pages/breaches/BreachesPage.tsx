import '../../messages/breaches/words.ts'
import '../agreement-form/agreement-form.css'
import { NativeSelect } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BREACH_STATES, type Breach, breachesShape } from '../../api/breaches.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import type { BreachSearch } from '../../router.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay, useMe } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { PathButton } from '../../ui/PathButton.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { BreachClock } from './BreachClock.tsx'
import { BreachState } from './BreachState.tsx'
import { worstOf } from './clock.ts'

export function BreachesPage() {
  return (
    <Door needs="breaches.read">
      <Breaches />
    </Door>
  )
}

function Breaches() {
  const { t } = useTranslation('breaches')
  const mayReport = useMay('breaches.report')
  const search = useSearch({ from: '/shell/pelanggaran' })
  const { keadaan, instansi, perjanjian, terlambat } = search
  const query = useAsked('/breaches', breachesShape)
  const fits = (breach: Breach) =>
    (keadaan === undefined || breach.state === keadaan) &&
    (instansi === undefined || String(breach.agencyId) === instansi) &&
    (perjanjian === undefined || breach.agreement === perjanjian) &&
    (terlambat === undefined || worstOf(breach).is === 'late')
  const isFiltered = [keadaan, instansi, perjanjian, terlambat].some((one) => one !== undefined)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        mayReport && (
          <PathButton to={PATHS.reportBreach} search={perjanjian === undefined ? {} : { perjanjian }}>
            {t('report')}
          </PathButton>
        )
      }
    >
      <Loaded query={query}>
        {(breaches) => (
          <>
            {(breaches.length > 0 || isFiltered) && <Filters search={search} breaches={breaches} />}
            {perjanjian !== undefined && (
              <p>
                {t('ofAgreement', { code: perjanjian })} <PathLink to={PATHS.breaches}>{t('all')}</PathLink>
              </p>
            )}
            <BreachTable breaches={breaches.filter(fits)} empty={isFiltered ? t('noMatch') : t('empty')} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Filters({ search, breaches }: { search: BreachSearch; breaches: readonly Breach[] }) {
  const { t } = useTranslation('breaches')
  const navigate = useNavigate()
  const { agency } = useMe()
  const choose = (change: { [K in keyof BreachSearch]: BreachSearch[K] | '' | undefined }) => {
    const wanted = Object.entries({ ...search, ...change })
    const set = wanted.filter(([, value]) => value !== '' && value !== undefined)
    void navigate({ to: PATHS.breaches, search: Object.fromEntries(set), replace: true })
  }
  const agencies = new Map(breaches.map(({ agencyId, agency: name }) => [agencyId, name]))
  return (
    <div className="filters">
      <NativeSelect
        label={t('filterState')}
        value={search.keadaan ?? ''}
        onChange={({ currentTarget: { value } }) => choose({ keadaan: value })}
        data={[
          { value: '', label: t('allStates') },
          ...BREACH_STATES.map((state) => ({ value: state, label: t(`states.${state}`) })),
        ]}
      />
      {agency === null && (
        <NativeSelect
          label={t('filterAgency')}
          value={search.instansi ?? ''}
          onChange={({ currentTarget: { value } }) => choose({ instansi: value })}
          data={[
            { value: '', label: t('allAgencies') },
            ...[...agencies].map(([id, name]) => ({ value: String(id), label: name })),
          ]}
        />
      )}
      <label className="tick">
        <input
          type="checkbox"
          checked={search.terlambat === true}
          onChange={({ currentTarget: { checked } }) => choose({ terlambat: checked ? true : undefined })}
        />
        {t('filterLate')}
      </label>
    </div>
  )
}

function BreachTable({ breaches, empty }: { breaches: readonly Breach[]; empty: string }) {
  const { t } = useTranslation('breaches')
  const format = useFormat()
  return (
    <DataTable
      name={t('table')}
      rows={breaches}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        {
          title: t('code'),
          cell: ({ id, code, kind }) => (
            <span className="wide-cell">
              <PathLink to={PATHS.breach} params={{ id: String(id) }}>
                {code}
              </PathLink>
              <span className="dim code-line">{t(`kinds.${kind}`)}</span>
            </span>
          ),
        },
        { title: t('agency'), cell: ({ agency }) => agency },
        { title: t('discovered'), cell: ({ discoveredAt }) => format.moment(discoveredAt) },
        { title: t('clock'), cell: (breach) => <BreachClock breach={breach} /> },
        { title: t('state'), cell: ({ state }) => <BreachState state={state} /> },
      ]}
    />
  )
}
