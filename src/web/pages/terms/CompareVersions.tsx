import { Group, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TermVersion } from '../../api/past.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Note } from '../../ui/Note.tsx'
import { useTermWords } from './term-words.ts'

/** What two versions of the terms have otherwise. */
export function CompareVersions({ versions }: { versions: readonly TermVersion[] }) {
  const { t } = useTranslation('past')
  const words = useTermWords()
  const newest = versions.at(-1)
  const [from, setFrom] = useState(String(versions.at(-2)?.version ?? ''))
  const [to, setTo] = useState(String(newest?.version ?? ''))
  const of = (version: string) => versions.find((one) => String(one.version) === version)
  const [before, after] = [of(from), of(to)]
  if (before === undefined || after === undefined) return <p className="empty">{t('terms.one')}</p>
  const choices = versions.map(({ version, basis }) => ({
    value: String(version),
    label: `${t('terms.versionN', { n: version })} · ${basis}`,
  }))
  const afterFacts = words.factsOf(after)
  const rows = words
    .factsOf(before)
    .map(([name, value], index) => ({ name, before: value, after: afterFacts[index]?.[1] ?? '' }))
    .filter((row) => row.before !== row.after)
  return (
    <>
      <Group gap="md">
        <NativeSelect
          label={t('terms.from')}
          data={choices}
          value={from}
          onChange={({ currentTarget }) => setFrom(currentTarget.value)}
        />
        <NativeSelect
          label={t('terms.to')}
          data={choices}
          value={to}
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
        />
      </Group>
      {rows.length === 0 ? (
        <Note tone="info">{t('terms.same')}</Note>
      ) : (
        <DataTable
          name={t('terms.compare')}
          rows={rows}
          rowKey={({ name }) => name}
          empty=""
          withCount={false}
          columns={[
            { title: t('terms.term'), cell: ({ name }) => name },
            { title: t('terms.before'), cell: (row) => row.before },
            {
              title: t('terms.after'),
              cell: (row) =>
                row.name === t('terms.elements') ? <Elements before={before} after={after} /> : row.after,
            },
          ]}
        />
      )}
    </>
  )
}

function Elements({ before, after }: { before: TermVersion; after: TermVersion }) {
  const { t } = useTranslation('past')
  const without = (one: TermVersion, other: TermVersion) =>
    one.elements.filter(({ element }) => !other.elements.some((also) => also.element === element))
  const names = (elements: TermVersion['elements']) => elements.map(({ label }) => label).join(', ')
  const [added, removed] = [without(after, before), without(before, after)]
  return (
    <>
      {added.length > 0 && <div>{t('terms.added', { names: names(added) })}</div>}
      {removed.length > 0 && <div>{t('terms.removed', { names: names(removed) })}</div>}
    </>
  )
}
