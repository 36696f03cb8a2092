import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api/client.ts'
import { continueSeries, type NumberedKind, saveNumbering } from '../../api/letters.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { Section } from '../../ui/Page.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useForm } from '../../ui/use-form.ts'

type Series = { series: string; last: number }

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
            { title: t('settings.kind'), cell: ({ name }) => name },
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
      {edited !== undefined && <EditPattern kind={edited} onClose={() => setEdited(undefined)} />}
      {continued !== undefined && <ContinueSeries of={continued} onClose={() => setContinued(undefined)} />}
    </>
  )
}

function EditPattern({ kind, onClose }: { kind: NumberedKind; onClose: () => void }) {
  const { t } = useTranslation('letters')
  const form = useForm({
    series: kind.series,
    pattern: kind.pattern,
    classification: kind.classification ?? '',
  })
  const save = useSaving(() => saveNumbering(kind.kind, form.values), form.send, onClose)
  return (
    <DialogForm
      title={t('settings.editKind', { name: kind.name })}
      label={t('settings.saveNumbering')}
      isBusy={form.isBusy}
      onClose={onClose}
      onSubmit={save}
    >
      <TextInput label={t('settings.pattern')} autoComplete="off" data-autofocus {...form.field('pattern')} />
      <TextInput label={t('settings.classification')} autoComplete="off" {...form.field('classification')} />
      <TextInput label={t('settings.series')} autoComplete="off" {...form.field('series')} />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}

function ContinueSeries({ of, onClose }: { of: Series; onClose: () => void }) {
  const { t } = useTranslation('letters')
  const form = useForm({ last: of.last === 0 ? '' : String(of.last) })
  const save = useSaving(() => continueSeries(of.series, form.values.last), form.send, onClose)
  return (
    <DialogForm
      title={t('settings.continueSeries', { series: of.series })}
      label={t('settings.continueFrom')}
      isBusy={form.isBusy}
      onClose={onClose}
      onSubmit={save}
    >
      <TextInput
        label={t('settings.lastGiven')}
        inputMode="numeric"
        autoComplete="off"
        data-autofocus
        {...form.field('last')}
      />
      {form.problem !== undefined && <ProblemNote problem={form.problem} />}
    </DialogForm>
  )
}

/** Saves, shows the numbers anew and closes; a problem stays in the dialog. */
function useSaving(
  act: () => Promise<Answer<undefined>>,
  send: (act: () => Promise<Answer<boolean> | undefined>) => Promise<boolean | undefined>,
  onClose: () => void,
) {
  const queries = useQueryClient()
  return () => {
    void send(async () => {
      const answer = await act()
      return answer.kind === 'ok' ? { kind: 'ok', value: true } : answer
    }).then(async (isDone) => {
      if (isDone !== true) return
      await queries.invalidateQueries({ queryKey: ['/letter-numbering'] })
      onClose()
    })
  }
}
