import { Group, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { compareFields } from '../../../feedback/definition/compare-definitions.ts'
import type { Version } from '../../api/feedback-definition.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Note } from '../../ui/Note.tsx'
import { useDefinitionWords } from './definition-words.ts'
import { useFieldWords } from './field-words.ts'

type Row = { id: string; what: string; kind: string; before: string; after: string }

/** What two versions have otherwise, field by field. */
export function CompareDefinitions({ versions }: { versions: readonly Version[] }) {
  const { t } = useTranslation('feedback-definition')
  const [from, setFrom] = useState(String(versions[1]?.version ?? ''))
  const [to, setTo] = useState(String(versions[0]?.version ?? ''))
  const rowsOf = useDifferences()
  const of = (version: string) => versions.find((one) => String(one.version) === version)
  const [before, after] = [of(from), of(to)]
  if (before === undefined || after === undefined) return <p className="empty">{t('onlyOne')}</p>
  const choices = versions.map(({ version, basis }) => ({
    value: String(version),
    label: `${t('versionN', { n: version })} · ${basis}`,
  }))
  const rows = rowsOf(before, after)
  return (
    <>
      <Group gap="md" mb="md">
        <NativeSelect
          label={t('from')}
          data={choices}
          value={from}
          onChange={({ currentTarget }) => setFrom(currentTarget.value)}
        />
        <NativeSelect
          label={t('to')}
          data={choices}
          value={to}
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
        />
      </Group>
      {rows.length === 0 ? (
        <Note tone="info">{t('same')}</Note>
      ) : (
        <DataTable
          name={t('compare')}
          rows={rows}
          rowKey={({ id }) => id}
          empty=""
          columns={[
            { title: t('difference'), cell: ({ kind }) => kind },
            { title: t('term'), cell: ({ what }) => what },
            { title: t('before'), cell: (row) => row.before },
            { title: t('after'), cell: (row) => row.after },
          ]}
        />
      )}
    </>
  )
}

function useDifferences(): (before: Version, after: Version) => Row[] {
  const { t } = useTranslation('feedback-definition')
  const words = useFieldWords()
  const terms = useDefinitionWords()
  return (before, after) => {
    const fields = compareFields(before.fields, after.fields).flatMap((one): Row[] => {
      if (one.kind !== 'changed') {
        const { key, label, type } = one.field
        const text = `${label} · ${t(`types.${type}`)}`
        const row = { id: `${one.kind} ${key}`, what: key, kind: t(one.kind) }
        return [
          { ...row, ...(one.kind === 'added' ? { before: '', after: text } : { before: text, after: '' }) },
        ]
      }
      return one.parts.map((part) => ({
        id: `${one.after.key} ${part}`,
        what: `${one.after.key} · ${t(`field.${part}`)}`,
        kind: t('changed'),
        before: words.partOf(one.before, part),
        after: words.partOf(one.after, part),
      }))
    })
    const whole = terms.factsOf(after).map(([what, text], index): Row => {
      const was = terms.factsOf(before)[index]?.[1] ?? ''
      return { id: what, what, kind: t('changed'), before: was, after: text }
    })
    return [...whole.filter((row) => row.before !== row.after), ...fields]
  }
}
