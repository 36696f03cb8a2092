import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LiveProof, ProofRow } from '../../api/proofs.ts'
import { useFormat } from '../../messages/format.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Page.tsx'
import { OpenedDialog } from './OpenedDialog.tsx'
import { useProofWords } from './proof-words.ts'
import { Verdict } from './Verdict.tsx'

type ChecklistProps = { code: string; proof: LiveProof }

const DONE: readonly string[] = ['met', 'not-applicable']

/** Every rule with what the log shows and what the examiners noted; for developers with what to do about it. */
export function Checklist({ code, proof }: ChecklistProps) {
  const { t } = useTranslation('proofs')
  const words = useProofWords()
  const [ticked, setTicked] = useState<ProofRow>()
  const columns: Column<ProofRow>[] = [
    { title: t('rows.rule'), cell: ({ rule }) => <span className="nowrap">{rule}</span> },
    {
      title: t('rows.what'),
      cell: ({ title, hint, verdict }) => (
        <>
          {title}
          {!DONE.includes(verdict) && <div className="dim">{hint}</div>}
        </>
      ),
    },
    {
      title: t('rows.verdict'),
      cell: ({ verdict }) => <Verdict name={verdict} word={words.verdict(verdict)} />,
    },
    { title: t('rows.seen'), cell: (row) => <Seen row={row} /> },
  ]
  const mayTick = proof.isExaminer && proof.state === 'running'
  const tickColumn: Column<ProofRow> = {
    title: t('rows.tick'),
    cell: (row) => (
      <Button
        variant="default"
        size="xs"
        aria-label={t('rows.tickOf', { rule: row.rule })}
        onClick={() => setTicked(row)}
      >
        {t('rows.tick')}
      </Button>
    ),
  }
  return (
    <Section title={t('rows.title')}>
      <Progress rows={proof.rows} />
      <DataTable
        name={t('rows.table')}
        rows={proof.rows}
        rowKey={({ rule }) => rule}
        empty={t('empty')}
        columns={mayTick ? [...columns, tickColumn] : columns}
        withCount={false}
      />
      <OpenedDialog
        code={code}
        open={ticked === undefined ? undefined : { act: 'tick', proof, row: ticked }}
        onClose={() => setTicked(undefined)}
      />
    </Section>
  )
}

function Progress({ rows }: { rows: readonly ProofRow[] }) {
  const { t } = useTranslation('proofs')
  const format = useFormat()
  const open = rows.filter(({ verdict }) => !DONE.includes(verdict))
  const met = format.number(rows.length - open.length)
  return (
    <p role="status">
      <strong>{t('rows.progress', { met, all: format.number(rows.length) })}</strong>{' '}
      {open.length === 0
        ? t('rows.complete')
        : t('rows.missing', { rules: open.map(({ rule }) => rule).join(', ') })}
    </p>
  )
}

function Seen({ row: { seen, tick } }: { row: ProofRow }) {
  const { t } = useTranslation('proofs')
  return (
    <>
      {seen}
      {tick !== null && <div className="dim">{t('rows.byExaminer', { note: tick.note, by: tick.by })}</div>}
    </>
  )
}
