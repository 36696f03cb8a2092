import '../../messages/letters/words.ts'
import { useTranslation } from 'react-i18next'
import { templateRowsShape } from '../../api/letters.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'

export function TemplatesPage() {
  return (
    <Door needs="templates.manage">
      <Templates />
    </Door>
  )
}

/** Every kind of letter, and which wording the office uses. */
function Templates() {
  const { t } = useTranslation('letters')
  const format = useFormat()
  const query = useAsked('/letter-templates', templateRowsShape)
  return (
    <Page
      title={t('templates.title')}
      lead={t('templates.lead')}
      actions={<PathLink to={PATHS.letterSettings}>{t('templates.settings')}</PathLink>}
    >
      <Loaded query={query}>
        {(rows) => (
          <DataTable
            name={t('templates.table')}
            rows={rows}
            rowKey={({ kind }) => kind}
            empty={t('templates.empty')}
            columns={[
              {
                title: t('templates.kind'),
                cell: ({ kind, name }) => (
                  <PathLink to={PATHS.letterTemplate} params={{ kind }}>
                    <span lang="id">{name}</span>
                  </PathLink>
                ),
              },
              { title: t('templates.writer'), cell: ({ writer }) => t(`templates.writers.${writer}`) },
              {
                title: t('templates.version'),
                cell: ({ version, savedAt }) =>
                  savedAt === null
                    ? t('templates.delivered')
                    : t('templates.versionLine', { version, date: format.day(savedAt) }),
              },
            ]}
          />
        )}
      </Loaded>
    </Page>
  )
}
