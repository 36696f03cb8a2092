import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, type Problem } from '../../api/client.ts'
import { type Template, templateShape } from '../../api/letters.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Page.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'

type TemplateHistoryProps = { template: Template; onLoad: (source: string, version: number) => void }

/** The versions that were: each can be put into the editor again, and saved as the next one. */
export function TemplateHistory({ template, onLoad }: TemplateHistoryProps) {
  const { t } = useTranslation('letters')
  const format = useFormat()
  const [problem, setProblem] = useState<Problem>()
  const load = async (version: number) => {
    const answer = await call('GET', `/letter-templates/${template.kind}?version=${version}`, templateShape)
    setProblem(answer.kind === 'refused' ? answer.problem : undefined)
    if (answer.kind === 'ok') onLoad(answer.value.source, version)
  }
  return (
    <Section title={t('template.history')}>
      {problem !== undefined && <ProblemNote problem={problem} />}
      <DataTable
        name={t('template.historyTable')}
        rows={template.versions}
        rowKey={({ version }) => version}
        empty={t('template.noHistory')}
        withCount={false}
        columns={[
          { title: t('templates.version'), cell: ({ version }) => version, numeric: true },
          { title: t('template.when'), cell: ({ savedAt }) => format.moment(savedAt) },
          { title: t('template.by'), cell: ({ savedBy }) => savedBy.replace(/^staff:/, '') },
          { title: t('template.versionNote'), cell: ({ note }) => note ?? '—' },
          {
            title: t('template.act'),
            cell: ({ version }) => (
              <Button
                variant="default"
                size="xs"
                aria-label={t('template.loadVersion', { version: String(version) })}
                onClick={() => void load(version)}
              >
                {t('template.load')}
              </Button>
            ),
          },
        ]}
      />
      <Button variant="default" mt="sm" onClick={() => void load(0)}>
        {t('template.loadDelivered')}
      </Button>
    </Section>
  )
}
