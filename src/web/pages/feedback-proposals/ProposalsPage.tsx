import '../../messages/feedback-proposals/words.ts'
import './proposals.css'
import { Button, Group } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withQuery } from '../../api/client.ts'
import {
  type ProposalFilter,
  type ProposalLine,
  proposalListShape,
  proposalSummaryShape,
} from '../../api/registry-proposals.ts'
import { PATHS } from '../../paths.ts'
import type { ProposalSearch } from '../../router.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { BulkBar } from './BulkBar.tsx'
import { ProposalFilters } from './ProposalFilters.tsx'
import { ProposalTable } from './ProposalTable.tsx'

export function ProposalsPage() {
  return (
    <Door needs="feedback.proposals.decide">
      <Proposals />
    </Door>
  )
}

const filterOf = ({ keadaan, jenis, instansi, umur, tanda, impor }: ProposalSearch): ProposalFilter => ({
  ...(keadaan === undefined ? {} : { state: keadaan }),
  ...(jenis === undefined ? {} : { field: jenis }),
  ...(instansi === undefined ? {} : { agency: instansi }),
  ...(umur === undefined ? {} : { minAgeDays: umur }),
  ...(tanda === undefined ? {} : { mark: tanda }),
  ...(impor === undefined ? {} : { import: 'yes' }),
})

function Proposals() {
  const { t } = useTranslation('feedback-proposals')
  const navigate = useNavigate()
  const search = useSearch({ from: '/shell/usulan' })
  const { sesudah, ...filters } = search
  const filter = filterOf(filters)
  const query = useAsked(withQuery('/registry-proposals', { ...filter, after: sesudah }), proposalListShape)
  const summary = useAsked('/registry-proposals/summary', proposalSummaryShape)
  const go = (next: ProposalSearch) => void navigate({ to: PATHS.proposals, search: next })
  const isFiltered = Object.keys(filters).length > 0
  return (
    <Page title={t('title')} lead={t('lead')}>
      <ProposalFilters filters={filters} onFilters={go} agencies={summary.data?.agencies ?? []} />
      <Loaded query={query}>
        {({ items, next }) => (
          <>
            <Lines
              key={JSON.stringify(search)}
              items={items}
              filter={filter}
              empty={isFiltered ? t('noMatch') : t('empty')}
            />
            <Group mt="sm">
              {sesudah !== undefined && (
                <Button variant="default" onClick={() => go(filters)}>
                  {t('first')}
                </Button>
              )}
              {next !== null && (
                <Button variant="default" onClick={() => go({ ...filters, sesudah: String(next) })}>
                  {t('next')}
                </Button>
              )}
            </Group>
          </>
        )}
      </Loaded>
    </Page>
  )
}

type LinesProps = { items: readonly ProposalLine[]; filter: ProposalFilter; empty: string }

/** A page of the list; where proposals wait, they can be chosen and decided together. */
function Lines({ items, filter, empty }: LinesProps) {
  const { t } = useTranslation('feedback-proposals')
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const isOpen = (filter.state ?? 'open') === 'open'
  // What was decided meanwhile is not on the page any more.
  const standing = items.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
  const choose = (id: number, isChosen: boolean) =>
    setChosen(new Set(isChosen ? [...standing, id] : standing.filter((one) => one !== id)))
  const all = items.map(({ id }) => id)
  return (
    <>
      {isOpen && <BulkBar chosen={standing} filter={filter} isEmpty={items.length === 0} />}
      {isOpen && items.length > 0 && (
        <label className="choose-page">
          <input
            type="checkbox"
            checked={standing.length === all.length}
            onChange={({ currentTarget: { checked } }) => setChosen(new Set(checked ? all : []))}
          />
          {t('choosePage')}
        </label>
      )}
      <ProposalTable
        proposals={items}
        empty={empty}
        chosen={chosen}
        {...(isOpen ? { onChosen: choose } : {})}
      />
    </>
  )
}
