import { Anchor, Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withQuery } from '../../api/client.ts'
import { gapsHref, gapsShape } from '../../api/compliance.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Section } from '../../ui/Page.tsx'

type Key = { day: string; userId: string; operator: string }

/** What is owed by day and user, the oldest first, page after page. */
export function GapTable({ code }: { code: string }) {
  const { t } = useTranslation('feedback-compliance')
  const format = useFormat()
  const maySend = useMay('feedback.send')
  const [after, setAfter] = useState<Key>()
  const query = useAsked(withQuery(`/feedback/gaps/${encodeURIComponent(code)}`, { ...after }), gapsShape)
  return (
    <Section title={t('gaps.table')}>
      <Loaded query={query}>
        {({ items, next }) => (
          <>
            <DataTable
              name={t('gaps.table')}
              rows={items}
              rowKey={({ day, userId, operator }) => `${day} ${userId} ${operator}`}
              empty={t('gaps.all')}
              columns={[
                { title: t('gaps.day'), cell: ({ day }) => format.day(day) },
                {
                  title: t('gaps.age'),
                  cell: ({ ageDays }) => t('gaps.days', { n: format.number(ageDays) }),
                  numeric: true,
                },
                {
                  title: t('gaps.unit'),
                  cell: ({ unit }) => unit || <span className="dim">{t('noUnit')}</span>,
                },
                { title: t('gaps.user'), cell: ({ userId }) => userId },
                {
                  title: t('gaps.operator'),
                  cell: ({ operator }) => operator || <span className="dim">{t('noOperator')}</span>,
                },
                {
                  title: t('gaps.owed'),
                  cell: ({ owed, people }) => (
                    <>
                      {format.number(owed)}{' '}
                      <span className="dim">{t('gaps.of', { n: format.number(people) })}</span>
                    </>
                  ),
                  numeric: true,
                },
                ...(maySend
                  ? [
                      {
                        title: t('gaps.one'),
                        cell: ({ day, userId }: { day: string; userId: string }) => (
                          <Anchor
                            href={gapsHref(code, 'xlsx', { day, userId })}
                            download
                            aria-label={`Excel: ${t('gaps.oneLabel', { day: format.day(day), user: userId })}`}
                          >
                            Excel
                          </Anchor>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
            <Group gap="xs">
              {next !== null && (
                <Button variant="default" onClick={() => setAfter(next)}>
                  {t('gaps.more')}
                </Button>
              )}
              {after !== undefined && (
                <Button variant="default" onClick={() => setAfter(undefined)}>
                  {t('gaps.first')}
                </Button>
              )}
            </Group>
          </>
        )}
      </Loaded>
    </Section>
  )
}
