import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { agencyRowsShape } from '../../api/office.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { hasWords, NameFilter } from '../../ui/NameFilter.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'

export function AgenciesPage() {
  return (
    <Door needs="office.agencies.read">
      <Agencies />
    </Door>
  )
}

function Agencies() {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate()
  const { nama } = useSearch({ from: '/shell/instansi' })
  const query = useAsked('/office/agencies', agencyRowsShape)
  const filter = (value: string) =>
    void navigate({ to: PATHS.agencies, search: value === '' ? {} : { nama: value }, replace: true })
  return (
    <Page title={t('agency.title')} lead={t('agency.lead')}>
      <NameFilter value={nama} onValue={filter} />
      <Loaded query={query}>
        {(rows) => (
          <DataTable
            name={t('agency.table')}
            rows={rows.filter(({ name }) => hasWords(name, nama))}
            rowKey={({ id }) => id}
            empty={rows.length === 0 ? t('agency.empty') : t('agency.noMatch')}
            columns={[
              {
                title: t('agency.name'),
                cell: ({ id, name }) => (
                  <PathLink to={PATHS.agency} params={{ id: String(id) }}>
                    {name}
                  </PathLink>
                ),
              },
              { title: t('agency.kind'), cell: ({ kind }) => kind ?? t('app.none') },
              { title: t('agency.state'), cell: ({ state }) => <StateBadge state={state} /> },
              {
                title: t('agency.agreements'),
                cell: ({ inForce, agreements }) => (
                  <span className="nowrap">{t('agency.inForce', { inForce, total: agreements })}</span>
                ),
              },
              {
                title: t('agency.hitsToday'),
                cell: ({ hitsToday }) => format.number(hitsToday),
                numeric: true,
              },
            ]}
          />
        )}
      </Loaded>
    </Page>
  )
}
