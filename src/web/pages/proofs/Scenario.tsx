import { Button, Group, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LiveProof, ProofRun } from '../../api/proofs.ts'
import { useFormat } from '../../messages/format.ts'
import { Section } from '../../ui/Page.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useProofWords } from './proof-words.ts'
import { useProofAct } from './use-proof-act.ts'

type ScenarioProps = { code: string; proof: LiveProof; run: ProofRun }

/** The refusal that the run's User ID is told now, and the switch for it. */
export function Scenario({ code, proof, run: { scenario, scenarioUntil } }: ScenarioProps) {
  const { t } = useTranslation('proofs')
  const words = useProofWords()
  const format = useFormat()
  const names = proof.rows.flatMap((row) => (row.scenario === null ? [] : [row.scenario.name]))
  const { form, submit } = useProofAct(
    { code, id: proof.id },
    'scenario',
    { scenario: names[0] ?? '' },
    () => undefined,
  )
  return (
    <Section title={t('scenario.title')}>
      <p aria-live="polite">
        <strong>
          {scenario === null || scenarioUntil === null
            ? t('scenario.none')
            : t('scenario.active', { name: words.scenario(scenario), until: format.time(scenarioUntil) })}
        </strong>
      </p>
      {proof.isExaminer && (
        <>
          <p className="dim">{t('scenario.lead')}</p>
          <Group align="end" gap="xs">
            <NativeSelect
              label={t('scenario.choose')}
              data={names.map((name) => ({ value: name, label: words.scenario(name) }))}
              {...form.field('scenario')}
            />
            <Button variant="default" loading={form.isBusy} onClick={() => void submit(form.values)}>
              {t('scenario.apply')}
            </Button>
            {scenario !== null && (
              <Button variant="default" loading={form.isBusy} onClick={() => void submit({ scenario: '' })}>
                {t('scenario.clear')}
              </Button>
            )}
          </Group>
          {form.problem !== undefined && <ProblemNote problem={form.problem} />}
        </>
      )}
    </Section>
  )
}
