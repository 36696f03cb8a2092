import { Button, Group } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { auditPageShape } from '../../api/audit.ts'
import { withQuery } from '../../api/client.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { AuditFilters } from './AuditFilters.tsx'
import { AuditRows } from './AuditRows.tsx'
import { ChainCheck } from './ChainCheck.tsx'
import '../../messages/audit/words.ts'

const PAGE_SIZE = 50

export function AuditPage() {
  return (
    <Door needs="audit.read">
      <Audit />
    </Door>
  )
}

function Audit() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/shell/jejak-audit' })
  const mayExtract = useMay('audit.extract')
  const query = useAsked(withQuery('/audit', { ...search, limit: PAGE_SIZE }), auditPageShape)
  const { before, ...filters } = search
  return (
    <Page title={t('audit.title')} lead={t('audit.lead')} actions={<ChainCheck />}>
      <AuditFilters
        key={JSON.stringify(filters)}
        filters={filters}
        onFilters={(next) => void navigate({ to: PATHS.audit, search: next })}
      />
      <Loaded query={query}>
        {({ items, next }) => (
          <>
            <AuditRows name={t('audit.table')} rows={items} empty={t('audit.empty')} withLinks />
            <Group mt="sm">
              {before !== undefined && (
                <Button variant="default" onClick={() => void navigate({ to: PATHS.audit, search: filters })}>
                  {t('audit.newest')}
                </Button>
              )}
              {next !== null && (
                <Button
                  variant="default"
                  onClick={() =>
                    void navigate({ to: PATHS.audit, search: { ...filters, before: String(next) } })
                  }
                >
                  {t('audit.older')}
                </Button>
              )}
              {mayExtract && (
                <Button
                  component="a"
                  variant="default"
                  href={withQuery('/api/portal/audit/extract', filters)}
                  download
                >
                  {t('audit.extract')}
                </Button>
              )}
            </Group>
            {mayExtract && (
              <p className="dim">
                {t('audit.extractNote')} <PathLink to={PATHS.extractCheck}>{t('extract.title')}</PathLink>
              </p>
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}
