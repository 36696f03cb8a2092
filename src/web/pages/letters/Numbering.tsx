import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NumberedKind } from '../../api/letters.ts'
import { patiently } from '../../lazy-route-component.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Page.tsx'

const EditPattern = lazy(
  patiently(() => import('./NumberingDialogs.tsx').then((module) => ({ default: module.EditPattern }))),
)
const ContinueSeries = lazy(
  patiently(() => import('./NumberingDialogs.tsx').then((module) => ({ default: module.ContinueSeries }))),
)

export type Series = { series: string; last: number }

/** How letters are numbered, by kind; and where each series stands. */
export function Numbering({
  year,
  kinds,
  series,
}: {
  year: number
  kinds: NumberedKind[]
  series: Series[]
}) {
  const { t } = useTranslation('letters')
  const format = useFormat()
  const [edited, setEdited] = useState<NumberedKind>()
  const [continued, setContinued] = useState<Series>()
  return (
    <>
      <Section title={t('settings.numbering')}>
        <p className="dim">{t('settings.numberingNote')}</p>
        <DataTable
          name={t('settings.table')}
          rows={kinds}
          rowKey={({ kind }) => kind}
          empty={t('settings.empty')}
          columns={[
            { title: t('settings.kind'), cell: ({ name }) => <span lang="id">{name}</span> },
            { title: t('settings.series'), cell: (row) => row.series },
            { title: t('settings.pattern'), cell: ({ pattern }) => <code>{pattern}</code> },
            { title: t('settings.classification'), cell: ({ classification }) => classification ?? '—' },
            { title: t('settings.next'), cell: ({ next }) => next },
            {
              title: t('settings.act'),
              cell: (row) => (
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t('settings.editKind', { name: row.name })}
                  onClick={() => setEdited(row)}
                >
                  {t('settings.edit')}
                </Button>
              ),
            },
          ]}
        />
      </Section>
      <Section title={t('settings.seriesTitle', { year: String(year) })}>
        <p className="dim">{t('settings.seriesNote')}</p>
        <DataTable
          name={t('settings.seriesTable')}
          rows={series}
          rowKey={(row) => row.series}
          empty={t('settings.empty')}
          withCount={false}
          columns={[
            { title: t('settings.series'), cell: (row) => row.series },
            { title: t('settings.last'), cell: ({ last }) => format.number(last), numeric: true },
            {
              title: t('settings.act'),
              cell: (row) => (
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t('settings.continueSeries', { series: row.series })}
                  onClick={() => setContinued(row)}
                >
                  {t('settings.continueFrom')}
                </Button>
              ),
            },
          ]}
        />
      </Section>
      <Suspense fallback={null}>
        {edited !== undefined && <EditPattern kind={edited} onClose={() => setEdited(undefined)} />}
        {continued !== undefined && <ContinueSeries of={continued} onClose={() => setContinued(undefined)} />}
      </Suspense>
    </>
  )
}
