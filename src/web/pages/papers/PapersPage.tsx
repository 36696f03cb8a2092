import './papers.css'
import '../../messages/papers/words.ts'
import { Button, Group } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { withQuery } from '../../api/client.ts'
import { papersShape } from '../../api/papers.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay, useMe } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { PaperFilters } from './PaperFilters.tsx'
import { PaperTable } from './PaperTable.tsx'

export function PapersPage() {
  return (
    <Door needs="agreement.read">
      <Papers />
    </Door>
  )
}

/** All papers of an office, or of one's own agency. */
function Papers() {
  const { t } = useTranslation(['papers', 'translation'])
  const format = useFormat()
  const navigate = useNavigate()
  const { agency } = useMe()
  const mayManageTemplates = useMay('templates.manage')
  const { sebelum, ...filters } = useSearch({ from: '/shell/surat' })
  const query = useAsked(
    withQuery('/papers', {
      q: filters.kata,
      kind: filters.jenis,
      agency: filters.instansi,
      state: filters.keadaan,
      from: filters.sejak,
      until: filters.sampai,
      before: sebelum,
    }),
    papersShape,
  )
  const choices = useAsked(withQuery('/papers', { ids: '0' }), papersShape).data
  const isFiltered = Object.keys(filters).length > 0
  return (
    <Page
      title={t('title')}
      lead={agency === null ? t('lead') : t('leadAgency')}
      actions={
        mayManageTemplates && (
          <PathLink to={PATHS.letterTemplates}>{t('nav.letterTemplates', { ns: 'translation' })}</PathLink>
        )
      }
    >
      <PaperFilters
        key={JSON.stringify(filters)}
        filters={filters}
        onFilters={(search) => void navigate({ to: PATHS.papers, search })}
        kinds={choices?.kinds ?? []}
        agencies={agency === null ? (choices?.agencies ?? []) : []}
      />
      <Loaded query={query}>
        {({ items, total, next }) => (
          <>
            <PaperTable
              papers={items}
              empty={isFiltered ? t('noMatch') : t('empty')}
              withAgency={agency === null}
            />
            {items.length > 0 && <p className="table-count">{t('total', { n: format.number(total) })}</p>}
            <Group mt="sm">
              {sebelum !== undefined && (
                <Button
                  variant="default"
                  onClick={() => void navigate({ to: PATHS.papers, search: filters })}
                >
                  {t('newest')}
                </Button>
              )}
              {next !== null && (
                <Button
                  variant="default"
                  onClick={() =>
                    void navigate({ to: PATHS.papers, search: { ...filters, sebelum: String(next) } })
                  }
                >
                  {t('older')}
                </Button>
              )}
            </Group>
          </>
        )}
      </Loaded>
    </Page>
  )
}
