import { useTranslation } from 'react-i18next'
import type { LiveProof, ProofRun } from '../../api/proofs.ts'
import { useFormat } from '../../messages/format.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Section } from '../../ui/Page.tsx'
import { useProofWords } from './proof-words.ts'
import { Scenario } from './Scenario.tsx'

type RunViewProps = { code: string; proof: LiveProof; run: ProofRun }

/** What is seen of a run: its window, the NIKs to try, the scenario in force, the last calls. */
export function RunView({ code, proof, run }: RunViewProps) {
  const { t } = useTranslation('proofs')
  const format = useFormat()
  const until = format.time(run.endedAt ?? run.until)
  const how = run.endedAt !== null ? 'isClosed' : run.isOpen ? 'isOpen' : 'isOver'
  const isRunning = proof.state === 'running'
  return (
    <>
      <Section title={t('run.title')}>
        <div className="card">
          <Facts
            facts={[
              ...(run.userId === null ? [] : [[t('run.userId'), run.userId] as const]),
              [t('run.window'), `${format.moment(run.startedAt)}, ${t(`run.${how}`, { until })}`],
              ...(run.userId === null
                ? []
                : [
                    [
                      t('run.calls'),
                      <span key="calls" aria-live="polite">
                        {format.number(run.calls)}
                      </span>,
                    ] as const,
                  ]),
            ]}
          />
          {isRunning && <p className="dim">{t('run.live')}</p>}
        </div>
      </Section>
      {isRunning && run.userId !== null && <Scenario code={code} proof={proof} run={run} />}
      {isRunning && run.subjects.length > 0 && <Subjects run={run} />}
      {run.userId !== null && <LastCalls run={run} />}
    </>
  )
}

function Subjects({ run: { subjects } }: { run: ProofRun }) {
  const { t } = useTranslation('proofs')
  const words = useProofWords()
  return (
    <Section title={t('subjects.title')}>
      <p>{t('subjects.lead')}</p>
      <DataTable
        name={t('subjects.table')}
        rows={subjects}
        rowKey={({ kind }) => kind}
        empty={t('empty')}
        withCount={false}
        columns={[
          { title: t('subjects.kind'), cell: ({ kind }) => words.kind(kind) },
          { title: t('subjects.nik'), cell: ({ nik }) => <code className="nowrap">{nik}</code> },
          {
            title: t('subjects.curl'),
            cell: ({ curl }) =>
              curl === null ? t('app.none', { ns: 'translation' }) : <code className="curl">{curl}</code>,
          },
        ]}
      />
    </Section>
  )
}

function LastCalls({ run: { last } }: { run: ProofRun }) {
  const { t } = useTranslation('proofs')
  const format = useFormat()
  const words = useProofWords()
  return (
    <Section title={t('run.last')}>
      <DataTable
        name={t('run.last')}
        rows={last.map((call, index) => ({ ...call, key: `${call.at} ${index}` }))}
        rowKey={({ key }) => key}
        empty={t('run.lastEmpty')}
        withCount={false}
        columns={[
          { title: t('run.at'), cell: ({ at }) => <span className="nowrap">{format.moment(at)}</span> },
          {
            title: t('run.outcome'),
            cell: ({ outcome, isScenario }) => (
              <>
                {words.outcome(outcome)}
                {isScenario && <div className="dim">{t('run.byScenario')}</div>}
              </>
            ),
          },
          { title: t('run.method'), cell: ({ method }) => method },
          { title: t('run.operator'), cell: ({ localOperator }) => localOperator ?? t('run.noOperator') },
        ]}
      />
    </Section>
  )
}
