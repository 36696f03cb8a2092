import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withQuery } from '../../api/client.ts'
import { historyShape } from '../../api/verification.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { useOutcomeTitle } from '../check-nik/outcome-words.ts'

export function HistoryPage() {
  return (
    <Door needs="verification.history.own">
      <History />
    </Door>
  )
}

function History() {
  const { t } = useTranslation()
  const format = useFormat()
  const outcomeTitle = useOutcomeTitle()
  const [before, setBefore] = useState<number>()
  const query = useAsked(withQuery('/history', { before, limit: 50 }), historyShape)
  return (
    <Page title={t('history.title')} lead={t('history.lead')}>
      <Loaded query={query}>
        {({ items, next }) => (
          <>
            <DataTable
              name={t('history.table')}
              rows={items}
              rowKey={({ seq }) => seq}
              empty={t('history.empty')}
              columns={[
                { title: t('history.at'), cell: ({ at }) => format.moment(at) },
                { title: t('history.outcome'), cell: ({ outcome }) => outcomeTitle(outcome) },
                { title: t('history.purpose'), cell: ({ purpose }) => purpose ?? t('app.none') },
                { title: t('history.caseNumber'), cell: ({ caseNumber }) => caseNumber ?? t('app.none') },
                {
                  title: t('history.operation'),
                  cell: ({ operation }) => (operation === 'match' ? t('history.match') : t('history.lookUp')),
                },
              ]}
            />
            {next !== null && (
              <Button variant="default" mt="sm" onClick={() => setBefore(next)}>
                {t('app.more')}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}
