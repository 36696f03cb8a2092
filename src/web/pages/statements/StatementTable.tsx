import { Anchor, Button, Group } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paperFilePath } from '../../api/papers.ts'
import { decideStatement, type Statement, type StatementDecision } from '../../api/statements.ts'
import { patiently } from '../../lazy-route-component.ts'
import { useFormat } from '../../messages/format.ts'
import { type Act, ActConfirm } from '../../ui/ActConfirm.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { useMay } from '../../ui/me.ts'
import type { Tone } from '../../ui/Note.tsx'
import { STALE, useStatementName } from './statement-words.ts'

/** Fetched with the first statement that is handed in: a dialog weighs as much as the page. */
const HandIn = lazy(patiently(() => import('./HandIn.tsx').then((module) => ({ default: module.HandIn }))))

const TONES: Record<Statement['step'], Tone> = {
  'to-sign': 'warn',
  'to-check': 'warn',
  'in-force': 'good',
  expired: 'bad',
  rejected: 'bad',
  withdrawn: 'quiet',
}

/** Statements with what became of them, and what may be done now. */
export function StatementTable({ statements }: { statements: readonly Statement[] }) {
  const { t } = useTranslation('statements')
  const format = useFormat()
  const nameOf = useStatementName()
  const mayPrepare = useMay('statements.prepare')
  const mayDecide = useMay('statements.decide')
  const [handing, setHanding] = useState<Statement>()
  const [act, setAct] = useState<Act>()

  const decide = (statement: Statement, how: StatementDecision) => {
    const word = WORDS[how]
    const named = nameOf(statement)
    setAct({
      title: t(`${word}Title`, named),
      whom: [named.kind, named.name, statement.agency].filter(Boolean).join(' · '),
      consequence: t(`${word}Text`),
      label: t(word),
      isDangerous: how !== 'acceptance',
      run: (reason) => decideStatement(statement.id, how, reason),
      makesStale: STALE,
    })
  }
  const button = (statement: Statement, label: string, onClick: () => void) => (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={t('actOf', { act: label, ...nameOf(statement) })}
      onClick={onClick}
    >
      {label}
    </Button>
  )
  const columns: Column<Statement>[] = [
    { title: t('kind'), cell: (one) => nameOf(one).kind },
    { title: t('signer'), cell: ({ signerName }) => signerName },
    {
      title: t('state'),
      cell: ({ step, decisionReason }) => (
        <>
          <span className={`toned tone-${TONES[step]}`}>{t(`step.${step}`)}</span>
          {decisionReason !== null && <div className="dim">{decisionReason}</div>}
        </>
      ),
    },
    { title: t('signedOn'), cell: ({ signedOn }) => (signedOn === null ? '—' : format.day(signedOn)) },
    {
      title: t('validUntil'),
      cell: ({ validUntil, signedOn }) => {
        if (validUntil !== null) return format.day(validUntil)
        return signedOn === null ? '—' : t('withAgreement')
      },
    },
    {
      title: t('paper'),
      cell: ({ paperId, scans, signerName }) =>
        paperId === null ? (
          '—'
        ) : (
          <>
            <Anchor
              href={paperFilePath(paperId)}
              target="_blank"
              rel="noreferrer"
              aria-label={t('openPaperOf', { name: signerName })}
            >
              {t('openPaper')}
            </Anchor>
            <div className="dim">{t('scans', { n: format.number(scans) })}</div>
          </>
        ),
    },
  ]
  const acts: Column<Statement> = {
    title: t('act'),
    cell: (one) => (
      <Group gap={6} wrap="nowrap">
        {one.step === 'to-sign' && mayPrepare && button(one, t('handIn'), () => setHanding(one))}
        {one.step === 'to-check' && mayDecide && button(one, t('accept'), () => decide(one, 'acceptance'))}
        {(one.step === 'to-check' || one.step === 'to-sign') &&
          mayDecide &&
          button(one, t('reject'), () => decide(one, 'rejection'))}
        {one.step === 'in-force' && mayDecide && button(one, t('withdraw'), () => decide(one, 'withdrawal'))}
      </Group>
    ),
  }
  return (
    <>
      <DataTable
        name={t('all')}
        rows={statements}
        rowKey={({ id }) => id}
        empty={t('empty')}
        columns={mayPrepare || mayDecide ? [...columns, acts] : columns}
      />
      {handing !== undefined && (
        <Suspense fallback={null}>
          <HandIn statement={handing} onClose={() => setHanding(undefined)} />
        </Suspense>
      )}
      {act !== undefined && <ActConfirm act={act} onClose={() => setAct(undefined)} />}
    </>
  )
}

const WORDS = { acceptance: 'accept', rejection: 'reject', withdrawal: 'withdraw' } as const
