import { Button, Group, NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api/client.ts'
import {
  acceptProposal,
  type Proposal,
  rejectProposal,
  withdrawDecision,
} from '../../api/registry-proposals.ts'
import { useFormat } from '../../messages/format.ts'
import { type Act, ActConfirm } from '../../ui/ActConfirm.tsx'

const STALE = [['/registry-proposals'], ['/tasks']] as const

type Key = 'accept' | 'reject' | 'withdraw' | 'takeImport'

/** Accept or reject; or take back what was decided. */
export function ProposalDecision({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('feedback-proposals')
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<Key>()
  const [proof, setProof] = useState('')
  const { id, field, nik, person, state, now, newValue, imported, evidence } = proposal
  const whom = person === null ? nik : `${person.name} (${nik})`
  const reload = () => queries.invalidateQueries({ queryKey: ['/registry-proposals'] })
  // What the page shows is then no longer so: it is fetched anew beneath the dialog that says it.
  const watched = async <T,>(answer: Promise<Answer<T>>): Promise<Answer<T>> => {
    const got = await answer
    if (got.kind === 'refused' && got.problem.status === 409) await reload()
    return got
  }
  const common = { whom, makesStale: STALE }
  const acts: Record<Key, Act> = {
    accept: {
      ...common,
      title: t('acceptTitle', { id }),
      label: t('accept'),
      isDangerous: false,
      consequence: t('acceptText', {
        field: t(`fields.${field}`),
        before: now?.name ?? t('none'),
        after: newValue,
      }),
      ...(field === 'death'
        ? { extra: <ProofChoice evidence={evidence} proof={proof} onProof={setProof} /> }
        : {}),
      run: (reason) =>
        watched(
          acceptProposal(id, { seen: now?.seen ?? null, proof: proof === '' ? null : Number(proof), reason }),
        ),
    },
    reject: {
      ...common,
      title: t('rejectTitle', { id }),
      label: t('reject'),
      isDangerous: true,
      consequence: t('rejectText'),
      run: (reason) => watched(rejectProposal(id, reason)),
    },
    withdraw: {
      ...common,
      title: t('withdrawTitle', { id }),
      label: t('withdraw'),
      isDangerous: true,
      consequence: t(state === 'accepted' ? 'withdrawText' : 'withdrawRejectedText'),
      run: (reason) => withdrawDecision(id, { reason, take: 'before' }),
    },
    takeImport: {
      ...common,
      title: t('withdrawTitle', { id }),
      label: t('takeImport'),
      isDangerous: true,
      consequence: t('takeImportText'),
      run: (reason) => withdrawDecision(id, { reason, take: 'import' }),
    },
  }
  const offered: Key[] =
    state === 'open'
      ? [...(person === null ? [] : (['accept'] as const)), 'reject']
      : state === 'settled'
        ? []
        : ['withdraw', ...(imported === null || state !== 'accepted' ? [] : (['takeImport'] as const))]
  if (offered.length === 0) return <p className="dim">{t('acts.settled')}</p>
  return (
    <div>
      <Group gap="xs">
        {offered.map((key) => (
          <Button
            key={key}
            variant={key === 'accept' ? 'filled' : 'default'}
            className={acts[key].isDangerous ? 'danger' : ''}
            onClick={() => setChosen(key)}
          >
            {acts[key].label}
          </Button>
        ))}
      </Group>
      {chosen !== undefined && <ActConfirm act={acts[chosen]} onClose={() => setChosen(undefined)} />}
    </div>
  )
}

type ProofChoiceProps = {
  evidence: Proposal['evidence']
  proof: string
  onProof: (rowId: string) => void
}

/** Which of the papers is put down with the death; the first that has a day, where nobody chooses. */
function ProofChoice({ evidence, proof, onProof }: ProofChoiceProps) {
  const { t } = useTranslation('feedback-proposals')
  const format = useFormat()
  const usual = evidence.find(({ documentOn }) => documentOn !== null) ?? evidence[0]
  return (
    <NativeSelect
      label={t('whichProof')}
      value={proof === '' ? String(usual?.rowId ?? '') : proof}
      onChange={({ currentTarget: { value } }) => onProof(value)}
      data={evidence.map(({ rowId, documentNo, documentOn, agency }) => ({
        value: String(rowId),
        label: [documentNo, documentOn === null ? '' : format.day(documentOn), agency]
          .filter((part) => part !== '' && part !== null)
          .join(' · '),
      }))}
    />
  )
}
