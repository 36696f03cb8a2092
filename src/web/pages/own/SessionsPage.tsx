import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { endSession, sessionsShape } from '../../api/session.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { browserName } from './browser-name.ts'

export function SessionsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const queries = useQueryClient()
  const query = useAsked('/sessions', sessionsShape)
  const [result, setResult] = useState<'ended' | Problem>()
  const end = async (id: string) => {
    const answer = await endSession(id)
    setResult(answer.kind === 'ok' ? 'ended' : answer.problem)
    await queries.invalidateQueries({ queryKey: ['/sessions'] })
  }
  return (
    <Page title={t('sessions.title')} lead={t('sessions.lead')}>
      {result === 'ended' && (
        <Note tone="good" live="polite">
          <p>{t('sessions.ended')}</p>
        </Note>
      )}
      {result !== undefined && result !== 'ended' && <ProblemNote problem={result} />}
      <Loaded query={query}>
        {(rows) => (
          <DataTable
            name={t('sessions.table')}
            rows={rows}
            rowKey={({ id }) => id}
            empty={t('app.none')}
            columns={[
              { title: t('sessions.since'), cell: ({ createdAt }) => format.moment(createdAt) },
              { title: t('sessions.lastSeen'), cell: ({ lastSeenAt }) => format.moment(lastSeenAt) },
              { title: t('sessions.address'), cell: ({ address }) => address ?? t('app.none') },
              {
                title: t('sessions.browser'),
                cell: ({ userAgent }) => (userAgent === null ? t('app.none') : browserName(userAgent)),
              },
              {
                title: t('sessions.act'),
                cell: ({ id, isCurrent, createdAt }) =>
                  isCurrent ? (
                    <strong>{t('sessions.current')}</strong>
                  ) : (
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`${t('sessions.end')} ${format.moment(createdAt)}`}
                      onClick={() => void end(id)}
                    >
                      {t('sessions.end')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Page>
  )
}
